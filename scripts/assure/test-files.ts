import { readdir } from "node:fs/promises"
import { join } from "node:path"
import { ROOT } from "../paths.ts"

const ENDING = ".test.ts"

/** Test files of a folder, by their names without ending, as a user names them. */
export class TestFiles {
  readonly names: readonly string[]
  readonly #folder: string

  private constructor(folder: string, names: readonly string[]) {
    this.#folder = folder
    this.names = names
  }

  /** @param folder relative to the project */
  static async in(folder: string): Promise<TestFiles> {
    const files = (await readdir(join(ROOT, folder))).filter((file) => file.endsWith(ENDING))
    return new TestFiles(
      folder,
      files.map((file) => file.slice(0, -ENDING.length)),
    )
  }

  /**
   * Says so when names were asked for that there are not.
   *
   * @param others names that are no files and may be asked for too
   * @returns whether all are there
   */
  haveAll(asked: readonly string[], others: readonly string[] = []): boolean {
    const known = [...this.names, ...others]
    const unknown = asked.filter((name) => !known.includes(name))
    if (unknown.length > 0) console.error(`there is no file ${unknown.join(", ")}; the files are: ${known.join(", ")}`)
    return unknown.length === 0
  }

  /** Paths of those that are asked for, relative to the project; of all when none is. */
  paths(asked: readonly string[]): string[] {
    const names = this.names.filter((name) => asked.length === 0 || asked.includes(name))
    return names.map((name) => `${this.#folder}/${name}${ENDING}`)
  }
}
