import type { Place } from "../log/place.ts"
import type { Settled } from "../replay/outcome.ts"

/** A moment, from seconds since 1970-01-01. */
export function moment(seconds: number): string {
  const date = new Date(seconds * 1000)
  // What a hostile record says may be no date.
  return Number.isNaN(date.getTime()) ? `second ${seconds}` : `${date.toISOString().slice(0, 19).replace("T", " ")} UTC`
}

export function placeText({ block, transaction, log }: Place): string {
  return `block ${block}, transaction ${transaction}, log ${log}`
}

/** "1 ballot", "2 ballots". */
export function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`
}

/** "1, 2 and 4". */
export function listed(items: readonly (number | string)[]): string {
  if (items.length < 2) return items.join("")
  return `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]!}`
}

export function outcomeText({ outcome, option }: Settled): string {
  if (option !== undefined) return `carried, option ${option}`
  return {
    undecided: "undecided",
    "no-quorum": "no quorum",
    blocked: "blocked",
    "not-carried": "not carried",
    carried: "carried",
  }[outcome]
}
