import type { Measured, Report } from "./report.ts"

/** One contestant's next measurement. */
export interface Turn {
  name: string
  measure: () => Promise<number>
}

/**
 * Lets contestants work in turns, never two at once, so that what else goes on on the machine hits all of them. One that fails is named in the report and has
 * no further turns; its values are not used.
 *
 * @param warmUp rounds before the measured ones: the compiler of the JavaScript engine has seen the code by then
 */
export async function inTurns(
  report: Report,
  turns: readonly Turn[],
  { rounds, warmUp = 0 }: { rounds: number; warmUp?: number },
): Promise<Measured[]> {
  const measured = new Map(turns.map((turn) => [turn, [] as number[]]))
  for (let round = -warmUp; round < rounds; round++) {
    for (const [turn, values] of measured) {
      try {
        const value = await turn.measure()
        if (round >= 0) values.push(value)
      } catch (error) {
        measured.delete(turn)
        report.fail(turn.name, error)
      }
    }
  }
  return [...measured].map(([{ name }, values]) => ({ name, values }))
}

/** The values of one contestant, if it was measured. */
export function valuesOf(measured: readonly Measured[], name: string): number[] | undefined {
  return measured.find((one) => one.name === name)?.values
}
