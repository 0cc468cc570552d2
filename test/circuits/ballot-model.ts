import type { Inputs } from "./harness/calculator.ts"
import { plus, times } from "./curve.ts"
import type { Point } from "./curve.ts"
import { nullifier, oneHot, packPolicy, ROLL_LEVELS } from "./model.ts"
import type { Member, Tree, Use } from "./model.ts"

/*
 * Secret ballots once more, in plain integers and points: what the ballot circuits are tested against.
 */

/** Lanes of one ciphertext. */
export const PER = 4
export const MESSAGE_BITS = 40

/** What a poll asks of its ballots. */
export interface Rule {
  /** Lanes that stand for an option, as a set. */
  used: bigint
  laneWidth: bigint
  maxScore: bigint
  minTotal: bigint
  maxTotal: bigint
  quadratic: bigint
}

export const packRule = ({ used, laneWidth, maxScore, minTotal, maxTotal, quadratic }: Rule): bigint =>
  used +
  (1n << 12n) * laneWidth +
  (1n << 18n) * maxScore +
  (1n << 26n) * minTotal +
  (1n << 46n) * maxTotal +
  (1n << 66n) * quadratic

/** What the rule counts: scores, or their squares. */
export const totalOf = (scores: readonly bigint[], { quadratic }: Pick<Rule, "quadratic">): bigint =>
  scores.reduce((total, score) => total + (quadratic ? score * score : score), 0n)

/** Whether a ballot keeps to the rule. */
export function keepsTo(scores: readonly bigint[], rule: Omit<Rule, "laneWidth">): boolean {
  const inRange = scores.every((score, lane) => {
    return score >= 0n && score <= ((rule.used >> BigInt(lane)) & 1n ? rule.maxScore : 0n)
  })
  const blank = scores.every((score) => score === 0n)
  const total = totalOf(scores, rule)
  return inRange && (blank || total >= rule.minTotal) && total <= rule.maxTotal
}

/** The number that a ciphertext holds, of its four lanes. */
export const packLanes = (scores: readonly bigint[], laneWidth: bigint): bigint =>
  scores.reduce((message, score, lane) => message + (score << (laneWidth * BigInt(lane))), 0n)

/** Exponential ElGamal: x and y of both points. */
export const encrypted = (message: bigint, randomness: bigint, key: Point): bigint[] => [
  ...times(randomness),
  ...plus(times(message), times(randomness, key)),
]

/** A ballot as its voter has it. */
export interface Draft {
  use: Omit<Use, "message">
  key: Point
  rule: Rule
  sequence: bigint
  scores: readonly bigint[]
  randomness: readonly bigint[]
}

/** All ciphertexts of a ballot. */
export const ciphertextsOf = ({ scores, randomness, rule, key }: Draft): bigint[][] =>
  randomness.map((fresh, c) => encrypted(packLanes(scores.slice(PER * c, PER * (c + 1)), rule.laneWidth), fresh, key))

/** The public signals, in their order. */
export const ballotPublics = (member: Member, roll: Tree, draft: Draft): bigint[] => [
  nullifier(draft.use.scope, draft.use.slot, member.secret),
  roll.root,
  draft.use.scope,
  packPolicy(draft.use.policy),
  ...draft.key,
  packRule(draft.rule),
  draft.sequence,
  ...ciphertextsOf(draft).flat(),
]

/** What a member puts into `ballot-4` or `ballot-12`. */
export function ballotInputs(member: Member, roll: Tree, index: number, draft: Draft): Inputs {
  return {
    secret: member.secret,
    class: member.class,
    admitted: member.admitted,
    slot: draft.use.slot,
    memberPath: roll.path(index),
    memberHeight: oneHot(ROLL_LEVELS, roll.height - 1),
    scope: draft.use.scope,
    policy: packPolicy(draft.use.policy),
    score: draft.scores,
    randomness: draft.randomness,
    key: draft.key,
    ballotRule: packRule(draft.rule),
    sequence: draft.sequence,
    // False scores have no ciphertexts of their own; the caller sees to it.
    ciphertexts: ciphertextsOf(draft),
  }
}
