import { dateOf, formatMinutes, type Day, type Kinds, type RecordOpening } from "../../../sdk/index.ts"
import type { Play } from "./play.ts"
import { counted, shortened } from "./number.ts"
import type { Section } from "./section.ts"

const MOST_PERIODS = 6
const KINDS_MOST = 32

/** One member's own lines beside what anybody can see of the same weeks: a member whose lines tell much, some excused hours say, and who is not named. */
export function privateView({ scenario, labor }: Play): Section | undefined {
  if (labor === undefined) return undefined
  const { kinds } = scenario
  const [mostTelling] = [...labor.openings.values()]
    .map((lines) => ({ lines, telling: kindsIn(lines) + (isExcusedLately(lines, kinds) ? KINDS_MOST : 0) }))
    .sort((one, other) => other.telling - one.telling)
    .map(({ lines }) => lines)
  if (mostTelling === undefined) return undefined
  const periods = lastPeriods(mostTelling)

  const own = (day: Day): string =>
    mostTelling
      .filter((line) => line.day === day)
      .map(({ kind, amount }) => `${kinds.nameOf(kind)}${kinds.isCertificate(kind) ? "" : ` ${formatMinutes(amount)}`}`)
      .join(", ")
  const everybodys = (day: Day): string => {
    const { sheets, total } = labor.books.period(day)
    return `${counted(sheets, "sheet")}, ${formatMinutes(total)} hours by all together`
  }
  const roots = new Map(mostTelling.map(({ day, sheetRoot }) => [day, sheetRoot]))
  return {
    heading: "One ledger, seen from inside and from outside",
    explanation:
      "On the left what one member's device knows (this demo does not say whose): the own lines and nobody else's. On the right all that an outsider, the chain's operators and the other " +
      "members know of the same weeks. Whose lines a sheet has, how many and of which kinds cannot be told from its root.",
    columns: [
      { head: "Week until" },
      { head: "The member's own lines", flexible: true },
      { head: "What everybody sees" },
      { head: "Root of a sheet" },
    ],
    rows: periods.map((day) => [dateOf(day), own(day), everybodys(day), shortened(roots.get(day) ?? "")]),
  }
}

function lastPeriods(lines: readonly RecordOpening[]): Day[] {
  return [...new Set(lines.map(({ day }) => day))].sort((one, other) => one - other).slice(-MOST_PERIODS)
}

function isExcusedLately(lines: readonly RecordOpening[], kinds: Kinds): boolean {
  const shown = lastPeriods(lines)
  return lines.some(({ day, kind }) => shown.includes(day) && kinds.list[kind]?.excused === true)
}

function kindsIn(lines: readonly RecordOpening[]): number {
  return new Set(lines.map(({ kind }) => kind)).size
}
