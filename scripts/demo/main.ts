// The demo: an assembly from admission to outcome. `./run demo --help` says what it can do.
import { join } from "node:path"
import { ROOT } from "../paths.ts"
import { MismatchError } from "./errors.ts"
import { failureText } from "./failure.ts"
import { jsonRecord } from "./json-record.ts"
import { readOptions } from "./options.ts"
import { assertWritable, writeWhole } from "./output-file.ts"
import { page } from "./page/page.ts"
import { introduction } from "./report/introduction.ts"
import { paintFor } from "./report/paint.ts"
import { report } from "./report/report.ts"
import { readScenario, run } from "./run.ts"
import { BarShow } from "./show/bars.ts"
import { LineShow } from "./show/lines.ts"
import { endWithStandardOutput } from "./standard-output.ts"

const start = performance.now()
const { stdout } = process
const show = stdout.isTTY ? new BarShow(stdout) : new LineShow((text) => stdout.write(text))

for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const) {
  process.once(signal, () => {
    show.stop()
    process.stderr.write("\ninterrupted: nothing was kept. Start again; every run has contracts of its own\n")
    // Threads, the embedded chain and connections end with the process.
    process.exit(code)
  })
}
endWithStandardOutput(1)

const debug = process.argv.includes("--debug")
try {
  const options = readOptions(process.argv.slice(2), join(ROOT, "sample"))
  const outputs = [options.json, options.html].filter((file) => file !== undefined)
  for (const file of outputs) assertWritable(file)
  const scenario = await readScenario(options.input)
  const paint = paintFor(stdout)
  const width = stdout.isTTY ? Math.max(80, Math.min(stdout.columns, 120)) : 110
  stdout.write(introduction(scenario, paint, width))
  const play = await run(scenario, { ...options, privateKeys: process.env["ROCHDALE_PRIVATE_KEYS"] }, show, start)
  stdout.write(report(play, paint, width))
  if (options.json !== undefined) writeWhole(options.json, `${JSON.stringify(await jsonRecord(play), null, 2)}\n`)
  if (options.html !== undefined) writeWhole(options.html, page(play))
  if (play.differences.length > 0) throw new MismatchError(play.differences)
} catch (error) {
  show.stop()
  process.stderr.write(`${failureText(error, debug)}\n`)
  process.exitCode = 1
}
