// Benchmarks by name: `./run bench membership`.
import { benchMembership } from "./membership.ts"
import { benchSync } from "./sync.ts"

const HELP = `usage: ./run bench membership [--runs N] [--check]
       ./run bench sync

  membership   a membership proof with this package beside one with Semaphore v4, both warm, in turns.
               The first time it installs Semaphore's packages (164 MB of artifacts) into .cache
  --runs N     proofs of each (default 15)
  --check      fail when the ratio is above the budget, and write no results
  sync         how long a device takes to get a year of a commune of 100 from a node; making the year first takes some minutes`

const [name, ...options] = process.argv.slice(2)
if (name === undefined || name === "--help" || name === "-h") console.log(HELP)
else if (name === "membership") await benchMembership(options)
else if (name === "sync") await benchSync()
else {
  console.error(`there is no benchmark "${name}"\n\n${HELP}`)
  process.exitCode = 2
}
