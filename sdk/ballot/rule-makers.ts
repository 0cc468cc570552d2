import { InvalidInputError } from "../errors.ts"
import { SCORE_BITS } from "../parameters.ts"
import type { BallotRule } from "./rule.ts"

const LARGEST_SCORE = 2 ** SCORE_BITS - 1

/** The usual rules by their names. Their least total is 1, or all of the points: who gives none hands in a blank ballot, which every rule takes. */
export const BallotRules = {
  /** One option and no other. */
  choice(): BallotRule {
    return { maxScore: 1, minTotal: 1, maxTotal: 1, quadratic: false }
  },

  /** As many options as the voter approves of. @param most how many at the most; all when not given */
  approval({ options, most = options }: { options: number; most?: number }): BallotRule {
    return { maxScore: 1, minTotal: 1, maxTotal: most, quadratic: false }
  },

  /** Each option gets a score of its own, from 0 to maxScore. */
  score({ options, maxScore }: { options: number; maxScore: number }): BallotRule {
    return { maxScore, minTotal: 1, maxTotal: options * maxScore, quadratic: false }
  },

  /** Exactly so many points are dealt out over the options. @param maxScore most for one option; all when not given */
  points({ points, maxScore = upTo(points) }: { points: number; maxScore?: number }): BallotRule {
    return { maxScore, minTotal: points, maxTotal: points, quadratic: false }
  },

  /** As `points`, but some may be left over. */
  budget({ budget, maxScore = upTo(budget) }: { budget: number; maxScore?: number }): BallotRule {
    return { maxScore, minTotal: 1, maxTotal: budget, quadratic: false }
  },

  /** A score costs its square: with 100 credits one option can get 10, or four get 5 each. */
  quadratic({ credits, maxScore }: { credits: number; maxScore?: number }): BallotRule {
    requireCredits(credits)
    return {
      maxScore: maxScore ?? upTo(Math.floor(Math.sqrt(credits))),
      minTotal: 1,
      maxTotal: credits,
      quadratic: true,
    }
  },
}

/** A score cannot be larger than a lane's field in the rule. */
function upTo(score: number): number {
  return Math.min(score, LARGEST_SCORE)
}

// Its root would hide what was wrong with it.
function requireCredits(credits: number): void {
  if (!Number.isInteger(credits) || credits < 1)
    throw new InvalidInputError("credits", credits, "a whole number from 1 on")
}
