// The slow checks that circuits and contracts cannot be cheated: `./run assure`.
import { PARTS, type AssurePart } from "./part.ts"

const WIDTH = Math.max(...PARTS.map(({ name }) => name.length)) + 2
const HELP = `usage: ./run assure [part] [options]

  Runs all parts one after another (about ${minutesOf(PARTS)} on two cores), or the named one:

${PARTS.map(({ name, about, minutes }) => `  ${name.padEnd(WIDTH)} ${about} (${minutesOf([{ minutes }])})`).join("\n")}

  \`./run assure <part> --help\` says more. Exit code: 0 when everything holds, 1 when something does not. What each shows: docs/assurance.md.`

const [name, ...args] = process.argv.slice(2)
if (name === "--help" || name === "-h") {
  console.log(HELP)
} else if (name === undefined) {
  process.exitCode = await runAll()
} else {
  const part = PARTS.find((candidate) => candidate.name === name)
  if (!part) console.error(`there is no part "${name}"\n\n${HELP}`)
  process.exitCode = part ? await (await part.load())(args) : 2
}

async function runAll(): Promise<number> {
  const rows: { name: string; code: number; seconds: number }[] = []
  for (const part of PARTS) {
    console.log(`\n━━ ${part.name}: ${part.about}\n`)
    const start = performance.now()
    const code = await (await part.load())([])
    rows.push({ name: part.name, code, seconds: (performance.now() - start) / 1000 })
  }
  const lines = rows.map(
    ({ name: part, code, seconds }) =>
      `  ${part.padEnd(WIDTH)} ${code === 0 ? "holds" : "FAILS"}  ${seconds.toFixed(0).padStart(5)} s`,
  )
  console.log(["", "━━ all parts", "", ...lines].join("\n"))
  return rows.some(({ code }) => code !== 0) ? 1 : 0
}

function minutesOf(parts: readonly Pick<AssurePart, "minutes">[]): string {
  const minutes = parts.reduce((sum, part) => sum + part.minutes, 0)
  return `${String(minutes)} ${minutes === 1 ? "minute" : "minutes"}`
}
