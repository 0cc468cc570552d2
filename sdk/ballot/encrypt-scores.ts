import type { CheckedTerms } from "./ballot-terms.ts"
import { encrypt, flatten } from "./encryption.ts"
import { packScores } from "./lanes.ts"
import { assertScores } from "./rule.ts"

/**
 * The ciphertexts of a ballot: four numbers for each.
 *
 * @param scores     one an option
 * @param randomness one a ciphertext
 * @throws BallotRuleError
 */
export function encryptScores(
  { lanes, key, rule }: CheckedTerms,
  scores: readonly number[],
  randomness: readonly bigint[],
): bigint[] {
  assertScores(scores, lanes.options, rule)
  const messages = packScores(lanes, scores)
  return flatten(messages.map((message, place) => encrypt(message, randomness[place] as bigint, key)))
}
