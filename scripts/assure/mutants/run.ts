import { readCarriers } from "./carriers.ts"
import { readTests } from "./concerned.ts"
import { Lane } from "./lane.ts"
import type { Mutant } from "./mutant.ts"
import type { Subject } from "./subject.ts"
import { Trial, type Verdict } from "./trial.ts"

/** A mutant with what became of it. */
export interface Tried {
  mutant: Mutant
  verdict: Verdict
  /** How long that took. */
  seconds: number
}

/**
 * Tries mutants, several at a time.
 *
 * @param lanes how many at a time
 * @param tell  is told of each as soon as it is known
 * @returns in the order of the mutants
 */
export async function tryAll(
  mutants: readonly Mutant[],
  { carriers: files, tests }: Subject,
  lanes: number,
  tell: (tried: Tried) => void,
): Promise<Tried[]> {
  const carriers = await readCarriers(files)
  const trial = new Trial(carriers, await readTests(tests, carriers))
  const results: Tried[] = []
  const queue = [...mutants.entries()]
  const work = async (): Promise<void> => {
    await using lane = await Lane.open([...files, ...tests])
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [place, mutant] = next
      const start = performance.now()
      const verdict = await trial.of(mutant, lane).catch((error: unknown) => {
        throw new Error(`${mutant.template}, ${mutant.text}, ${mutant.change}: could not be tried`, { cause: error })
      })
      results[place] = { mutant, verdict, seconds: (performance.now() - start) / 1000 }
      tell(results[place])
    }
  }
  const ends = await Promise.allSettled(
    Array.from({ length: lanes }, () =>
      work().catch((error: unknown) => {
        // The others need not go on.
        queue.length = 0
        throw error
      }),
    ),
  )
  const failed = ends.find((end) => end.status === "rejected")
  if (failed) throw failed.reason
  return results
}
