import { poseidon4 } from "poseidon-lite"
import type { Inputs } from "./harness/calculator.ts"
import { IDENTITY, ORDER, times } from "./curve.ts"
import type { Point } from "./curve.ts"
import { R } from "./model.ts"

/*
 * Dealings once more, in plain integers and points: what the circuits of trustees are tested against.
 */

export const LIMB = 1n << 126n
export const TAG_SHARE = 2n

/** The polynomial's value over the integers. */
export const valueAt = (coefficients: readonly bigint[], index: number): bigint =>
  coefficients.reduce((sum, coefficient, k) => sum + coefficient * BigInt(index) ** BigInt(k), 0n)

/** What shows that a share is the value: value = share + multiple * l, in two limbs. */
export interface Division {
  shareLow: bigint
  shareHigh: bigint
  multiple: bigint
  carry: bigint
}

/** The lower limbs of all coefficients, taken together as the polynomial does. */
export const lowAt = (coefficients: readonly bigint[], index: number): bigint =>
  valueAt(
    coefficients.map((coefficient) => coefficient % LIMB),
    index,
  )

/** @param twin whether to give share + l, if it has 251 bits */
export function divided(coefficients: readonly bigint[], index: number, twin = false): Division {
  const value = valueAt(coefficients, index)
  const share = (value % ORDER) + (twin ? ORDER : 0n)
  const multiple = (value - share) / ORDER
  const rest = lowAt(coefficients, index) - (share % LIMB) - multiple * (ORDER % LIMB)
  return { shareLow: share % LIMB, shareHigh: share / LIMB, multiple, carry: rest / LIMB }
}

export const shareOf = ({ shareLow, shareHigh }: Division): bigint => shareLow + LIMB * shareHigh

/** A dealing as its dealer has it. */
export interface Dealing {
  coefficients: readonly bigint[]
  ephemeral: bigint
  context: bigint
  /** One for each place; the identity where nobody is. */
  recipientKeys: readonly Point[]
}

export const recipientsOf = ({ recipientKeys }: Dealing): bigint =>
  recipientKeys.reduce((set, [x], j) => (x === 0n ? set : set | (1n << BigInt(j))), 0n)

/** What hides the share of a place from everybody but its trustee. */
export function maskOf({ ephemeral, context, recipientKeys }: Dealing, j: number): bigint {
  const key = recipientKeys[j]!
  return poseidon4([TAG_SHARE, ...times(ephemeral, key), context + (1n << 248n) * BigInt(j + 1)])
}

/** The public signals, in their order. */
export function dealingPublics(dealing: Dealing): bigint[] {
  const { coefficients, ephemeral, context, recipientKeys } = dealing
  return [
    ...coefficients.flatMap((coefficient) => times(coefficient)),
    ...times(ephemeral),
    ...recipientKeys.map(([x], j) =>
      x === IDENTITY[0] ? 0n : (shareOf(divided(coefficients, j + 1)) + maskOf(dealing, j)) % R,
    ),
    recipientsOf(dealing),
    context,
    ...recipientKeys.flat(),
  ]
}

/** What a dealer puts into `deal-5` or `deal-9`; there are as many coefficients as places, 0 beyond the threshold. */
export function dealingInputs(dealing: Dealing, changed: Readonly<Record<number, Partial<Division>>> = {}): Inputs {
  const divisions = dealing.coefficients.map((_, j) => ({ ...divided(dealing.coefficients, j + 1), ...changed[j] }))
  return {
    coefficient: dealing.coefficients,
    ephemeral: dealing.ephemeral,
    shareLow: divisions.map((division) => division.shareLow),
    shareHigh: divisions.map((division) => division.shareHigh),
    multiple: divisions.map((division) => division.multiple),
    carry: divisions.map((division) => division.carry),
    recipients: recipientsOf(dealing),
    context: dealing.context,
    recipientKeys: dealing.recipientKeys,
  }
}
