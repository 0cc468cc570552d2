// Benchmarks beside the peers, in one process tree: `./run bench`, or the named parts.
import { parseArgs } from "node:util"
import { standingLine, standings } from "./goals.ts"
import { machine } from "./machine.ts"
import type { Part } from "./part.ts"
import { browser } from "./parts/browser.ts"
import { gas } from "./parts/gas.ts"
import { growth } from "./parts/growth.ts"
import { proving } from "./parts/proving.ts"
import { sync } from "./parts/sync.ts"
import { trees } from "./parts/trees.ts"
import { verification } from "./parts/verification.ts"
import { installPeers } from "./peers.ts"
import { Report } from "./report.ts"
import { keepResults } from "./results.ts"
import { comparisonTable, growthTable } from "./tables.ts"

const PARTS: readonly Part[] = [proving, browser, verification, trees, growth, gas]
/** Run only when named: it takes minutes to prepare, and there is nothing to compare it with. */
const NAMED: readonly Part[] = [sync]
const ROUNDS = 15

const about = (parts: readonly Part[]) => parts.map((part) => `  ${part.name.padEnd(13)} ${part.about}`).join("\n")
const HELP = `usage: ./run bench [part…] [--runs N] [--quick] [--check]

${about(PARTS)}

only when named:
${about(NAMED)}

  --runs N      measurements of each thing (default ${ROUNDS}; fewer of what takes seconds)
  --quick       one of each, only small sizes: shows that everything runs; writes nothing
  --check       measures what there are goals for, exits with 1 and says which ratio falls short; writes nothing

Without --quick and --check the results go to bench/results.json and plots to bench/*.svg. The first time it installs Semaphore's packages and artifacts
into .cache. Numbers mean something when nothing else runs on the machine.`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: "string", default: String(ROUNDS) },
    quick: { type: "boolean", default: false },
    check: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
})
const unknown = positionals.filter((name) => ![...PARTS, ...NAMED].some((part) => part.name === name))
const runs = Number(values.runs)
if (values.help) console.log(HELP)
else if (unknown.length > 0) refuse(`there is no benchmark "${unknown[0]}"`)
else if (values.quick && values.check) refuse("--quick says nothing about the goals of --check: leave one of them out")
else if (!Number.isInteger(runs) || runs < 1) refuse(`--runs must be a whole number from 1, not "${values.runs}"`)
else
  await bench(positionals.length === 0 ? PARTS : [...PARTS, ...NAMED].filter(({ name }) => positionals.includes(name)))

async function bench(parts: readonly Part[]): Promise<void> {
  await installPeers()
  const whole = new Report()
  for (const part of parts) {
    console.error(`${part.name}: ${part.about}`)
    const start = performance.now()
    const report = new Report()
    try {
      await part.run(report, { rounds: values.quick ? 1 : runs, quick: values.quick })
    } catch (error) {
      report.fail(part.name, error)
    }
    for (const table of [...report.comparisons.map(comparisonTable), ...report.growths.map(growthTable)])
      console.log(`\n${table}\n`)
    console.error(`${part.name} took ${((performance.now() - start) / 1000).toFixed(0)} s`)
    if (!values.quick && !values.check) await keepResults(part.name, report)
    Object.assign(whole.ratios, report.ratios)
    whole.failures.push(...report.failures)
  }

  for (const failure of whole.failures) console.log(`FAILED ${failure}`)
  const reached = standings(
    parts.map(({ name }) => name),
    whole.ratios,
  )
  // Small sizes and a single round say nothing about the goals.
  if (!values.quick) for (const standing of reached) console.log(standingLine(standing))
  console.log(machine())
  if (whole.failures.length > 0 || (values.check && reached.some(({ met }) => !met))) process.exitCode = 1
}

function refuse(what: string): void {
  console.error(`${what}\n\n${HELP}`)
  process.exitCode = 2
}
