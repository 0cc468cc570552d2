import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types"
import { as, GENESIS_DAY, simulatedChain, type Chain } from "./chain.ts"
import {
  deployAssembly,
  deployCommune,
  deployLedger,
  deployTimelock,
  deployTrustees,
  type Assembly,
  type Commune,
  type DealInstance,
  type LaborLedger,
  type Timelock,
  type Trustees,
} from "./deploy.ts"
import { prove, type SolidityProof } from "./prover.ts"
import { attributesOf, RollModel, type Entry } from "./roll-model.ts"
import { sheetClaim, sheetInput, type SheetClaim } from "./sheet-witness.ts"
import {
  membershipInput,
  nullifierOf,
  person,
  quotaInput,
  type Labor,
  type LaborRecord,
  type Person,
  type Statement,
} from "./witness.ts"

export const NONE = 255
export const FULL = 1
export const CANDIDATE = 2
/** The last day of admission with which one may vote in most of these polls. */
export const ADMITTED_BY = GENESIS_DAY - 30

export const OUTCOME = { undecided: 0n, noQuorum: 1n, blocked: 2n, notCarried: 3n, carried: 4n }
export const STATE = { none: 0n, proposed: 1n, withdrawn: 2n, open: 3n, closed: 4n, decrypting: 5n, abandoned: 6n }

export interface Fraction {
  numerator: number
  denominator: number
  strict: boolean
}

export const atLeast = (numerator: number, denominator: number): Fraction => ({ numerator, denominator, strict: false })
export const moreThan = (numerator: number, denominator: number): Fraction => ({ numerator, denominator, strict: true })

/** How ballots are made secret. */
export interface SecretTerms {
  committee: bigint
  ciphertexts: number
  maxScore: number
  minTotal: number
  maxTotal: number
  quadratic: boolean
  minimumElectorate: number
  minimumTurnout: number
  decryptionPeriod: number
}

/** Ballots are public. */
export const NOT_SECRET: SecretTerms = {
  committee: 0n,
  ciphertexts: 0,
  maxScore: 0,
  minTotal: 0,
  maxTotal: 0,
  quadratic: false,
  minimumElectorate: 0,
  minimumTurnout: 0,
  decryptionPeriod: 0,
}

export interface PollTerms {
  subject: string
  options: number
  classes: number
  admittedBy: number
  quotaPolicies: bigint[]
  quorum: Fraction
  threshold: Fraction
  thresholdOfElectorate: boolean
  abstainOption: number
  blockOption: number
  blockLimit: number
  votingPeriod: number
  calls: string
  callsOption: number
  secret: SecretTerms
}

/** A plain majority vote of the full members on yes (0), no (1) or neither (2). */
export function terms(changes: Partial<PollTerms> = {}): PollTerms {
  return {
    subject: `0x${"5a".repeat(32)}`,
    options: 3,
    classes: 1 << FULL,
    admittedBy: ADMITTED_BY,
    quotaPolicies: [],
    quorum: atLeast(0, 1),
    threshold: moreThan(1, 2),
    thresholdOfElectorate: false,
    abstainOption: 2,
    blockOption: NONE,
    blockLimit: 0,
    votingPeriod: 7 * 86_400,
    calls: `0x${"00".repeat(32)}`,
    callsOption: NONE,
    secret: NOT_SECRET,
    ...changes,
  }
}

export interface QuotaProof {
  records: number
  ledgerRoot: bigint
  proof: SolidityProof
}

/** How a scene's contracts are founded. */
export interface Founding {
  /** Verifiers of dealings; those of the committed keys when not given. */
  dealVerifiers?: (chain: Chain) => Promise<DealInstance[]>
  /** Which proofs of secret ballots are true; all when not given. */
  proved?: { ballots: boolean; decryption: boolean }
}

/** What `vote` takes. */
export type Ballot = [pollId: bigint, nullifier: bigint, option: number, proof: SolidityProof, quotas: QuotaProof[]]

/** What `voteMany` takes of each ballot. */
export interface PublicVote {
  nullifier: bigint
  option: number
  proof: SolidityProof
  quotaProofs: QuotaProof[]
}

/** A ballot as one of many. */
export function publicVote([, nullifier, option, proof, quotaProofs]: Ballot): PublicVote {
  return { nullifier, option, proof, quotaProofs }
}

/**
 * A commune in assembly on a chain of its own: six full members who may vote, a candidate, and a full member who joined too late.
 *
 * Polls have the same numbers and so the same scopes in every test that starts from here: a ballot is proved once.
 */
export class Scene {
  readonly chain: Chain
  readonly assembly: Assembly
  readonly commune: Commune
  readonly ledger: LaborLedger
  readonly trustees: Trustees
  readonly timelock: Timelock
  readonly roll = new RollModel()
  readonly voters: Person[]
  readonly candidate: Person
  readonly latecomer: Person
  readonly admin: HardhatEthersSigner
  /** Steward, convener and attester in one; the second attester. */
  readonly keeper: HardhatEthersSigner
  readonly attester: HardhatEthersSigner
  readonly outsider: HardhatEthersSigner

  private constructor(
    chain: Chain,
    contracts: { assembly: Assembly; commune: Commune; ledger: LaborLedger; trustees: Trustees; timelock: Timelock },
    signers: HardhatEthersSigner[],
  ) {
    const [admin, keeper, attester, outsider] = signers
    this.chain = chain
    this.admin = admin!
    this.keeper = keeper!
    this.attester = attester!
    this.outsider = outsider!
    this.assembly = as(contracts.assembly, this.keeper)
    this.commune = as(contracts.commune, this.keeper)
    this.ledger = as(contracts.ledger, this.keeper)
    this.trustees = as(contracts.trustees, this.keeper)
    this.timelock = as(contracts.timelock, this.outsider)
    this.voters = [1n, 2n, 3n, 4n, 5n, 6n].map((secret) => person(secret, FULL, ADMITTED_BY - Number(secret)))
    this.candidate = person(7n, CANDIDATE, ADMITTED_BY - 100)
    this.latecomer = person(8n, FULL, ADMITTED_BY + 1)
  }

  /** @param founding what differs from a commune with the committed keys */
  static async open(chainId?: number, founding: Founding = {}): Promise<Scene> {
    const chain = await simulatedChain(chainId)
    const signers = await chain.ethers.getSigners()
    const [admin, keeper, attester] = signers
    const commune = await deployCommune(chain, admin!, keeper!)
    const ledger = await deployLedger(chain, admin!, [keeper!, attester!])
    const trustees = await deployTrustees(chain, admin!, keeper!, await founding.dealVerifiers?.(chain))
    const timelock = await deployTimelock(chain, admin!)
    const parts = { commune, ledger, trustees, timelock }
    const assembly = await deployAssembly(chain, admin!, keeper!, { ...parts, ...founding })
    const scene = new Scene(chain, { assembly, ...parts }, signers)
    await scene.admit(...scene.voters, scene.candidate, scene.latecomer)
    return scene
  }

  /** Lets further members vote, so that there are so many voters in all. */
  async enlarge(voters: number): Promise<void> {
    const from = this.voters.length
    const others = Array.from({ length: voters - from }, (_, place) =>
      person(BigInt(100 + from + place), FULL, ADMITTED_BY - 10),
    )
    await this.admit(...others)
    this.voters.push(...others)
  }

  /** Remembers chain and roll as they are; the result brings them back. */
  async remember(): Promise<() => Promise<void>> {
    const snapshot = await this.chain.networkHelpers.takeSnapshot()
    const places = [...this.roll.places]
    return async () => {
      await snapshot.restore()
      this.roll.places.splice(0, Infinity, ...places)
    }
  }

  async admit(...entries: Entry[]): Promise<void> {
    await this.commune.admitMany(
      entries.map((entry) => ({ commitment: entry.commitment, attributes: attributesOf(entry) })),
    )
    this.roll.places.push(...entries)
  }

  async remove(entry: Entry): Promise<void> {
    const siblings = this.roll.siblings(entry.commitment)
    await this.commune.remove(entry.commitment, attributesOf(entry), siblings)
    this.roll.places[this.roll.indexOf(entry.commitment)] = undefined
  }

  /** Gives a member a new secret; the roll then says that they were admitted today. */
  async replace(member: Person, secret: bigint): Promise<Person> {
    const today = Math.floor((await this.chain.networkHelpers.time.latest()) / 86_400)
    const renewed = person(secret, member.class, today)
    const siblings = this.roll.siblings(member.commitment)
    await this.commune.replaceCommitment(member.commitment, attributesOf(member), renewed.commitment, siblings)
    this.roll.places[this.roll.indexOf(member.commitment)] = renewed
    return renewed
  }

  /** The roll as it is now, to prove against when it has changed since. */
  frozen(): RollModel {
    const copy = new RollModel()
    copy.places.push(...this.roll.places)
    return copy
  }

  /** What the keeper posts of a sheet. */
  async sheet(
    records: readonly LaborRecord[],
    rows: 25 | 125 = 25,
  ): Promise<[claim: SheetClaim, proof: SolidityProof]> {
    const message = (await this.ledger.sheetMessage(this.keeper.address)) as bigint
    const { proof } = await prove(`sheet-${rows}`, sheetInput(records, rows, message))
    return [sheetClaim(records, rows), proof]
  }

  /** Posts a sheet and has it accepted. */
  async bookSheet(records: readonly LaborRecord[]): Promise<void> {
    await this.ledger.post(...(await this.sheet(records)))
    await as(this.ledger, this.attester).countersign(await this.ledger.sheetCount())
  }

  async propose(changes: Partial<PollTerms> = {}): Promise<bigint> {
    const pollId = (await this.assembly.propose.staticCall(terms(changes))) as bigint
    await this.assembly.propose(terms(changes))
    return pollId
  }

  /** Proposes a poll and opens it. */
  async convene(changes: Partial<PollTerms> = {}): Promise<bigint> {
    const pollId = await this.propose(changes)
    await this.assembly.open(pollId)
    return pollId
  }

  /** What a proof for this poll and option is about. */
  async statement(pollId: bigint, option: number): Promise<Statement> {
    const { policy } = (await this.assembly.poll(pollId)) as { policy: bigint }
    return { scope: (await this.assembly.scopeOf(pollId)) as bigint, message: BigInt(option), policy }
  }

  async ballot(voter: Person, option: number, { pollId = 1n, roll = this.roll } = {}): Promise<Ballot> {
    const statement = await this.statement(pollId, option)
    const { proof } = await prove("membership", membershipInput(voter, roll, statement))
    return [pollId, nullifierOf(voter.secret, statement.scope), option, proof, []]
  }

  async quota(voter: Person, option: number, labor: Labor, records: 1 | 4, pollId = 1n): Promise<QuotaProof> {
    const statement = await this.statement(pollId, option)
    const { proof, signals } = await prove(`quota-${records}`, quotaInput(voter, this.roll, statement, labor, records))
    return { records, ledgerRoot: signals[2]!, proof }
  }

  /** Casts the ballots of the first voters: choices[i] is the option of voter i. */
  async cast(choices: readonly number[], pollId = 1n): Promise<void> {
    for (const [index, option] of choices.entries()) {
      await this.assembly.vote(...(await this.ballot(this.voters[index]!, option, { pollId })))
    }
  }

  /** Lets the period of a poll pass and closes it. */
  async close(pollId = 1n): Promise<{ outcome: unknown; option: unknown }> {
    const { closesAt } = (await this.assembly.poll(pollId)) as { closesAt: bigint }
    await this.chain.networkHelpers.time.setNextBlockTimestamp(closesAt)
    await as(this.assembly, this.outsider).close(pollId)
    const [outcome, option] = (await this.assembly.outcome(pollId)) as [unknown, unknown]
    return { outcome, option }
  }
}
