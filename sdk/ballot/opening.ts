import { SUBGROUP_ORDER } from "../crypto/baby-jubjub.ts"
import { fieldElement, type FieldInput } from "../crypto/field.ts"
import { BallotOpeningError, BallotRuleError } from "../errors.ts"
import { ballotCode, readBallotCode } from "./ballot-code.ts"
import { checkTerms, type BallotTerms } from "./ballot-terms.ts"
import { encryptScores } from "./encrypt-scores.ts"

/** What `SecretBallot.challenge` gives: everything that a spoilt ballot was made of. Plain JSON. */
export interface BallotOpening {
  /** One an option. */
  scores: number[]
  /** One a ciphertext; decimal strings. */
  randomness: string[]
}

/**
 * Checks on another device that a spoilt ballot holds the scores that its voter chose: encrypts them anew and compares. A device that never knows which
 * ballot will be challenged cannot risk to encrypt something else.
 *
 * What it does not show: that the randomness was unpredictable. A device that means to tell how its owner votes has other ways, too.
 *
 * @param terms     the poll's, from where the other device found them itself
 * @param committed what the voter noted before the challenge: the code, or the ciphertexts
 * @returns the scores, for the voter to compare with the intended ones
 * @throws BallotOpeningError where the opening is of another ballot; InvalidInputError for a code that is none
 */
export function checkOpening(
  terms: BallotTerms,
  committed: string | readonly FieldInput[],
  opening: BallotOpening,
): number[] {
  const checked = checkTerms(terms)
  const { scores, randomness } = parseOpening(opening)
  if (randomness.length !== checked.lanes.ciphertexts)
    throw new BallotOpeningError(
      `it is of ${randomness.length} ciphertexts, but ballots have ${checked.lanes.ciphertexts}`,
    )
  const ciphertexts = reencrypt(checked, scores, randomness)
  const same =
    typeof committed === "string"
      ? ballotCode(ciphertexts) === readBallotCode(committed)
      : ciphertexts.join() === committed.map((value) => fieldElement(value, "ciphertexts")).join()
  if (!same) throw new BallotOpeningError("the ballot that was shown holds something else")
  return scores
}

function reencrypt(...parts: Parameters<typeof encryptScores>): bigint[] {
  try {
    return encryptScores(...parts)
  } catch (error) {
    if (!(error instanceof BallotRuleError)) throw error
    throw new BallotOpeningError("its scores break the poll's rule")
  }
}

// It comes from the device that is in doubt.
function parseOpening(opening: unknown): { scores: number[]; randomness: bigint[] } {
  const { scores, randomness } = (opening ?? {}) as Partial<Record<"scores" | "randomness", unknown>>
  if (!Array.isArray(scores) || !Array.isArray(randomness))
    throw new BallotOpeningError("it has no scores or no randomness")
  return { scores: [...(scores as number[])], randomness: randomness.map(scalar) }
}

/** Randomness 0 would hide nothing: the second point would be the message itself. */
function scalar(value: unknown): bigint {
  const number = typeof value === "string" && /^[1-9]\d{0,76}$/.test(value) ? BigInt(value) : 0n
  if (number === 0n || number >= SUBGROUP_ORDER)
    throw new BallotOpeningError("its randomness is not a decimal number from 1 to l - 1")
  return number
}
