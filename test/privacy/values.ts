import type { Vote } from "./voting.ts"

/** Smaller ones are counts, times and choices, which anybody may have in common with anybody. */
const LEAST = 1n << 64n

/** Numbers large enough to know something by. */
export type Values = ReadonlySet<bigint>

/** Every number that stands in a vote as others see it: in its proofs, its transaction and its events. */
export function valuesOf({ handed, receipt, data }: Vote): Values {
  return new Set([
    ...numbersIn(handed),
    // After the selector, everything in a call is words.
    ...wordsIn(data.slice(10)),
    ...receipt.logs.flatMap(({ topics, data: content }) =>
      [...topics, content].flatMap((hex) => wordsIn(hex.slice(2))),
    ),
  ])
}

/** What two have in common. */
export function common(one: Values, other: Values): Values {
  return new Set([...one].filter((value) => other.has(value)))
}

function numbersIn(value: unknown): bigint[] {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(numbersIn)
  return typeof value === "string" && /^\d+$/.test(value) ? large([BigInt(value)]) : []
}

function wordsIn(hex: string): bigint[] {
  return large((hex.match(/.{64}/g) ?? []).map((word) => BigInt(`0x${word}`)))
}

function large(values: readonly bigint[]): bigint[] {
  return values.filter((value) => value >= LEAST)
}
