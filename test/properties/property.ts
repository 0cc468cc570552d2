import { appendFile } from "node:fs/promises"
import fc from "fast-check"
import { COUNTS, SEED } from "../../scripts/assure/properties/counts.ts"
import type { PropertyCount } from "../../scripts/assure/properties/counts.ts"
import { cases } from "../../scripts/assure/thoroughness.ts"

/** Within `./run test` a run is the same each time; `./run assure properties` gives another seed. */
const USUAL_SEED = 20_261_201

/** What several implementations must agree on. */
export interface Property<Case> {
  /** What is compared. */
  what: string
  /** Who is compared. */
  sides: readonly string[]
  input: fc.Arbitrary<Case>
  /** About how many inputs, within `./run test` and in the full run. */
  sample: number
  full: number
  /** Inputs in one go at the most: 100 when not given. */
  batch?: number
  /**
   * Asks all sides, and throws where two differ.
   *
   * @returns how many of the inputs all sides refused
   */
  agree: (batch: Case[]) => Promise<number> | number
}

/**
 * Checks a property on random and edge inputs, in batches, since a call of a contract or a start of a circuit can serve many. When it fails, fast-check
 * prints the seed and the smallest batch that it finds. What was compared is counted here, as it happens.
 */
export async function holdsFor<Case>(property: Property<Case>): Promise<void> {
  const { what, sides, input, sample, full, batch = 100, agree } = property
  const wanted = cases(sample, full)
  const most = Math.max(1, Math.min(batch, wanted))
  const batches = fc.array(input, { minLength: 1, maxLength: most, size: "max" })
  const start = process.cpuUsage()
  const count: PropertyCount = { what, sides, inputs: 0, refused: 0, seconds: 0 }
  let failed = false
  await fc.assert(
    fc.asyncProperty(batches, async (given) => {
      // Batches are of any size up to the most; enough is enough, unless fast-check is looking for a smaller failure.
      if (count.inputs >= wanted && !failed) return
      try {
        count.refused += await agree(given)
        count.inputs += given.length
      } catch (error) {
        failed = true
        throw error
      }
    }),
    {
      seed: Number(process.env[SEED] ?? USUAL_SEED),
      numRuns: Math.ceil((4 * wanted) / most) + 20,
      endOnFailure: false,
    },
  )
  const { user, system } = process.cpuUsage(start)
  count.seconds = (user + system) / 1e6
  const file = process.env[COUNTS]
  if (file !== undefined) await appendFile(file, `${JSON.stringify(count)}\n`)
}
