import { dateOf } from "../day.ts"
import { InvalidInputError } from "../errors.ts"
import type { Period } from "./periods.ts"
import { assertThreshold, type Quota } from "./quota.ts"

/** What each period asks of a member. */
export interface LaborShare {
  /** Kinds that count; `countedKinds` names them with the excused ones. */
  kinds: Quota["kinds"]
  /** Minutes in each period: `hours(42)`. */
  atLeast: number
}

/**
 * The quota of periods together: as many times the share as there are periods, no matter in which of them it was done. A poor week is caught up by
 * a rich one.
 *
 * @param periods one after the other, such as `weeks.lastEnded(4, today())`
 * @throws InvalidInputError for none, or for a gap between two
 */
export function quotaOver(periods: readonly Period[], { kinds, atLeast }: LaborShare): Quota {
  const [first, last] = [periods[0], periods.at(-1)]
  if (first === undefined || last === undefined) throw noPeriod()
  periods.forEach(({ from }, index) => {
    const before = periods[index - 1]
    if (before !== undefined && from !== before.to + 1) {
      throw new InvalidInputError(
        `periods[${index}].from`,
        dateOf(from),
        `the day after the period before it, ${dateOf(before.to + 1)}`,
        "Give periods of one calendar, the oldest first",
      )
    }
  })
  assertThreshold(atLeast)
  assertThreshold(atLeast * periods.length)
  return { kinds, from: dateOf(first.from), to: dateOf(last.to), atLeast: atLeast * periods.length }
}

/**
 * A quota for each period by itself: what is missing in one is not caught up in another. They are proved over one scope, and checked with
 * `verifyTogether`; an assembly takes at most 4.
 *
 * @throws InvalidInputError for none
 */
export function quotaInEach(periods: readonly Period[], share: LaborShare): Quota[] {
  if (periods.length === 0) throw noPeriod()
  return periods.map((period) => quotaOver([period], share))
}

function noPeriod(): InvalidInputError {
  return new InvalidInputError("periods", "empty", "at least one: nothing would be asked")
}
