// The slow checks that circuits and contracts cannot be cheated: `./run assure`.
import { determinism } from "./determinism/command.ts"

const PARTS: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = { determinism }

const HELP = `usage: ./run assure <part> [options]

  determinism   every signal of the released circuits is a function of the inputs (about a minute)

\`./run assure <part> --help\` says more.`

const [name, ...args] = process.argv.slice(2)
if (name === undefined || name === "--help" || name === "-h") {
  console.log(HELP)
} else {
  const part = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined
  if (!part) console.error(`there is no part "${name}"\n\n${HELP}`)
  process.exitCode = part ? await part(args) : 2
}
