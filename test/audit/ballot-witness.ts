import { generatorTimes, pointSum, pointTimes, type Point } from "../../sdk/crypto/baby-jubjub.ts"
import { membershipInput, type Person, type Statement } from "../contracts/witness.ts"
import type { RollModel } from "../contracts/roll-model.ts"

/** A secret ballot of one ciphertext as the contract takes it. */
export interface SecretBallot {
  sequence: bigint
  ciphertexts: bigint[]
}

/** What a ballot's proof is about, beside the voter. */
export interface BallotStatement extends Omit<Statement, "message"> {
  key: Point
  ballotRule: bigint
}

/** A ballot that gives these scores, and the circuit's input for it. @param width bits of a lane */
export function secretBallot(
  voter: Person,
  roll: RollModel,
  { key, ballotRule, scope, policy }: BallotStatement,
  {
    scores,
    sequence,
    width,
    randomness,
  }: { scores: readonly number[]; sequence: bigint; width: number; randomness: bigint },
): { ballot: SecretBallot; input: Record<string, unknown> } {
  const message = scores.reduceRight((sum, score) => (sum << BigInt(width)) + BigInt(score), 0n)
  const first = generatorTimes(randomness)
  const second = pointSum(generatorTimes(message), pointTimes(randomness, key))
  const ciphertexts = [...first, ...second]
  const member: Record<string, unknown> = membershipInput(voter, roll, { scope, policy, message: 0n })
  delete member["message"]
  const score = [...scores, ...new Array<number>(4 - scores.length).fill(0)]
  const input = { ...member, score, randomness: [randomness], key, ballotRule, sequence, ciphertexts: [ciphertexts] }
  return { ballot: { sequence, ciphertexts }, input }
}
