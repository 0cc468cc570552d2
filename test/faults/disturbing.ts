import type { ChildProcess } from "node:child_process"
import { setTimeout as pause } from "node:timers/promises"
import { STEP_NAMES, type StepName } from "./life/step-names.ts"
import type { RunSettings } from "./runs.ts"

/** Milliseconds that a step takes where it proves something; the others take about as long as USUAL. */
const LASTS: Partial<Record<StepName, number>> = {
  post: 800,
  van: 1300,
  deal: 2900,
  vote: 2700,
  "vote again": 900,
  decrypt: 1100,
  audit: 500,
}
const USUAL = 120

/** Where the golden ratio divides: its multiples fall evenly between 0 and 1, and in no order that repeats. */
const GOLDEN = (Math.sqrt(5) - 1) / 2

/** Something that goes wrong while the programs run. */
export interface Disturbance {
  /** Called when the step begins. */
  before?: () => unknown
  /** Called at some moment in it, once that is done, unless the programs have ended. */
  during: (child: ChildProcess) => unknown
}

/**
 * Settings by which each of some steps is disturbed once, at a moment between its beginning and the end that it usually has. One step a run: then the programs end,
 * and are started again.
 *
 * @param round which moments, from 0 on
 */
export function disturbing(disturbances: ReadonlyMap<StepName, Disturbance>, round = 0): () => RunSettings {
  const left = new Map(disturbances)
  let turn = round * 101
  return () => {
    let disturbed = false
    return {
      onStep: async (step, child) => {
        const disturbance = left.get(step)
        if (disturbed || disturbance === undefined) return
        disturbed = true
        left.delete(step)
        const moment = (++turn * GOLDEN) % 1
        await disturbance.before?.()
        await pause(moment * (LASTS[step] ?? USUAL))
        if (child.exitCode === null && child.signalCode === null) await disturbance.during(child)
      },
    }
  }
}

/** The same in every step. */
export function everyStep(disturbance: Disturbance): Map<StepName, Disturbance> {
  return new Map(STEP_NAMES.map((name) => [name, disturbance]))
}
