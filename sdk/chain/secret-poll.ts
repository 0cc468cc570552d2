import type { Contract } from "ethers"
import { flatten, type Ciphertext } from "../ballot/encryption.ts"
import type { KeyShare } from "../ballot/key-share.ts"
import { lanesFor } from "../ballot/lanes.ts"
import type { LongWork } from "../ballot/pace.ts"
import { combineParts, openTally, type CommitteeSize, type TrusteeParts } from "../ballot/tally.ts"
import type { Point } from "../crypto/baby-jubjub.ts"
import { LogMismatchError, PollStateError, RequirementNotMetError } from "../errors.ts"
import type { Member } from "../member/member.ts"
import type { OnProgress } from "../proof/progress.ts"
import { proveDecryption } from "../proof/prove-decryption.ts"
import type { ProvingOptions } from "../proof/prove-membership.ts"
import { parseProof, type BallotProof, type DecryptionProof, type QuotaProof } from "../proof/proof.ts"
import { Prover } from "../proof/prover.ts"
import type { Scope } from "../scope.ts"
import { sentBallots, type BallotToSend, type SentBallots } from "./ballot-batch.ts"
import { read, send, type Receipt } from "./call.ts"
import { castBallots, sumOf, type CastBallot } from "./cast-ballots.ts"
import { ledgerRoots } from "./ledger-roots.ts"
import { readPoll, type Poll, type PollState, type SecretPollState } from "./poll.ts"
import { quotaArguments } from "./quota-arguments.ts"
import { ballotOf, NO_BALLOT, secretVotes, type SecretVoteArguments } from "./secret-votes.ts"
import { solidityProof } from "./solidity-proof.ts"

/** A poll whose ballots are secret, as voters, trustees and those who announce use it. Made by `assembly.secretPoll(pollId)`. */
export class SecretPoll {
  readonly pollId: bigint
  /** Of its nullifiers. */
  readonly scope: Scope
  readonly #contract: Contract
  readonly #fromBlock: number

  /** @param fromBlock from which on the assembly has events */
  constructor(contract: Contract, scope: Scope, pollId: bigint, fromBlock: number) {
    this.#contract = contract
    this.scope = scope
    this.pollId = pollId
    this.#fromBlock = fromBlock
  }

  /** What a ballot is encrypted by, and where the poll stands. @throws PollStateError for a poll with public ballots */
  async state(): Promise<Poll & { secret: SecretPollState }> {
    const poll = await readPoll(this.#contract, this.pollId)
    const { secret } = poll
    if (secret === undefined)
      throw new PollStateError(
        this.pollId,
        "a poll with public ballots",
        "one with secret ballots",
        "Use assembly.vote()",
      )
    return { ...poll, secret }
  }

  /**
   * The sequence of a member's next ballot: one more than that of the ballot that counts now, and than those of all that the member has proved.
   *
   * @param proved the largest sequence of any ballot that the member ever proved for this poll, for the program to keep. A reorganisation may have taken that
   *   ballot off the chain, or a relay kept it back; without its sequence it could be brought over the next one
   */
  async nextSequence(member: Member, proved = 0n): Promise<bigint> {
    const ballot = await this.ballotOf(member.nullifier(this.scope.value))
    const counted = ballot?.sequence ?? 0n
    return (counted > proved ? counted : proved) + 1n
  }

  /** The ballot that counts for a nullifier. Found in all that the log has: a node that was asked for one would learn whose it is. */
  async ballotOf(nullifier: bigint): Promise<CastBallot | undefined> {
    return (await this.ballots()).get(nullifier)
  }

  /** All ballots that count, by nullifier, from the log. @throws ChainUnreachableError */
  ballots(): Promise<Map<bigint, CastBallot>> {
    return castBallots(this.#contract, this.pollId, this.#fromBlock)
  }

  /**
   * Casts a ballot, or puts it in the place of the same voter's former one. For anyone who has the proofs.
   *
   * @param quotaProofs one for each of the poll's quotas, in their order, bound to `ballotMessage`; not needed for a ballot that replaces another
   * @throws MalformedProofError, RequirementNotMetError before anything is sent; ContractRefusedError, ChainUnreachableError
   */
  async cast(proof: BallotProof, quotaProofs: readonly QuotaProof[] = []): Promise<Receipt> {
    const parsed = parseProof(proof)
    const { nullifier, scope } = parsed.signals as Record<"nullifier" | "scope", bigint>
    if (scope !== this.scope.value)
      throw new RequirementNotMetError(
        "scope",
        scope,
        this.scope.value,
        `Prove again for poll ${this.pollId} of this assembly`,
      )
    return this.#sendOne({
      nullifier,
      ballot: ballotOf(parsed),
      previous: (await this.#previous(nullifier)) ?? NO_BALLOT,
      proof: solidityProof(parsed.proof),
      quotaProofs: quotaArguments(quotaProofs),
    })
  }

  /**
   * Casts many ballots in one transaction, at about a third of the cost; one whose voter has voted takes the place of the former. For a relay, say. One that
   * the contract would refuse is left out, and comes back with the reason; and so does the older of two that are of one voter. Some 60 fit into one
   * transaction; fewer where there are quota proofs.
   *
   * @throws PollStateError; ContractRefusedError where another sender was faster with one of them: call again, and it is left out. ChainUnreachableError
   */
  async castMany(ballots: readonly BallotToSend<BallotProof>[], onProgress?: OnProgress): Promise<SentBallots> {
    const poll = await this.#require("open")
    const counted = await this.ballots()
    const knowsLedgerRoot = ledgerRoots(this.#contract)
    const { votes, sent, refused } = await secretVotes(
      ballots,
      { poll, scope: this.scope, counted, knowsLedgerRoot },
      onProgress,
    )
    const [first, ...others] = votes
    if (first === undefined) return sentBallots(undefined, sent, refused)
    // One alone costs less by itself: its batch would be checked as a batch, and then again.
    const receipt =
      others.length === 0
        ? await this.#sendOne(first)
        : await this.#send(`cast ${votes.length} ballots`, "castBallots", votes)
    return sentBallots(receipt, sent, refused)
  }

  /**
   * The sum to be decrypted: that of the contract, after a look whether the log makes it the same. Of no poll that still takes ballots, and of none with
   * fewer ballots than its minimum.
   *
   * @throws PollStateError, LogMismatchError
   */
  async sum(): Promise<Ciphertext[]> {
    const { secret, state, ballots: count } = await this.#require("decrypting")
    const onChain = await read(
      this.#contract,
      "read the sum",
      () => this.#contract.getFunction("sum")(this.pollId) as Promise<bigint[]>,
    )
    const ballots = await this.ballots()
    const sum = sumOf(ballots.values(), secret.ballot.ciphertexts)
    if (flatten(sum).join() !== [...onChain].join() || ballots.size !== count)
      throw new LogMismatchError(`The sum of poll ${this.pollId}`)
    if (ballots.size < secret.minimumTurnout)
      throw new PollStateError(
        this.pollId,
        `${state} with ${ballots.size} ballots`,
        `of ${secret.minimumTurnout} at least`,
      )
    return sum
  }

  /**
   * A trustee's parts of the decryption with their proofs, to be sent by anyone. On a node that the trustee trusts: see docs/ballots.md.
   *
   * @throws PollStateError, LogMismatchError before anything is decrypted
   */
  async prepareParts(
    share: KeyShare,
    options: ProvingOptions = {},
  ): Promise<{ parts: Point[]; proofs: DecryptionProof[] }> {
    const sum = await this.sum()
    const proofs: DecryptionProof[] = []
    // One for all ciphertexts.
    await using own = options.prover === undefined ? await Prover.open("decrypt", options) : undefined
    const prover = options.prover ?? own
    for (const { first } of sum) proofs.push(await proveDecryption(share, first, { ...options, prover }))
    return { parts: share.decryptionOf(sum), proofs }
  }

  /** Sends a trustee's parts. For anyone. @param trustee index of the trustee */
  sendParts(trustee: number, parts: readonly Point[], proofs: readonly DecryptionProof[]): Promise<Receipt> {
    return send(this.#contract, `decrypt for trustee ${trustee}`, () =>
      this.#contract.getFunction("decrypt")(
        this.pollId,
        trustee,
        parts,
        proofs.map(({ proof }) => solidityProof(proof)),
      ),
    )
  }

  /** Decrypts a trustee's part: `prepareParts` and `sendParts` in one. */
  async decrypt(share: KeyShare, options: ProvingOptions = {}): Promise<Receipt> {
    const { parts, proofs } = await this.prepareParts(share, options)
    return this.sendParts(share.trustee, parts, proofs)
  }

  /**
   * Works the totals out of the trustees' parts, and announces them; the contract checks them and settles the outcome. For anyone.
   *
   * @param committee of the poll, as the contract of trustees has it
   * @throws PollStateError, TooFewPartsError, MessageNotFoundError; ContractRefusedError, ChainUnreachableError
   */
  async announce(committee: CommitteeSize, work: LongWork = {}): Promise<{ totals: number[]; receipt: Receipt }> {
    const sum = await this.sum()
    const { secret, ballots } = await this.state()
    const { options, ciphertexts, rule } = secret.ballot
    const used = secret.posted.slice(0, committee.threshold)
    const parts = await Promise.all(used.map((trustee) => this.#partsOf(trustee)))
    const points = combineParts(committee, parts, sum)
    const totals = await openTally(points, lanesFor(options, ciphertexts), ballots * rule.maxScore, work)
    const receipt = await send(this.#contract, `announce the totals of poll ${this.pollId}`, () =>
      this.#contract.getFunction("announce")(this.pollId, used, totals),
    )
    return { totals, receipt }
  }

  /** Gives the poll up when too few trustees decrypted in time: it stays undecided. For anyone. */
  abandon(): Promise<Receipt> {
    return send(this.#contract, `abandon poll ${this.pollId}`, () => this.#contract.getFunction("abandon")(this.pollId))
  }

  async #partsOf(trustee: number): Promise<TrusteeParts> {
    const parts = await read(
      this.#contract,
      "read a trustee's parts",
      () => this.#contract.getFunction("part")(this.pollId, trustee) as Promise<[bigint, bigint][]>,
    )
    return { trustee, parts: [...parts].map(([x, y]): Point => [x, y]) }
  }

  async #previous(nullifier: bigint): Promise<CastBallot | undefined> {
    const used = await read(
      this.#contract,
      "look for a former ballot",
      () => this.#contract.getFunction("nullifierUsed")(this.pollId, nullifier) as Promise<boolean>,
    )
    if (!used) return undefined
    const previous = await this.ballotOf(nullifier)
    if (previous === undefined)
      throw new LogMismatchError(`The ballot of nullifier ${nullifier} in poll ${this.pollId}`)
    return previous
  }

  #sendOne({ nullifier, ballot, previous, proof, quotaProofs }: SecretVoteArguments): Promise<Receipt> {
    return previous.ciphertexts.length === 0
      ? this.#send("vote", "castBallot", nullifier, ballot, proof, quotaProofs)
      : this.#send("vote again", "replaceBallot", nullifier, ballot, previous, proof)
  }

  #send(action: string, method: string, ...values: unknown[]): Promise<Receipt> {
    return send(this.#contract, `${action} in poll ${this.pollId}`, () =>
      this.#contract.getFunction(method)(this.pollId, ...values),
    )
  }

  async #require(required: PollState): Promise<Poll & { secret: SecretPollState }> {
    const poll = await this.state()
    if (poll.state !== required) throw new PollStateError(this.pollId, poll.state, required)
    return poll
  }
}
