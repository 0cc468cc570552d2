import { BallotRuleError, InvalidInputError } from "../errors.ts"
import { BALLOT_TOTAL_BITS, LANE_WIDTH_BITS, MAX_LANES, SCORE_BITS } from "../parameters.ts"
import { laneIndex, type Lanes } from "./lanes.ts"

/** What a ballot may say. A blank one, all scores 0, is permitted by every rule. */
export interface BallotRule {
  /** Most that one option may get: 1 to 255. */
  maxScore: number
  /** Least and most that all options together may get; below 2^20. */
  minTotal: number
  maxTotal: number
  /** Whether the totals are of squares: who gives an option twice as many points pays four times as much. */
  quadratic: boolean
}

/**
 * used lanes (12-bit set) + 2^12 * laneWidth (6 bits) + 2^18 * maxScore (8 bits) + 2^26 * minTotal (20 bits) + 2^46 * maxTotal (20 bits)
 * + 2^66 * quadratic.
 *
 * @throws InvalidInputError for a rule that is none, or that no ballot but the blank one could keep
 */
export function packBallotRule(rule: BallotRule, lanes: Lanes): bigint {
  assertRule(rule, lanes.options)
  const options = Array.from({ length: lanes.options }, (_, option) => option)
  const used = options.reduce((set, option) => set | (1n << BigInt(laneIndex(lanes, option))), 0n)
  const parts: [value: bigint, bits: number][] = [
    [used, MAX_LANES],
    [BigInt(lanes.width), LANE_WIDTH_BITS],
    [BigInt(rule.maxScore), SCORE_BITS],
    [BigInt(rule.minTotal), BALLOT_TOTAL_BITS],
    [BigInt(rule.maxTotal), BALLOT_TOTAL_BITS],
    [rule.quadratic ? 1n : 0n, 1],
  ]
  let packed = 0n
  let from = 0n
  for (const [value, bits] of parts) {
    packed += value << from
    from += BigInt(bits)
  }
  return packed
}

/** Checks a rule itself. @throws InvalidInputError */
export function assertRule(rule: BallotRule, options: number): void {
  const { maxScore, minTotal, maxTotal, quadratic } = rule
  requireWhole("maxScore", maxScore, 1, 2 ** SCORE_BITS - 1)
  requireWhole("maxTotal", maxTotal, 1, 2 ** BALLOT_TOTAL_BITS - 1)
  requireWhole("minTotal", minTotal, 0, Math.min(maxTotal, options * cost(maxScore, quadratic)))
  if (typeof quadratic !== "boolean") throw new InvalidInputError("quadratic", quadratic, "true or false")
}

/**
 * Checks, before anything is encrypted, that scores keep to a rule.
 *
 * @param scores one an option
 * @throws BallotRuleError, which shows no score
 */
export function assertScores(scores: readonly number[], options: number, rule: BallotRule): void {
  const { maxScore, minTotal, maxTotal, quadratic } = rule
  if (scores.length !== options)
    throw new BallotRuleError(`There are ${scores.length} scores`, `the poll has ${options} options`)
  const wrong = Array.from(scores).findIndex((score) => !Number.isInteger(score) || score < 0 || score > maxScore)
  if (wrong !== -1)
    throw new BallotRuleError("A score is out of range", `each must be a whole number from 0 to ${maxScore}`, wrong)
  const total = scores.reduce((sum, score) => sum + cost(score, quadratic), 0)
  if (total === 0 || (total >= minTotal && total <= maxTotal)) return
  const what = quadratic ? "The squares of the scores" : "The scores"
  const most = minTotal === maxTotal ? "exactly" : total > maxTotal ? "at most" : "at least"
  throw new BallotRuleError(
    `${what} add up to too ${total > maxTotal ? "much" : "little"}`,
    `they must add up to ${most} ${total > maxTotal ? maxTotal : minTotal}`,
  )
}

function cost(score: number, quadratic: boolean): number {
  return quadratic ? score * score : score
}

function requireWhole(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most)
    throw new InvalidInputError(name, value, `a whole number from ${least} to ${most}`)
}
