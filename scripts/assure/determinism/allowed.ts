import { readFile } from "node:fs/promises"

/** A test, by its own title, without those of the blocks around it. */
export interface TestTitle {
  /** Relative to the project. */
  file: string
  test: string
}

/** A signal that may be the prover's free choice. */
export interface FreeSignal {
  /** The end of its name, without indices: a template and what is inside it. */
  signal: string
  reason: string
  /** The tests that show it. */
  shownBy: readonly TestTitle[]
}

/** An input of two coordinates that is taken for a point of the subgroup, or its identity. */
export interface AssumedPoint {
  /** Its name, without indices. */
  point: string
  /** Who sees to it. */
  reason: string
  /** The tests that show it. */
  shownBy: readonly TestTitle[]
}

/** What is taken from people, each with a reason. All else the tool derives. */
export interface Allowed {
  free: readonly FreeSignal[]
  points: readonly AssumedPoint[]
}

/** The list for the released circuits. */
export async function readAllowed(): Promise<Allowed> {
  return JSON.parse(await readFile(new URL("./allowed.json", import.meta.url), "utf8")) as Allowed
}

/** The entry for a signal that the tool could not derive. */
export function freeSignal({ free }: Allowed, name: string): FreeSignal | undefined {
  return free.find(({ signal }) => family(name).endsWith(`.${signal}`))
}

/** The entry for two signals that are the coordinates of one point. */
export function assumedPoint({ points }: Allowed, x: string, y: string): AssumedPoint | undefined {
  if (!x.endsWith("[0]") || y !== `${x.slice(0, -3)}[1]`) return undefined
  return points.find(({ point }) => family(x) === point)
}

/** A signal's name without indices, and without the numbers that tell anonymous components of one template apart. */
export function family(name: string): string {
  return name.replace(/\[\d+\]|#\d+/g, "")
}
