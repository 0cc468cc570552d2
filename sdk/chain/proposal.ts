import { isHex, textHash } from "../crypto/contract-hash.ts"
import type { Day } from "../day.ts"
import { InvalidInputError } from "../errors.ts"
import type { Kinds } from "../labor/kinds.ts"
import { packQuota, quotaTerms, type Quota } from "../labor/quota.ts"
import type { ClassNames } from "../member/attributes.ts"
import { policyTerms, type Policy } from "../policy.ts"
import { callsHash, NO_CALLS, type Calls } from "./calls.ts"
import { NO_SECRET_TERMS, secretTerms, type SecretTerms, type SecretVote } from "./secret-vote.ts"

/** A share of a whole: `{ atLeast: [2, 3] }` or `{ moreThan: [1, 2] }`. */
export type Share = { atLeast: readonly [number, number] } | { moreThan: readonly [number, number] }

/** What an assembly is asked, and by what rules. */
export interface Proposal {
  /** The text that is voted on, of which the chain keeps the hash; or 32 bytes in hex that stand for it. */
  subject: string
  /** Names of the options, 2 to 32. */
  options: readonly string[]
  /** Who may vote. Every member has one vote; `admittedBy` is needed, and no later than the day of opening. */
  policy: Pick<Policy, "classes"> & Required<Pick<Policy, "admittedBy">>
  /** What each voter must have done; at most 4. */
  quotas?: readonly Quota[]
  /** Share of the electorate that must vote. */
  quorum: Share
  /** Share that the leading option needs, */
  threshold: Share
  /** of the ballots cast, abstentions left out (when not given), or of the electorate. */
  thresholdOf?: "ballots" | "electorate"
  /** The option that counts for the quorum alone. */
  abstain?: string
  /** The option that stops the proposal when so many members choose it. */
  block?: { option: string; limit: number }
  /** Seconds from opening to closing. */
  votingPeriod: number
  /** How ballots are kept secret; without it choices are public, and voters still are not. */
  secret?: SecretVote
  /** What the decision does on chain, through the assembly's timelock. */
  calls?: Calls
}

const NO_OPTION = 255

/** A share as the contract takes it; strict is "more than". */
interface Fraction {
  numerator: number
  denominator: number
  strict: boolean
}

/** IAssembly.PollTerms: what each field means stands there. */
export interface PollTerms {
  subject: string
  options: number
  classes: number
  admittedBy: Day
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

/** What the contract's form of a proposal takes from elsewhere. */
export interface ProposalNames {
  classes: ClassNames
  kinds?: Kinds | undefined
  /** Members of the voting classes, for whom the lanes of a secret poll must do; as many as fit its options when not given. */
  electorate?: number | undefined
}

/** The contract's form of a proposal. @throws InvalidInputError, LanesOverflowError */
export function pollTerms(proposal: Proposal, { classes, kinds, electorate = 1 }: ProposalNames): PollTerms {
  const policy = policyTerms(proposal.policy, classes)
  const { secret, calls } = proposal
  return {
    subject: subjectHash(proposal.subject),
    options: proposal.options.length,
    classes: classSet(proposal.policy, classes),
    admittedBy: policy.admittedBy,
    quotaPolicies: (proposal.quotas ?? []).map((quota) => packQuota(quotaTerms(quota, kinds))),
    quorum: fraction(proposal.quorum),
    threshold: fraction(proposal.threshold),
    thresholdOfElectorate: proposal.thresholdOf === "electorate",
    abstainOption: proposal.abstain === undefined ? NO_OPTION : optionNumber(proposal, proposal.abstain),
    blockOption: proposal.block === undefined ? NO_OPTION : optionNumber(proposal, proposal.block.option),
    blockLimit: proposal.block?.limit ?? 0,
    votingPeriod: proposal.votingPeriod,
    calls: calls === undefined ? NO_CALLS : callsHash(calls.calls),
    callsOption: calls === undefined ? NO_OPTION : optionNumber(proposal, calls.option),
    secret: secret === undefined ? NO_SECRET_TERMS : secretTerms(secret, proposal.options.length, electorate),
  }
}

/** What the chain keeps of a subject. @param subject the text, or 32 bytes in hex that stand for it */
export function subjectHash(subject: string): string {
  return isHex(subject, 32) ? subject.toLowerCase() : textHash(subject)
}

/** The classes of a policy as the contract takes them: bit i stands for class i. @throws InvalidInputError */
export function classSet(policy: Pick<Policy, "classes">, classes: ClassNames): number {
  return policyTerms(policy, classes).classes.reduce((set, number) => set | (1 << number), 0)
}

/** Number of a named option. @throws InvalidInputError */
export function optionNumber({ options }: Pick<Proposal, "options">, name: string): number {
  const number = options.indexOf(name)
  if (number < 0) throw new InvalidInputError("option", name, `one of ${options.join(", ")}`)
  return number
}

function fraction(share: Share): Fraction {
  const strict = "moreThan" in share
  const [numerator, denominator] = strict ? share.moreThan : share.atLeast
  return { numerator, denominator, strict }
}
