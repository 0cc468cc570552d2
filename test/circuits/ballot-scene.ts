import { seeded } from "../../scripts/vectors/seeded.ts"
import { PER } from "./ballot-model.ts"
import type { Draft, Rule } from "./ballot-model.ts"
import { ORDER, times } from "./curve.ts"
import { leaf, R, ROLL_LEVELS, setOf, Tree } from "./model.ts"
import type { Member } from "./model.ts"

const random = seeded("ballot-scene", R)
export const scalar = (): bigint => random() % ORDER

/** The member who votes, at place 25 of the roll. */
export const voter: Member = { secret: random(), class: 1n, admitted: 19000n }
export const electorate = new Tree(ROLL_LEVELS, 26, new Map([[25, leaf(voter)]]), random())
export const key = times(scalar())

/** Every lane is used that the lane width leaves room for, up to four in a ciphertext. */
export const usedLanes = (ciphertexts: number, laneWidth: bigint): bigint => {
  const each = Math.min(PER, Math.floor(40 / Number(laneWidth)))
  return Array.from({ length: ciphertexts }, (_, c) => ((1n << BigInt(each)) - 1n) << BigInt(PER * c)).reduce(
    (set, lanes) => set | lanes,
    0n,
  )
}

/** A ballot with fresh randomness. Lanes beyond the given scores are 0. */
export const draftOf = (
  ciphertexts: number,
  scores: readonly bigint[],
  rule: Partial<Rule> = {},
  changes: Partial<Draft> = {},
): Draft => {
  const laneWidth = rule.laneWidth ?? 10n
  return {
    use: { scope: SCOPE, slot: 0n, policy: { classes: setOf(1, 2), admittedBy: 19783n, limit: 1n } },
    key,
    rule: {
      used: usedLanes(ciphertexts, laneWidth),
      laneWidth,
      maxScore: 5n,
      minTotal: 1n,
      maxTotal: 2n ** 20n - 1n,
      quadratic: 0n,
      ...rule,
    },
    sequence: 7n,
    scores: Array.from({ length: PER * ciphertexts }, (_, lane) => scores[lane] ?? 0n),
    randomness: Array.from({ length: ciphertexts }, scalar),
    ...changes,
  }
}

const SCOPE = random() >> 8n
