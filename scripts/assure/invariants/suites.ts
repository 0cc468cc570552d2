import { randomBytes } from "node:crypto"
import { runNode, type CommandResult } from "../../command.ts"
import { cases, FULL, THOROUGHNESS } from "../thoroughness.ts"

const HARDHAT = "node_modules/hardhat/dist/src/cli.js"
const CONFIG = "scripts/assure/invariants/hardhat.config.ts"

const SUITES = "scripts/assure/invariants/suites"

// How many times each begins anew. Every step of a roll hashes a tree, and strangers send whatever is allowed by its type: their runs take
// many times as long as the others'.
const RUNS: Readonly<Record<string, () => number>> = {
  Roll: () => cases(2, 30),
  Books: () => cases(40, 500),
  Polls: () => cases(40, 1_000),
  Committees: () => cases(40, 1_000),
  Strangers: () => cases(6, 40),
}

/** Where a seed is given, for the same calls again. */
export const SEED = "ROCHDALE_SEED"

/** How the suites of random calls ended. */
export interface SuitesResult {
  passed: boolean
  /** What the engine printed: each suite, and the calls that led to a failure. */
  report: string
}

/** Runs the suites in suites/: with the same calls each time as a sample, with others at each full run. */
export async function runSuites(): Promise<SuitesResult> {
  if (process.env[THOROUGHNESS] === FULL) process.env[SEED] ??= `0x${randomBytes(32).toString("hex")}`
  const seed = process.env[SEED]
  const reports: string[] = []
  const failed: string[] = []
  // All are compiled before one is run: a run alone would not make the libraries that its contracts are linked with.
  const built = await hardhat(["build", "--quiet"])
  if (built.code !== 0) return { passed: false, report: built.output }
  for (const [name, runs] of Object.entries(RUNS)) {
    process.env["ROCHDALE_RUNS"] = String(runs())
    const { code, output } = await hardhat(["test", "solidity", "--no-compile", `${SUITES}/${name}.t.sol`])
    reports.push(output.trim())
    if (code !== 0) failed.push(name)
  }
  if (seed !== undefined) reports.push(`seed ${seed}; the same calls again: ${SEED}=${seed}`)
  return { passed: failed.length === 0, report: reports.join("\n") }
}

function hardhat(args: readonly string[]): Promise<CommandResult> {
  return runNode(HARDHAT, ["--config", CONFIG, ...args])
}
