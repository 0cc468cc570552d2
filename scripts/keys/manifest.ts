import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { CIRCUITS } from "../circuits/names.ts"
import { ARTIFACTS } from "../paths.ts"
import { differences } from "./compare.ts"
import type { Manifest } from "./manifest-file.ts"
import { RELEASE_FILE, releaseSource } from "./release.ts"

// Quick check without a rebuild: files, manifest and the SDK's copy agree.
const manifest = JSON.parse(await readFile(join(ARTIFACTS, "manifest.json"), "utf8")) as Manifest
const wrong = await differences(manifest, undefined, ARTIFACTS, CIRCUITS)
if (wrong.length === 0 && (await readFile(RELEASE_FILE, "utf8")) !== (await releaseSource(manifest, ARTIFACTS))) {
  wrong.push(`${RELEASE_FILE} is out of step with artifacts/`)
}
for (const line of wrong) console.error(line)
process.exitCode = wrong.length === 0 ? 0 : 1
