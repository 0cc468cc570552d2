// All tests, or the parts that are named, and one closing line: "N passed, N failed".
import { availableParallelism } from "node:os"
import { parseArgs } from "node:util"
import { runMochaPart, type TestSettings } from "./mocha-part.ts"
import { runNode20Part } from "./node20-part.ts"
import type { Outcome } from "./outcome.ts"
import { allParts, NODE20, type Part, partOf } from "./part.ts"
import { closingLine, summary } from "./summary.ts"
import { Turns } from "./turns.ts"

const HELP = `usage: ./run test [part…] [options]

  part            a folder of test/, or a folder or file inside one: contracts, sdk/tree, test/sdk/scope.test.ts
  --grep TEXT     only tests whose full title contains TEXT
  --jobs N        parts that run at once (default: one a core, at most 4)
  --limit MIN     minutes after which a part is ended and counts as failed (default 14)`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    grep: { type: "string" },
    jobs: { type: "string" },
    limit: { type: "string" },
    help: { type: "boolean", short: "h" },
  },
})
if (values.help === true) {
  console.log(HELP)
  process.exit()
}

const available = await allParts()
const parts = positionals.length === 0 ? available : await Promise.all(positionals.map(partOf))
const empty = parts.filter((part) => part.files.length === 0)
if (empty.length > 0) {
  const names = available.map((part) => part.name).join(", ")
  console.error(`there are no tests in ${empty.map((part) => `test/${part.name}`).join(", ")}; the parts are: ${names}`)
  process.exit(2)
}

const settings: TestSettings = {
  grep: values.grep,
  color: process.stdout.isTTY && process.env["NO_COLOR"] === undefined,
  limit: positive(values.limit, "--limit", 14) * 60_000,
  grace: 20_000,
}
const jobs = Math.floor(positive(values.jobs, "--jobs", Math.min(availableParallelism(), 4)))

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  // Through "exit", which ends the processes of the parts as well.
  process.once(signal, () => {
    process.exit(130)
  })
}

const turns = new Turns((text) => process.stdout.write(text))
const rows: { part: Part; outcome: Outcome; seconds: number }[] = []
const queue = parts.map((part, index) => ({ part, index }))
await Promise.all(Array.from({ length: jobs }, work))

console.log(summary(rows.map((row) => ({ name: row.part.name, ...row }))))
const total = closingLine(rows.map((row) => row.outcome))
console.log(total.line)
process.exitCode = total.good ? 0 : 1

async function work(): Promise<void> {
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { part, index } = next
    const start = performance.now()
    const print = (text: string): void => {
      turns.print(index, text)
    }
    print(`\n━━ ${part.name}\n`)
    const outcome =
      part.name.split("/")[0] === NODE20
        ? await runNode20Part(part, process.env["ROCHDALE_MACHINE_NODE"] ?? "", print)
        : await runMochaPart(part, settings, print)
    turns.finish(index)
    rows.push({ part, outcome, seconds: (performance.now() - start) / 1000 })
  }
}

function positive(text: string | undefined, option: string, otherwise: number): number {
  if (text === undefined) return otherwise
  const value = Number(text)
  if (value > 0) return value
  console.error(`${option} must be a number above 0, not "${text}"`)
  process.exit(2)
}
