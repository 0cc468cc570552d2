import type { Allowed } from "./allowed.ts"
import type { Assessment } from "./assess.ts"

/** Problems of one circuit that are printed; the first ones are the causes. */
const MOST = 40

/** What became of one circuit, for a person. */
export function circuitLines(
  name: string,
  { constraints, signals, free, dependent, divisions, problems }: Assessment,
): string[] {
  const quotients = [...divisions.values()].reduce((sum, count) => sum + count, 0)
  const size = `${constraints} constraints, ${signals} signals`
  if (problems.length > 0) {
    return [
      `FAILED  ${name.padEnd(11)} ${size}: ${problems.length} problems`,
      ...problems.slice(0, MOST).map((problem) => `          ${problem}`),
      ...(problems.length > MOST ? [`          and ${problems.length - MOST} more`] : []),
    ]
  }
  const exceptions = [
    ...(free.length > 0 ? [`${free.length} free, ${dependent.length} that follow from those`] : []),
    ...(quotients > 0 ? [`${quotients} divisions by the curve's formulas`] : []),
  ]
  return [`ok      ${name.padEnd(11)} ${[size, ...exceptions].join("; ")}`]
}

/** What was taken from the list, with its reasons. */
export function allowedLines(allowed: Allowed, assessments: readonly Assessment[]): string[] {
  const counts = new Map<unknown, number>()
  const count = (entry: unknown, more: number): void => void counts.set(entry, (counts.get(entry) ?? 0) + more)
  for (const { free, assumed } of assessments) {
    for (const { entry } of free) count(entry, 1)
    for (const entry of assumed.values()) count(entry, 1)
  }
  return [
    ...allowed.free
      .filter((entry) => counts.has(entry))
      .map((entry) => `free    ${entry.signal} (${counts.get(entry)!}): ${entry.reason}`),
    ...allowed.points
      .filter((entry) => counts.has(entry))
      .map((entry) => `assumed ${entry.point} (${counts.get(entry)!}) is in the subgroup: ${entry.reason}`),
  ]
}

/** Entries of the list that nothing needs: they would hide what comes later. */
export function staleLines(allowed: Allowed, assessments: readonly Assessment[]): string[] {
  const used = new Set<unknown>(
    assessments.flatMap(({ free, assumed }) => [...free.map(({ entry }) => entry), ...assumed.values()]),
  )
  return [
    ...allowed.free.filter((entry) => !used.has(entry)).map(({ signal }) => `${signal} is derived everywhere`),
    ...allowed.points.filter((entry) => !used.has(entry)).map(({ point }) => `${point} is nowhere assumed`),
  ].map((line) => `FAILED  allowed.json: ${line}; take it out`)
}
