import type { Contract, ContractRunner } from "ethers"
import { PollStateError, RequirementNotMetError } from "../errors.ts"
import type { Kinds } from "../labor/kinds.ts"
import { DEFAULT_CLASSES, type ClassNames } from "../member/attributes.ts"
import type { OnProgress } from "../proof/progress.ts"
import type { MembershipProof, QuotaProof } from "../proof/proof.ts"
import { parseProof } from "../proof/proof.ts"
import { Scope } from "../scope.ts"
import { sentBallots, type BallotToSend, type SentBallots } from "./ballot-batch.ts"
import { eventIn, read, send, type Receipt } from "./call.ts"
import { contractAt, contractUnseen, providerOf, type AtOptions } from "./contract.ts"
import { callLists, type Call } from "./calls.ts"
import { ASSEMBLY_ABI, COMMUNE_ABI } from "./generated/abi.ts"
import { ledgerRoots } from "./ledger-roots.ts"
import { numbersInEvents } from "./logs.ts"
import { readPoll, type Poll } from "./poll.ts"
import { classSet, pollTerms, subjectHash, type Proposal } from "./proposal.ts"
import { publicVotes } from "./public-votes.ts"
import { quotaArguments } from "./quota-arguments.ts"
import { grantRole } from "./roles.ts"
import { SecretPoll } from "./secret-poll.ts"
import { seenNullifiers } from "./seen-nullifiers.ts"
import { solidityProof } from "./solidity-proof.ts"

/** The contract in which a commune decides. Who proposes and opens must be a convener; anyone may send a ballot or close. */
export class Assembly {
  readonly address: string
  readonly contract: Contract
  readonly #chainId: bigint
  readonly #options: AtOptions

  private constructor(contract: Contract, chainId: bigint, options: AtOptions) {
    this.contract = contract
    this.address = contract.target as string
    this.#chainId = chainId
    this.#options = options
  }

  /** @throws NoContractError, ChainUnreachableError */
  static async at(address: string, runner: ContractRunner, options: AtOptions = {}): Promise<Assembly> {
    const contract = await contractAt("Assembly", address, ASSEMBLY_ABI, runner)
    const { chainId } = await read(contract, "ask for the chain", () => providerOf(contract).getNetwork())
    return new Assembly(contract, chainId, options)
  }

  /** Names a convener. Only for the admin. */
  addConvener(account: string): Promise<Receipt> {
    return grantRole(this.contract, "CONVENER_ROLE", account)
  }

  /** The same contract with another sender, a relay's for example: the sender of a ballot does not matter. */
  connect(runner: ContractRunner): Assembly {
    return new Assembly(this.contract.connect(runner) as Contract, this.#chainId, this.#options)
  }

  /** The scope of a poll, computed here and not asked of the node. */
  scope(pollId: bigint): Scope {
    return Scope.onChain({ chainId: this.#chainId, contract: this.address, purpose: pollId })
  }

  /**
   * Proposes a poll.
   *
   * @param names the commune's classes and kinds, where the proposal names them
   * @throws InvalidInputError, LanesOverflowError before anything is sent; ContractRefusedError, ChainUnreachableError
   */
  async propose(
    proposal: Proposal,
    names: { classes?: ClassNames; kinds?: Kinds } = {},
  ): Promise<{ pollId: bigint; receipt: Receipt }> {
    const { classes = DEFAULT_CLASSES, kinds } = names
    const electorate = proposal.secret === undefined ? undefined : await this.#electorate(proposal, classes)
    const terms = pollTerms(proposal, { classes, kinds, electorate })
    const receipt = await send(this.contract, "propose a poll", () => this.contract.getFunction("propose")(terms))
    return { pollId: eventIn(this.contract, receipt, "PollProposed")["pollId"] as bigint, receipt }
  }

  /**
   * Numbers of the polls that were proposed with a subject, from the log: so a program that was ended in the middle sees whether it has proposed.
   *
   * @throws ChainUnreachableError, NodeAnswerError
   */
  pollsOn(subject: string): Promise<bigint[]> {
    const hash = subjectHash(subject)
    return numbersInEvents(this.contract, this.#options.fromBlock ?? 0, {
      event: "PollProposed",
      number: "pollId",
      wanted: ({ terms }) => (terms as { subject: string }).subject === hash,
    })
  }

  /** Opens a poll: freezes the roll, the policy and the electorate. */
  open(pollId: bigint): Promise<Receipt> {
    return send(this.contract, `open poll ${pollId}`, () => this.contract.getFunction("open")(pollId))
  }

  /** Takes a poll back before it is opened. */
  withdraw(pollId: bigint): Promise<Receipt> {
    return send(this.contract, `withdraw poll ${pollId}`, () => this.contract.getFunction("withdraw")(pollId))
  }

  /**
   * Casts a ballot whose choice is public and whose voter is not: proofs over the poll's scope whose message is the number of the option.
   *
   * @param quotaProofs one for each of the poll's quotas, in their order
   * @throws MalformedProofError, RequirementNotMetError before anything is sent; ContractRefusedError, ChainUnreachableError
   */
  vote(pollId: bigint, proof: MembershipProof, quotaProofs: readonly QuotaProof[] = []): Promise<Receipt> {
    const ballot = parseProof(proof)
    const { nullifier, message, scope } = ballot.signals as { nullifier: bigint; message: bigint; scope: bigint }
    const required = this.scope(pollId).value
    if (scope !== required)
      throw new RequirementNotMetError("scope", scope, required, `Prove again for poll ${pollId} of this assembly`)
    const quotas = quotaArguments(quotaProofs)
    return send(this.contract, `vote in poll ${pollId}`, () =>
      this.contract.getFunction("vote")(pollId, nullifier, message, solidityProof(ballot.proof), quotas),
    )
  }

  /**
   * Casts many ballots with public choices in one transaction, at about a third of the cost. For a relay, say. One that the contract would refuse is left
   * out, and comes back with the reason. Some 60 fit into one transaction; fewer where there are quota proofs.
   *
   * @throws PollStateError; ContractRefusedError where another sender was faster with one of them: call again, and it is left out. ChainUnreachableError
   */
  async voteMany(
    pollId: bigint,
    ballots: readonly BallotToSend<MembershipProof>[],
    onProgress?: OnProgress,
  ): Promise<SentBallots> {
    const poll = await this.poll(pollId)
    if (poll.secret !== undefined)
      throw new PollStateError(pollId, "a poll with secret ballots", "one with public ballots", "Use secretPoll()")
    if (poll.state !== "open") throw new PollStateError(pollId, poll.state, "open")
    const { votes, sent, refused } = await publicVotes(
      ballots,
      { poll, scope: this.scope(pollId), isUsed: this.#isUsed(pollId), knowsLedgerRoot: ledgerRoots(this.contract) },
      onProgress,
    )
    const [first, ...others] = votes
    if (first === undefined) return sentBallots(undefined, sent, refused)
    // One alone costs less by itself: its batch would be checked as a batch, and then again.
    const receipt = await send(this.contract, `cast ${votes.length} ballots in poll ${pollId}`, () =>
      others.length === 0
        ? this.contract.getFunction("vote")(pollId, first.nullifier, first.option, first.proof, first.quotaProofs)
        : this.contract.getFunction("voteMany")(pollId, votes),
    )
    return sentBallots(receipt, sent, refused)
  }

  /** What is particular to a poll whose ballots are secret: casting, decrypting, announcing. */
  secretPoll(pollId: bigint): SecretPoll {
    return new SecretPoll(this.contract, this.scope(pollId), pollId, this.#options.fromBlock ?? 0)
  }

  /**
   * Closes a poll whose period is over. With public ballots the contract works out the outcome; with secret ones the trustees may decrypt their sum from
   * now on, unless there are too few.
   */
  close(pollId: bigint): Promise<Receipt> {
    return send(this.contract, `close poll ${pollId}`, () => this.contract.getFunction("close")(pollId))
  }

  /** @throws ChainUnreachableError */
  poll(pollId: bigint): Promise<Poll> {
    return readPoll(this.contract, pollId)
  }

  /** Ballots of each option so far; of secret ballots the totals of their scores, once they are announced, and nothing before. */
  async tally(pollId: bigint): Promise<number[]> {
    const ballots: bigint[] = await read(this.contract, "read a tally", () =>
      this.contract.getFunction("tally")(pollId),
    )
    return [...ballots].map(Number)
  }

  /** Which nullifiers a poll has seen, for a prover's `used`: looked up in all that the log has, so that no node is asked for the member's own. */
  usedIn(pollId: bigint): { has(scope: bigint, nullifier: bigint): Promise<boolean> } {
    return {
      has: async (scope, nullifier) =>
        scope === this.scope(pollId).value &&
        (await seenNullifiers(this.contract, pollId, this.#options.fromBlock ?? 0)).has(nullifier),
    }
  }

  /**
   * Has the timelock make the calls that a poll decided on, after its delay. For anyone, once.
   *
   * @param calls those of the proposal
   */
  scheduleCalls(pollId: bigint, calls: readonly Call[]): Promise<Receipt> {
    const lists = callLists(calls)
    return send(this.contract, `schedule the calls of poll ${pollId}`, () =>
      this.contract.getFunction("scheduleCalls")(pollId, ...lists),
    )
  }

  /** Asks for one. Only for who is about to send it, and not for its member. */
  #isUsed(pollId: bigint): (nullifier: bigint) => Promise<boolean> {
    return (nullifier) =>
      read(this.contract, "look for a ballot", () => this.contract.getFunction("nullifierUsed")(pollId, nullifier))
  }

  async #electorate(proposal: Proposal, classes: ClassNames): Promise<number> {
    const address = await read(
      this.contract,
      "ask for the commune",
      () => this.contract.getFunction("commune")() as Promise<string>,
    )
    const commune = await contractUnseen(address, COMMUNE_ABI, this.contract.runner)
    const set = classSet(proposal.policy, classes)
    return Math.max(
      1,
      Number(
        await read(commune, "count the electorate", () => commune.getFunction("electorate")(set) as Promise<bigint>),
      ),
    )
  }
}
