import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { format } from "prettier"
import { writeWhole } from "../scripts/demo/output-file.ts"
import { ROOT } from "../scripts/paths.ts"
import { machine } from "./machine.ts"
import { plot } from "./plot.ts"
import type { Comparison, Growth, Report } from "./report.ts"

const FOLDER = join(ROOT, "bench")

/** What a part found in its last run. */
interface PartResults {
  /** Day of the run. */
  date: string
  machine: string
  /** By the goals' names. */
  ratios: Record<string, number>
  comparisons: Comparison[]
  growths: Growth[]
  failures: string[]
}

/**
 * Puts what a part found in the place of what it found before, in the folder's results.json and plots. What the others found stays, also when there is no room.
 *
 * @throws FileAccessError
 */
export async function keepResults(part: string, report: Report, folder = FOLDER): Promise<void> {
  const file = join(folder, "results.json")
  const results = JSON.parse(await readFile(file, "utf8").catch(noneYet)) as Record<string, PartResults>
  const { ratios, comparisons, growths, failures } = report
  const date = new Date().toISOString().slice(0, 10)
  results[part] = { date, machine: machine(), ratios, comparisons, growths, failures }
  const rounded = (_: string, value: unknown): unknown =>
    typeof value === "number" ? Number(value.toPrecision(5)) : value
  writeWhole(file, await format(JSON.stringify(results, rounded), { parser: "json", printWidth: 120 }))
  for (const growth of growths) writeWhole(join(folder, `${growth.plot}.svg`), plot(growth))
}

/** For a file that is not there; what cannot be read is not to be written over. */
function noneYet(error: unknown): string {
  if ((error as { code?: unknown }).code === "ENOENT") return "{}"
  throw error
}
