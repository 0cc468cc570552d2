// Everything that can be said about the sources without running them: one line a check, and what to do about it.
import { availableParallelism } from "node:os"
import { BUILD_CHECK, CHECKS, type Check } from "./checks.ts"

const names = process.argv.slice(2)
if (names.includes("--help") || names.includes("-h")) {
  console.log(`usage: ./run check [name…]\n\nchecks: ${CHECKS.map((check) => check.name).join(", ")}`)
  process.exit()
}
const unknown = names.filter((name) => !CHECKS.some((check) => check.name === name))
if (unknown.length > 0) {
  console.error(
    `there is no check ${unknown.join(", ")}; the checks are: ${CHECKS.map((check) => check.name).join(", ")}`,
  )
  process.exit(2)
}

const queue = CHECKS.filter((check) => names.length === 0 || names.includes(check.name))
let failures = 0
await report(BUILD_CHECK)
await Promise.all(Array.from({ length: availableParallelism() }, work))
process.exitCode = failures === 0 ? 0 : 1

async function work(): Promise<void> {
  for (let check = queue.shift(); check !== undefined; check = queue.shift()) await report(check)
}

async function report(check: Check): Promise<void> {
  const start = performance.now()
  const problems = await check.problems().catch((error: unknown) => String(error))
  const time = `${((performance.now() - start) / 1000).toFixed(1)} s`
  const label = check.name.padEnd(10)
  if (problems === "") {
    console.log(`ok      ${label} ${time}`)
    return
  }
  failures++
  console.log(`FAILED  ${label} ${time}\n${indented(problems)}\n        what to do: ${check.remedy}`)
}

function indented(text: string): string {
  return text.trimEnd().replace(/^/gm, "        ")
}
