import { randomBytes } from "node:crypto"
import { runNode } from "../../command.ts"
import { FULL, THOROUGHNESS } from "../thoroughness.ts"

const HARDHAT = "node_modules/hardhat/dist/src/cli.js"
const CONFIG = "scripts/assure/invariants/hardhat.config.ts"

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
  const { code, output } = await runNode(HARDHAT, ["--config", CONFIG, "test", "solidity"])
  const again = seed === undefined ? "" : `\nseed ${seed}; the same calls again: ${SEED}=${seed}`
  return { passed: code === 0, report: output + again }
}
