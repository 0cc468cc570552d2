import { dateOf, dayOf, type Day } from "../day.ts"
import { InvalidInputError } from "../errors.ts"
import type { Kinds } from "./kinds.ts"
import type { SheetTotals } from "./sheet-totals.ts"

/** The totals of an accepted sheet. */
export interface BookedSheet extends SheetTotals {
  /** Day on which the sheet's period ends. */
  day: Day
}

/** What a commune did in one period or in several. Minutes. */
export interface Books {
  /** Number of accepted sheets. */
  sheets: number
  total: number
  /** By name of the group. */
  groups: Record<string, number>
  /** What stands in the total and in no group: kept back since it was of too few. */
  keptBack: number
}

/** A commune's open books: the totals of its accepted sheets. They name nobody. */
export class OpenBooks {
  readonly #sheets: readonly BookedSheet[]
  readonly #groups: readonly string[]

  private constructor(sheets: readonly BookedSheet[], groups: readonly string[]) {
    this.#sheets = sheets
    this.#groups = groups
  }

  /** @param sheets those that are accepted and not struck out */
  static of(sheets: readonly BookedSheet[], kinds: Kinds): OpenBooks {
    return new OpenBooks(sheets, kinds.groups)
  }

  /** The last day of each period that has a sheet, in order. */
  get periods(): Day[] {
    return [...new Set(this.#sheets.map(({ day }) => day))].sort((a, b) => a - b)
  }

  /** The books of one period. @param day its last. @throws InvalidInputError for no day */
  period(day: string | Day): Books {
    return this.between(day, day)
  }

  /** The books of all periods that end in these days, both counted. @throws InvalidInputError for no day, or days in the wrong order */
  between(from: string | Day, to: string | Day): Books {
    const [first, last] = [dayOf(from), dayOf(to)]
    if (first > last) throw new InvalidInputError("from", from, `the day of "to" (${dateOf(last)}) or an earlier one`)
    return this.#add(this.#sheets.filter(({ day }) => day >= first && day <= last))
  }

  /** The books of all time. */
  get all(): Books {
    return this.#add(this.#sheets)
  }

  #add(sheets: readonly BookedSheet[]): Books {
    const sumOf = (minutes: (sheet: BookedSheet) => number): number =>
      sheets.reduce((sum, sheet) => sum + minutes(sheet), 0)
    const groups = this.#groups.map((_, group) => sumOf((sheet) => sheet.groups[group] ?? 0))
    const total = sumOf((sheet) => sheet.total)
    return booksOf(sheets.length, { total, groups }, this.#groups)
  }
}

/** Sums with the names of their groups, and what the total has beyond them. */
export function booksOf(sheets: number, { total, groups }: SheetTotals, names: readonly string[]): Books {
  const named = names.map((name, group): [string, number] => [name, groups[group] ?? 0])
  const shown = named.reduce((sum, [, minutes]) => sum + minutes, 0)
  return { sheets, total, groups: Object.fromEntries(named), keptBack: total - shown }
}
