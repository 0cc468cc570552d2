import { join } from "node:path"
import { describeFile, type FileEntry, type Manifest } from "./manifest-file.ts"

/**
 * What is wrong with the committed artifacts, a line each; empty when all is right.
 *
 * Compares the manifest with a rebuilt one, and the committed files with the manifest.
 *
 * @param rebuilt leave out to compare the files alone
 */
export async function differences(
  committed: Manifest,
  rebuilt: Manifest | undefined,
  artifacts: string,
  names: readonly string[],
): Promise<string[]> {
  const wrong: string[] = []
  for (const name of names) {
    const entry = committed.circuits[name]
    if (entry === undefined) {
      wrong.push(`${name} is not in the manifest`)
      continue
    }
    if (rebuilt !== undefined && JSON.stringify(entry) !== JSON.stringify(rebuilt.circuits[name])) {
      wrong.push(
        `${name}: the manifest says ${JSON.stringify(entry)}, the sources give ${JSON.stringify(rebuilt.circuits[name])}`,
      )
    }
    for (const [file, expected] of Object.entries(entry.files)) {
      const found = await describe(join(artifacts, name, file))
      if (found?.sha256 !== expected.sha256)
        wrong.push(`${name}/${file} has sha256 ${found?.sha256 ?? "(missing)"}, the manifest says ${expected.sha256}`)
    }
  }
  return wrong
}

async function describe(path: string): Promise<FileEntry | undefined> {
  try {
    return await describeFile(path)
  } catch {
    return undefined
  }
}
