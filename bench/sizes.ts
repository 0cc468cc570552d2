import type { Contestant } from "./contestant.ts"
import type { Growth, Report } from "./report.ts"
import { inTurns } from "./rounds.ts"

/** A contestant that does an action at several sizes. */
export interface Curve {
  name: string
  sizes: readonly number[]
  start: () => Promise<Contestant>
  action: string
}

/** Measures how an action's cost grows, size by size, the contestants in turns at each. */
export async function growthOf(
  report: Report,
  about: Omit<Growth, "curves">,
  curves: readonly Curve[],
  rounds: number,
): Promise<Growth> {
  await using processes = new AsyncDisposableStack()
  const started = new Map<Curve, Contestant>()
  for (const curve of curves) {
    try {
      const contestant = processes.use(await curve.start())
      // The compiler of the JavaScript engine sees the code.
      await contestant.ask(curve.action, curve.sizes[0])
      started.set(curve, contestant)
    } catch (error) {
      report.fail(curve.name, error)
    }
  }
  const growth: Growth = { ...about, curves: [...started.keys()].map(({ name }) => ({ name, points: [] })) }
  report.growths.push(growth)
  for (const size of new Set(curves.flatMap(({ sizes }) => sizes))) {
    const turns = [...started]
      .filter(([{ sizes }]) => sizes.includes(size))
      .map(([{ name, action }, contestant]) => ({ name, measure: () => contestant.measure(action, size) }))
    for (const { name, values } of await inTurns(report, turns, { rounds }))
      growth.curves.find((curve) => curve.name === name)?.points.push({ size, values })
  }
  return growth
}
