import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types"
import { AbiCoder, getAddress, keccak256 } from "ethers"
import { readChain } from "../../scripts/audit/chain/read-chain.ts"
import type { ChainRecord } from "../../scripts/audit/record/record.ts"
import { pointTimes, type Point } from "../../sdk/crypto/baby-jubjub.ts"
import { as, deployed, GENESIS_DAY, simulatedChain, type Chain } from "../contracts/chain.ts"
import {
  deployAssembly,
  deployCommune,
  deployLedger,
  deployTrustees,
  type Assembly,
  type Commune,
  type LaborLedger,
  type Trustees,
} from "../contracts/deploy.ts"
import { NO_PROOF } from "../contracts/ledger-scene.ts"
import { prove, type SolidityProof } from "../contracts/prover.ts"
import { attributesOf, RollModel } from "../contracts/roll-model.ts"
import { sheetClaim } from "../contracts/sheet-witness.ts"
import { CommitteeScene, standInDealVerifiers } from "../contracts/trustees-scene.ts"
import {
  membershipInput,
  nullifierOf,
  person,
  quotaInput,
  quotaPolicy,
  type LaborRecord,
  type Person,
} from "../contracts/witness.ts"
import { secretBallot, type SecretBallot } from "./ballot-witness.ts"
import { DECRYPTION_PERIOD, VOTING_PERIOD } from "./periods.ts"

const NONE = 255
const FULL = 1
const CANDIDATE = 2
const KITCHEN = 3
const [FROM, TO] = [GENESIS_DAY - 40, GENESIS_DAY - 10]
const AN_HOUR = quotaPolicy([KITCHEN], FROM, TO, 60)

/** A commune of five full members and a candidate, each of whom worked an hour in the kitchen; all proofs in its polls are true ones. */
export class AuditScene {
  readonly chain: Chain
  readonly commune: Commune
  readonly ledger: LaborLedger
  readonly trustees: Trustees
  readonly assembly: Assembly
  readonly roll = new RollModel()
  readonly voters = [1n, 2n, 3n, 4n, 5n].map((secret) => person(secret, FULL, GENESIS_DAY - 100))
  readonly #attester: HardhatEthersSigner
  readonly #proved: boolean
  #sheets: LaborRecord[][] = []
  readonly #lastBallots = new Map<Person, SecretBallot>()

  private constructor(
    chain: Chain,
    contracts: { commune: Commune; ledger: LaborLedger; trustees: Trustees; assembly: Assembly },
    attester: HardhatEthersSigner,
    proved: boolean,
  ) {
    this.chain = chain
    this.commune = contracts.commune
    this.ledger = contracts.ledger
    this.trustees = contracts.trustees
    this.assembly = contracts.assembly
    this.#attester = attester
    this.#proved = proved
  }

  /** @param proved false for contracts that take any proof of a dealing, a secret ballot or a decryption */
  static async open({ proved = true } = {}): Promise<AuditScene> {
    const chain = await simulatedChain()
    const [admin, keeper, attester] = await chain.ethers.getSigners()
    const commune = as(await deployCommune(chain, admin!, keeper!), keeper!)
    // What an audit reads of a sheet is that it was accepted: its proof is not in the log.
    const anySheet = await (await deployed(chain, "AnyProofVerifier", [6])).getAddress()
    const sheetInstances = [{ rows: 25, verifier: anySheet }]
    const ledger = as(await deployLedger(chain, admin!, [keeper!, attester!], { sheetInstances }), keeper!)
    const dealInstances = proved ? undefined : await standInDealVerifiers(chain)
    const trustees = as(await deployTrustees(chain, admin!, keeper!, dealInstances), keeper!)
    const parts = { commune, ledger, trustees, proved: { ballots: proved, decryption: proved } }
    const assembly = as(await deployAssembly(chain, admin!, keeper!, parts), keeper!)
    const scene = new AuditScene(chain, { commune, ledger, trustees, assembly }, attester!, proved)
    const candidate = person(6n, CANDIDATE, GENESIS_DAY - 100)
    const leaver = person(7n, FULL, GENESIS_DAY - 100)
    await scene.admit(...scene.voters, leaver, candidate)
    await scene.remove(leaver)
    await scene.bookSheet(
      scene.voters.map((voter, index) => ({
        commitment: voter.commitment,
        amount: 60,
        day: FROM + 5,
        kind: KITCHEN,
        salt: BigInt(index + 1),
      })),
    )
    return scene
  }

  async admit(...entries: Person[]): Promise<void> {
    await this.commune.admitMany(
      entries.map((entry) => ({ commitment: entry.commitment, attributes: attributesOf(entry) })),
    )
    this.roll.places.push(...entries)
  }

  async remove(entry: Person): Promise<void> {
    await this.commune.remove(entry.commitment, attributesOf(entry), this.roll.siblings(entry.commitment))
    this.roll.places[this.roll.indexOf(entry.commitment)] = undefined
  }

  async bookSheet(records: LaborRecord[]): Promise<void> {
    await this.ledger.post(sheetClaim(records, 25), NO_PROOF)
    await as(this.ledger, this.#attester).countersign(await this.ledger.sheetCount())
    this.#sheets = [...this.#sheets, records]
  }

  /** A committee of 3 of 5: the fifth trustee does not commit, and the fourth does not deal. */
  async committee(): Promise<CommitteeScene> {
    const committee = await CommitteeScene.form(this.chain, this.trustees, {
      size: 5,
      threshold: 3,
      proved: this.#proved,
    })
    await committee.commit(1, 2, 3, 4)
    await committee.passCommitting()
    await this.trustees.endCommitting(committee.id)
    await committee.deal(1, 2, 3)
    await committee.passDealing()
    await committee.finish()
    return committee
  }

  /**
   * Proposes a poll on yes, no or neither.
   *
   * @param committee of a secret poll
   * @param quotas    whether with each first ballot goes the proof of an hour in the kitchen; so it is in a secret poll when not given
   */
  async propose(committee?: CommitteeScene, { quotas = committee !== undefined } = {}): Promise<bigint> {
    const secret = {
      committee: committee?.id ?? 0n,
      ciphertexts: committee === undefined ? 0 : 1,
      maxScore: 1,
      minTotal: 1,
      maxTotal: 1,
      quadratic: false,
      minimumElectorate: 3,
      minimumTurnout: 3,
      decryptionPeriod: DECRYPTION_PERIOD,
    }
    const none = Object.fromEntries(Object.keys(secret).map((name) => [name, name === "quadratic" ? false : 0]))
    const terms = {
      subject: `0x${"5a".repeat(32)}`,
      options: 3,
      classes: 1 << FULL,
      admittedBy: GENESIS_DAY - 50,
      quotaPolicies: quotas ? [AN_HOUR] : [],
      quorum: { numerator: 1, denominator: 2, strict: false },
      threshold: { numerator: 1, denominator: 2, strict: true },
      thresholdOfElectorate: false,
      abstainOption: 2,
      blockOption: NONE,
      blockLimit: 0,
      votingPeriod: VOTING_PERIOD,
      calls: `0x${"0".repeat(64)}`,
      callsOption: NONE,
      secret: committee === undefined ? none : secret,
    }
    const pollId = (await this.assembly.propose.staticCall(terms)) as bigint
    await this.assembly.propose(terms)
    return pollId
  }

  async nullifier(voter: Person, pollId: bigint): Promise<bigint> {
    return nullifierOf(voter.secret, (await this.assembly.scopeOf(pollId)) as bigint)
  }

  /** Casts a public ballot. */
  async vote(voter: Person, option: number, pollId: bigint): Promise<void> {
    const { nullifier, proof } = await this.#publicVote(voter, option, pollId)
    await this.assembly.vote(pollId, nullifier, option, proof, [])
  }

  /** Casts public ballots in one transaction. */
  async voteMany(choices: readonly (readonly [voter: Person, option: number])[], pollId: bigint): Promise<void> {
    const votes = []
    for (const [voter, option] of choices) votes.push(await this.#publicVote(voter, option, pollId))
    await this.assembly.voteMany(pollId, votes)
  }

  /** Casts a secret ballot, or replaces the voter's by another. */
  async castBallot(voter: Person, option: number, pollId: bigint): Promise<void> {
    const { nullifier, ballot, previous, proof, quotaProofs } = await this.#secretVote(voter, option, pollId)
    if (quotaProofs.length > 0) await this.assembly.castBallot(pollId, nullifier, ballot, proof, quotaProofs)
    else await this.assembly.replaceBallot(pollId, nullifier, ballot, previous, proof)
  }

  /** Casts secret ballots in one transaction; one that is its voter's second takes the place of the first. */
  async castBallots(choices: readonly (readonly [voter: Person, option: number])[], pollId: bigint): Promise<void> {
    const votes = []
    for (const [voter, option] of choices) votes.push(await this.#secretVote(voter, option, pollId))
    await this.assembly.castBallots(pollId, votes)
  }

  /** Lets the time to vote pass, and closes the poll. */
  async close(pollId: bigint): Promise<void> {
    const { closesAt } = await this.#poll(pollId)
    await this.chain.networkHelpers.time.setNextBlockTimestamp(closesAt)
    await this.assembly.close(pollId)
  }

  /** Trustees post their parts of the sum. */
  async decrypt(committee: CommitteeScene, pollId: bigint, ...indexes: number[]): Promise<void> {
    const [x, y] = (await this.sum(pollId)) as [bigint, bigint]
    for (const index of indexes) {
      const share = committee.share(index)
      const { proof } = await prove("decrypt", { share, point: [x, y] })
      await this.assembly.decrypt(pollId, index, [pointTimes(share, [x, y])], [proof])
    }
  }

  async sum(pollId: bigint): Promise<bigint[]> {
    return [...((await this.assembly.sum(pollId)) as bigint[])]
  }

  /** What an audit reads from this chain. */
  async record(pollId: bigint): Promise<ChainRecord> {
    const assembly = getAddress(await this.assembly.getAddress())
    return readChain(this.chain.ethers.provider, { assembly, pollId, fromBlock: 0 })
  }

  async #publicVote(voter: Person, option: number, pollId: bigint) {
    const { scope, policy } = await this.#poll(pollId)
    const statement = { scope, policy, message: BigInt(option) }
    const { proof } = await prove("membership", membershipInput(voter, this.roll, statement))
    return { nullifier: nullifierOf(voter.secret, scope), option, proof, quotaProofs: [] }
  }

  /** A ballot that follows the voter's last one; with the first comes a quota proof. */
  async #secretVote(voter: Person, option: number, pollId: bigint) {
    const { scope, policy, key, ballotRule } = await this.#poll(pollId)
    const previous = this.#lastBallots.get(voter)
    const sequence = (previous?.sequence ?? 0n) + 1n
    const scores = [0, 1, 2].map((each) => (each === option ? 1 : 0))
    const randomness = 1000n * voter.secret + sequence
    const { ballot, input } = secretBallot(
      voter,
      this.roll,
      { scope, policy, key, ballotRule },
      { scores, sequence, width: 13, randomness },
    )
    this.#lastBallots.set(voter, ballot)
    const { proof } = await prove("ballot-4", input)
    const message = BigInt(ballotHash(ballot)) >> 8n
    return {
      nullifier: nullifierOf(voter.secret, scope),
      ballot,
      previous: previous ?? { sequence: 0n, ciphertexts: [] },
      proof,
      quotaProofs: previous === undefined ? [await this.#quota(voter, { scope, policy, message })] : [],
    }
  }

  async #quota(
    voter: Person,
    statement: { scope: bigint; policy: bigint; message: bigint },
  ): Promise<{ records: number; ledgerRoot: bigint; proof: SolidityProof }> {
    const labor = {
      sheets: this.#sheets,
      rows: [[0, this.voters.indexOf(voter)]] as const,
      quotaPolicy: AN_HOUR,
    }
    const { proof, signals } = await prove("quota-1", quotaInput(voter, this.roll, statement, labor, 1))
    return { records: 1, ledgerRoot: signals[2]!, proof }
  }

  async #poll(
    pollId: bigint,
  ): Promise<{ scope: bigint; policy: bigint; key: Point; ballotRule: bigint; closesAt: bigint }> {
    const { policy, key, ballotRule, closesAt } = (await this.assembly.poll(pollId)) as {
      policy: bigint
      key: bigint[]
      ballotRule: bigint
      closesAt: bigint
    }
    return {
      scope: (await this.assembly.scopeOf(pollId)) as bigint,
      policy,
      key: [key[0]!, key[1]!],
      ballotRule,
      closesAt,
    }
  }
}

function ballotHash({ sequence, ciphertexts }: SecretBallot): string {
  return keccak256(AbiCoder.defaultAbiCoder().encode(["uint64", "uint256[]"], [sequence, ciphertexts]))
}
