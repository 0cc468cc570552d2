import type { GoalName } from "./goals.ts"

/** In every unit less is better. */
export type Unit = "ms" | "MiB" | "gas"

/** What was measured of one contestant. */
export interface Measured {
  name: string
  values: number[]
}

/** Contestants at one task, beside one of them. */
export interface Comparison {
  title: string
  unit: Unit
  /** The name of the one that the others are compared with. */
  reference: string
  measured: Measured[]
}

/** How the cost of a task grows with its size. */
export interface Growth {
  title: string
  /** Name of the plot's file, without its ending. */
  plot: string
  /** What is counted: "members". */
  of: string
  unit: Unit
  /** The name of the curve that the others are compared with. */
  reference: string
  curves: { name: string; points: { size: number; values: number[] }[] }[]
}

/** What a part of the benchmark found. */
export class Report {
  readonly comparisons: Comparison[] = []
  readonly growths: Growth[] = []
  readonly ratios: Partial<Record<GoalName, number>> = {}
  /** Which contestant failed at what, and why. */
  readonly failures: string[] = []

  fail(name: string, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error)
    this.failures.push(`${name}: ${reason}`)
    console.error(`  FAILED ${name}: ${reason}`)
  }

  /** Notes a ratio that there is a goal for; nothing where either of the two was not measured. */
  ratio(goal: GoalName, ours: number | undefined, theirs: number | undefined): void {
    if (ours !== undefined && theirs !== undefined) this.ratios[goal] = ours / theirs
  }
}
