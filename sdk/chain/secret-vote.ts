import { BallotRules } from "../ballot/rule-makers.ts"
import { ciphertextsNeeded, lanesFor } from "../ballot/lanes.ts"
import { packBallotRule, type BallotRule } from "../ballot/rule.ts"

/** How the ballots of a secret poll are made and opened. */
export interface SecretVote {
  /** Number of the trustees' committee under whose key ballots are encrypted. */
  committee: bigint | number
  /** What a ballot may say; a choice of one option when not given. */
  rule?: BallotRule
  /** Fewest members of the voting classes with which it may be opened; 5 when not given. */
  minimumElectorate?: number
  /** Fewest ballots with which anything is decrypted, 3 at least and when not given. With fewer the poll ends without a quorum. */
  minimumTurnout?: number
  /** Seconds after the close in which the trustees decrypt; a week when not given. After that anybody may abandon the poll. */
  decryptionPeriod?: number
}

/** IAssembly.SecretTerms: what each field means stands there. */
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

const WEEK = 7 * 86_400

/** The terms of a public poll. */
export const NO_SECRET_TERMS: SecretTerms = {
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

/**
 * The contract's form of what a proposal says of secrecy.
 *
 * @param options    number of options
 * @param electorate members of the voting classes for whom the lanes must do
 * @throws InvalidInputError, LanesOverflowError
 */
export function secretTerms(vote: SecretVote, options: number, electorate: number): SecretTerms {
  const rule = vote.rule ?? BallotRules.choice()
  const ciphertexts = ciphertextsNeeded(options, electorate, rule.maxScore)
  // Says now what the contract would say: a rule that does not fit its fields.
  packBallotRule(rule, lanesFor(options, ciphertexts))
  return {
    committee: BigInt(vote.committee),
    ciphertexts,
    ...rule,
    minimumElectorate: vote.minimumElectorate ?? 5,
    minimumTurnout: vote.minimumTurnout ?? 3,
    decryptionPeriod: vote.decryptionPeriod ?? WEEK,
  }
}
