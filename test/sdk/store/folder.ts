import { mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** A folder for the files of one test file, taken away after its tests. */
export function temporaryFolder(): { freshFile: () => string; path: () => string; bytes: () => Promise<Buffer> } {
  let folder = ""
  let files = 0
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "rochdale-store-"))
  })
  after(() => rm(folder, { recursive: true }))
  return {
    path: () => folder,
    freshFile: () => join(folder, `${files++}.db`),
    /** All that lies in the folder: databases and their logs. */
    bytes: async () =>
      Buffer.concat(await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file))))),
  }
}
