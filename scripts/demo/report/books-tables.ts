import { dateOf, formatMinutes } from "../../../sdk/index.ts"
import { sharesOf } from "./bars.ts"
import type { Play } from "./play.ts"
import type { Section } from "./section.ts"

/** What the commune did by group of kinds, as everybody can read it. */
export function booksByGroup({ scenario, labor }: Play): Section | undefined {
  if (labor === undefined) return undefined
  const { groups, keptBack, total } = labor.books.all
  const { minimumRows } = scenario.sheetRules
  const entries = [
    ...Object.entries(groups).sort(([, one], [, other]) => other - one),
    ["(kept back)", keptBack] as [string, number],
  ]
  const share = (minutes: number): string => (total === 0 ? "" : `${((100 * minutes) / total).toFixed(1)} %`)
  return {
    heading: "The open books: hours by kind of work",
    explanation:
      `Anybody can read these from the chain, and a proof with each sheet says that they are the sums of its lines. A sum of fewer than ${minimumRows} members' lines is ` +
      "kept back and stands in the total only.",
    columns: [
      { head: "Kind of work", flexible: true },
      { head: "Hours", align: "right" },
      { head: "Share", align: "right" },
    ],
    rows: [
      ...entries.map(([name, minutes]) => [name, formatMinutes(minutes), share(minutes)]),
      ["all together", formatMinutes(total), ""],
    ],
    bars: [...sharesOf(entries.map(([, minutes]) => minutes)), 0],
  }
}

/** The same, period by period. */
export function booksByPeriod({ labor }: Play): Section | undefined {
  if (labor === undefined || labor.books.periods.length < 2) return undefined
  const periods = labor.books.periods.map((day) => ({ day, ...labor.books.period(day) }))
  return {
    heading: "The open books: hours period by period",
    explanation: "A sheet that is struck out leaves the books as if it had never been there.",
    columns: [
      { head: "Period until", flexible: true },
      { head: "Sheets", align: "right" },
      { head: "Hours", align: "right" },
    ],
    rows: periods.map(({ day, sheets, total }) => [dateOf(day), String(sheets), formatMinutes(total)]),
    bars: sharesOf(periods.map(({ total }) => total)),
  }
}
