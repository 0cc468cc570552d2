import { existsSync } from "node:fs"
import { join } from "node:path"
import { ROOT } from "../../scripts/paths.ts"

/** A file of this folder's fixtures. */
export function fixture(name: string): string {
  return join(ROOT, "test/e2e/fixtures", name)
}

/** A file of real data beside the project, where there is one. */
export function realData(name: string): string | undefined {
  const file = join(ROOT, "..", "shared", "data", name)
  return existsSync(file) ? file : undefined
}
