import type { Standing } from "../standing.ts"

/** One row of work as arithmetic sees it. */
export interface Work {
  member: string
  kind: string
  /** ISO day. */
  day: string
  minutes: number
}

export interface Person {
  name: string
  class: string
  /** ISO day. */
  admitted: string
}

/** What is asked of each. Days are ISO days, which compare as text. */
export interface Asked {
  classes: readonly string[]
  admittedBy: string
  quotas: readonly { kinds: readonly string[]; from: string; to: string; minutes: number }[]
}

/** Rows that one proof can count. */
const MOST_ROWS = 4

/** Who can prove what is asked, and what the others lack. */
export function standingsOf(
  people: readonly Person[],
  work: readonly Work[],
  asked: Asked,
  staysHome: (name: string) => boolean = () => false,
): Map<string, Standing> {
  return new Map(people.map((person) => [person.name, standingOf(person, work, asked, staysHome)]))
}

function standingOf(
  person: Person,
  work: readonly Work[],
  asked: Asked,
  staysHome: (name: string) => boolean,
): Standing {
  if (staysHome(person.name)) return { state: "stayed-home" }
  if (!asked.classes.includes(person.class)) return { state: "class-not-admitted", class: person.class }
  if (person.admitted > asked.admittedBy) return { state: "admitted-too-late", admitted: person.admitted }
  for (const { kinds, from, to, minutes } of asked.quotas) {
    const fitting = work.filter(
      (row) => row.member === person.name && kinds.includes(row.kind) && row.day >= from && row.day <= to,
    )
    const largest = fitting.map((row) => row.minutes).sort((a, b) => b - a)
    const reached = largest.slice(0, MOST_ROWS).reduce((sum, amount) => sum + amount, 0)
    if (reached < minutes) return { state: "short", missing: minutes - reached, reached, rows: fitting.length }
  }
  return { state: "proved" }
}
