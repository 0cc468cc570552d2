// One part's tests in a process of their own: `node mocha-process.ts '<options>' <file>…`, started by mocha-part.ts.
import { readFile } from "node:fs/promises"
import { join, resolve } from "node:path"
import Mocha from "mocha"
import { ROOT } from "../paths.ts"
import type { PartMessage } from "./outcome.ts"

const [optionsText = "{}", ...files] = process.argv.slice(2)

// As mocha's own command does: a rejection that nobody awaits fails the test that runs.
process.on("unhandledRejection", (reason) => {
  throw reason
})

const shared = JSON.parse(await readFile(join(ROOT, ".mocharc.json"), "utf8")) as Mocha.MochaOptions
const mocha = new Mocha({ ...shared, ...(JSON.parse(optionsText) as Mocha.MochaOptions), reporter: "spec" })
for (const file of files) mocha.addFile(resolve(ROOT, file))
await mocha.loadFilesAsync()

const runner = mocha.run((failures) => {
  process.exitCode = failures > 0 ? 1 : 0
  tell({ kind: "end" })
})
runner.on("pass", () => {
  tell({ kind: "passed" })
})
runner.on("fail", (test) => {
  tell({ kind: "failed", title: test.fullTitle() })
})
runner.on("pending", (test) => {
  tell({ kind: "skipped", title: test.fullTitle() })
})

function tell(message: PartMessage): void {
  process.send?.(message)
}
