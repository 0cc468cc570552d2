import { readdir, rm } from "node:fs/promises"
import { join } from "node:path"
import { CACHE, ROOT } from "../../paths.ts"
import { partOf } from "../../test/part.ts"
import type { Measured } from "./measured.ts"
import { sourceCoverage } from "./source-coverage.ts"

const FOLDERS = ["sdk", "scripts/audit"]

const V8 = join(CACHE, "coverage", "v8")

/** Those of test/sdk come folder by folder, the longest first; then these. */
const LONGEST = ["ballot", "proof", "chain", "labor"]
const OTHERS = ["audit", "kernel", "faults/calls.test.ts", "postgres", "vectors"]

/** The SDK and the verifier of whole polls, by V8's own count of what ran. */
export const SOURCES: Measured = {
  name: "sdk",
  what: "SDK and verifier",
  contains: (file) => FOLDERS.some((folder) => file.startsWith(`${folder}/`)),

  async forget() {
    await rm(V8, { recursive: true, force: true })
  },

  async runs() {
    const inside = await readdir(join(ROOT, "test/sdk"), { withFileTypes: true })
    const folders = inside.filter((entry) => entry.isDirectory()).map(({ name }) => name)
    const single = inside.filter(({ name }) => name.endsWith(".test.ts")).map(({ name }) => `test/sdk/${name}`)
    const names = [...new Set([...LONGEST, ...folders])].map((name) => `sdk/${name}`)
    const parts = await Promise.all([...names, ...OTHERS].map(partOf))
    return [...parts, { name: "sdk", files: single }]
      .filter(({ files }) => files.length > 0)
      .map(({ name, files }) => ({
        name: name.replaceAll("/", "-"),
        files,
        args: [],
        environment: { NODE_V8_COVERAGE: V8 },
      }))
  },

  files: () => sourceCoverage(ROOT, FOLDERS, V8, isLeftOut),
}

/** Generated files; and the code of the kernel's threads, which runs only from the generated text that it is bundled into. */
function isLeftOut(file: string): boolean {
  return file.includes("/generated/") || file === "sdk/kernel/worker.ts"
}
