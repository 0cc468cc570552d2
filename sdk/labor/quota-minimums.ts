import { dayOf } from "../day.ts"
import { InvalidInputError } from "../errors.ts"
import { assertThreshold, type Quota } from "./quota.ts"

/**
 * A quota and minimums within it: 42 hours, of them 2 in the kitchen. Each is proved by itself over one scope, and they are checked with
 * `verifyTogether`.
 *
 * @param minimums of the same days as the whole, of kinds that it counts too (written alike, all as names or all as numbers)
 * @returns the whole, then the minimums
 * @throws InvalidInputError for a minimum that is not within the whole
 */
export function withMinimums(whole: Quota, ...minimums: readonly Quota[]): Quota[] {
  assertThreshold(whole.atLeast)
  for (const { kinds, from, to, atLeast } of minimums) {
    const foreign = kinds.find((kind) => !whole.kinds.includes(kind))
    if (foreign !== undefined) {
      throw new InvalidInputError("kind of the minimum", foreign, `one of the whole, ${whole.kinds.join(", ")}`)
    }
    if (dayOf(from) !== dayOf(whole.from) || dayOf(to) !== dayOf(whole.to)) {
      throw new InvalidInputError(
        "days of the minimum",
        `${from} to ${to}`,
        `those of the whole, ${whole.from} to ${whole.to}`,
      )
    }
    assertThreshold(atLeast)
    if (atLeast > whole.atLeast) {
      throw new InvalidInputError("minutes of the minimum", atLeast, `at most those of the whole, ${whole.atLeast}`)
    }
  }
  return [whole, ...minimums]
}
