import { requireKeyPoint, type Point } from "../crypto/baby-jubjub.ts"
import { lanesFor, type Lanes } from "./lanes.ts"
import { packBallotRule, type BallotRule } from "./rule.ts"

/** What a poll says of its ballots; public, and the same for all voters. */
export interface BallotTerms {
  /** How many options are put to the vote. */
  options: number
  /** How many ciphertexts a ballot has: 1 or 3. */
  ciphertexts: number
  /** The trustees' joint key. */
  key: Point
  rule: BallotRule
}

/** Terms that were checked, and what they come to. */
export interface CheckedTerms {
  lanes: Lanes
  key: Point
  rule: BallotRule
  /** The rule as a number; see packBallotRule. */
  ballotRule: bigint
}

/**
 * Checks a poll's terms and copies them, so that what was checked is what is used.
 *
 * @throws InvalidPointError for a key under which ballots would be no secret; InvalidInputError
 */
export function checkTerms({ options, ciphertexts, key, rule }: BallotTerms): CheckedTerms {
  const lanes = lanesFor(options, ciphertexts)
  requireKeyPoint(key, "key")
  return { lanes, key: [key[0], key[1]], rule: { ...rule }, ballotRule: packBallotRule(rule, lanes) }
}
