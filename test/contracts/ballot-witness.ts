import {
  generatorTimes,
  IDENTITY,
  negated,
  pointSum,
  pointTimes,
  samePoint,
  type Point,
} from "../../sdk/crypto/baby-jubjub.ts"
import type { SecretTerms } from "./assembly-scene.ts"
import { Random } from "./random.ts"
import type { RollModel } from "./roll-model.ts"
import { membershipInput, type Person } from "./witness.ts"

/*
 * Secret ballots as the circuit `ballot` and the contract take them, built straight from the protocol. Of the SDK they take the curve only.
 */

const LANES = 4
const MESSAGE_BITS = 40

/** What a poll says of the form of its ballots. */
export interface BallotForm extends Pick<
  SecretTerms,
  "ciphertexts" | "maxScore" | "minTotal" | "maxTotal" | "quadratic"
> {
  options: number
}

/** Lanes that are used of each ciphertext, and their bits. */
export function lanesOf({ options, ciphertexts }: Pick<BallotForm, "options" | "ciphertexts">): {
  lanes: number
  width: number
} {
  const lanes = Math.ceil(options / ciphertexts)
  return { lanes, width: Math.floor(MESSAGE_BITS / lanes) }
}

/** used + 2^12 * width + 2^18 * maxScore + 2^26 * minTotal + 2^46 * maxTotal + 2^66 * quadratic. */
export function packRule(form: BallotForm): bigint {
  const { lanes, width } = lanesOf(form)
  let used = 0n
  for (let option = 0; option < form.options; option++)
    used |= 1n << BigInt(LANES * Math.floor(option / lanes) + (option % lanes))
  return [
    [used, 0],
    [width, 12],
    [form.maxScore, 18],
    [form.minTotal, 26],
    [form.maxTotal, 46],
    [form.quadratic ? 1 : 0, 66],
  ].reduce((rule, [value, offset]) => rule + (BigInt(value!) << BigInt(offset!)), 0n)
}

/** A ballot with all that its voter knows of it. */
export interface OpenBallot {
  /** By lanes of the circuit. */
  score: number[]
  randomness: bigint[]
  ciphertexts: bigint[]
}

/** Encrypts a score for each option. The same seed gives the same randomness. */
export function encryptBallot(form: BallotForm, scores: readonly number[], key: Point, seed: number): OpenBallot {
  const { lanes, width } = lanesOf(form)
  const random = new Random(seed)
  const score = Array<number>(LANES * form.ciphertexts).fill(0)
  scores.forEach((value, option) => (score[LANES * Math.floor(option / lanes) + (option % lanes)] = value))
  const randomness = Array.from({ length: form.ciphertexts }, () => random.element())
  const ciphertexts = randomness.flatMap((scalar, place) => {
    const message = score
      .slice(LANES * place, LANES * (place + 1))
      .reduce((sum, value, lane) => sum + (BigInt(value) << BigInt(width * lane)), 0n)
    return [...generatorTimes(scalar), ...pointSum(generatorTimes(message), pointTimes(scalar, key))]
  })
  return { score, randomness, ciphertexts }
}

/** What a ballot's proof is about. */
export interface BallotStatement {
  scope: bigint
  policy: bigint
  key: Point
  ballotRule: bigint
  sequence: number
}

/** Input of the circuit `ballot`. */
export function ballotInput(
  member: Person,
  roll: RollModel,
  statement: BallotStatement,
  { score, randomness, ciphertexts }: OpenBallot,
): Record<string, unknown> {
  const { scope, policy } = statement
  const rows = randomness.map((_, place) => ciphertexts.slice(4 * place, 4 * (place + 1)))
  const input = { ...membershipInput(member, roll, { scope, policy, message: 0n }), ...statement }
  // A ballot has no message beside itself.
  return Object.fromEntries(
    Object.entries({ ...input, score, randomness, ciphertexts: rows }).filter(([name]) => name !== "message"),
  )
}

/** Points of flat ciphertexts. */
export function pointsOf(ciphertexts: readonly bigint[]): Point[] {
  return Array.from({ length: ciphertexts.length / 2 }, (_, place): Point => [
    ciphertexts[2 * place]!,
    ciphertexts[2 * place + 1]!,
  ])
}

/** Adds ballots up, point by point. */
export function sumOf(ballots: readonly (readonly bigint[])[], ciphertexts: number): bigint[] {
  return Array.from({ length: 2 * ciphertexts }, (_, place) =>
    pointSum(IDENTITY, ...ballots.map((ballot) => pointsOf(ballot)[place]!)),
  ).flatMap(([x, y]) => [x, y])
}

/** What is in one ciphertext of the sum, by the secret key; tried among the messages given. */
export function holds(first: Point, second: Point, secret: bigint, message: bigint): boolean {
  return samePoint(pointSum(second, negated(pointTimes(secret, first))), generatorTimes(message))
}
