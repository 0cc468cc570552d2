import type { Decision, Standing } from "../standing.ts"
import type { Expected } from "./expected.ts"

/**
 * Compares what came out with what must.
 *
 * @returns the differences, a sentence each; none if all is as it must be. And how many values were compared
 */
export function compare(found: Expected, expected: Expected): { differences: string[]; compared: number } {
  const names = new Set([...found.standings.keys(), ...expected.standings.keys()])
  const pairs: [string, string, string][] = [...names].map((name) => [
    name,
    standing(found.standings.get(name)),
    standing(expected.standings.get(name)),
  ])
  const has = { ...decision(found.decision), ...books(found.books) }
  const needs = { ...decision(expected.decision), ...books(expected.books) }
  for (const what of new Set([...Object.keys(has), ...Object.keys(needs)])) {
    pairs.push([what, has[what] ?? "missing", needs[what] ?? "missing"])
  }
  return {
    differences: pairs
      .filter(([, one, other]) => one !== other)
      .map(([what, one, other]) => `${what}: found ${one}, but arithmetic says ${other}`),
    compared: pairs.length,
  }
}

function standing(value: Standing | undefined): string {
  if (value === undefined) return "nothing"
  switch (value.state) {
    case "proved":
    case "stayed-home":
      return value.state
    case "class-not-admitted":
      return `class ${value.class} not admitted`
    case "admitted-too-late":
      return `admitted too late, on ${value.admitted}`
    case "short":
      return `${value.missing} minutes short with ${value.reached} minutes reached and ${value.rows} rows`
  }
}

function decision(value: Decision | undefined): Record<string, string> {
  if (value === undefined) return {}
  return {
    electorate: String(value.electorate),
    ballots: String(value.ballots),
    outcome: value.outcome + (value.option === undefined ? "" : ` (option ${value.option + 1})`),
    ...Object.fromEntries(value.tally.map((count, option) => [`ballots for option ${option + 1}`, String(count)])),
  }
}

function books(value: Expected["books"]): Record<string, string> {
  return Object.fromEntries([...(value ?? [])].map(([day, minutes]) => [`minutes until ${day}`, String(minutes)]))
}
