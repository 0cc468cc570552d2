import type { Shown } from "../show/show.ts"
import type { Stage } from "../stage.ts"

/**
 * Runs a step: shows it, takes its time, and writes down what came of it.
 *
 * @param total what `advance` will count to
 * @param run   gives the step's result and a sentence about it
 */
export async function step<Result>(
  { journal, show }: Pick<Stage, "journal" | "show">,
  title: string,
  total: number,
  run: (shown: Shown) => Promise<{ result: Result; summary: string }>,
): Promise<Result> {
  const start = performance.now()
  const shown = show.begin(title, total)
  const { result, summary } = await run(shown)
  const seconds = (performance.now() - start) / 1000
  shown.done(seconds)
  journal.steps.push({ title, summary, seconds })
  return result
}
