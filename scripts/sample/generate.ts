// Writes the sample commune into sample/; with --check, says whether what lies there is what it would write.
import { mkdir, readFile, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { ROOT } from "../paths.ts"
import { sampleFiles } from "./files.ts"

const check = process.argv.includes("--check")
for (const [name, content] of await sampleFiles()) {
  const path = join(ROOT, "sample", name)
  if (!check) {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, content)
  } else if ((await readFile(path, "utf8").catch(() => "")) !== content) {
    console.error(`sample/${name} is not what scripts/sample makes: run ./run sample`)
    process.exitCode = 1
  }
}
