import { spawn } from "node:child_process"
import { ROOT } from "../paths.ts"
import type { Outcome, PartMessage } from "./outcome.ts"
import type { Part } from "./part.ts"

/** How tests are run. */
export interface TestSettings {
  /** Only tests whose full title contains this. */
  grep: string | undefined
  color: boolean
  /** A part that runs longer than this is ended and counts as failed, in ms. */
  limit: number
  /** How long its process may take to end by itself after its last test, in ms. */
  grace: number
}

const PROCESS = "scripts/test/mocha-process.ts"

/**
 * Runs one part under mocha in a process of its own.
 *
 * A process that crashes, is still busy at the limit, or does not end after its last test adds one failure.
 *
 * @param print takes what the process prints, as it comes
 */
export async function runMochaPart(
  part: Part,
  settings: TestSettings,
  print: (text: string) => void,
): Promise<Outcome> {
  const outcome: Outcome = { passed: 0, failed: [], skipped: [] }
  const options = { color: settings.color, ...(settings.grep === undefined ? {} : { fgrep: settings.grep }) }
  // A group of its own, so that what its tests have started can be ended with it.
  const child = spawn(process.execPath, [PROCESS, JSON.stringify(options), ...part.files], {
    cwd: ROOT,
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  })
  const endGroup = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL")
    } catch {
      // It has ended already.
    }
  }
  process.once("exit", endGroup)

  const problems: string[] = []
  const endFor = (reason: string) => () => {
    problems.push(reason)
    endGroup()
  }
  let timer = setTimeout(endFor(`still running after ${String(settings.limit / 1000)} s`), settings.limit)
  const progress = { ended: false }
  child.on("message", (message: PartMessage) => {
    if (message.kind === "passed") outcome.passed++
    else if (message.kind === "failed") outcome.failed.push(message.title)
    else if (message.kind === "skipped") outcome.skipped.push(message.title)
    else {
      progress.ended = true
      clearTimeout(timer)
      timer = setTimeout(endFor("does not end after its last test: something was left open or running"), settings.grace)
    }
  })
  child.stdout?.setEncoding("utf8").on("data", print)
  child.stderr?.setEncoding("utf8").on("data", print)

  const end = await new Promise<string>((resolve, reject) => {
    child.once("error", reject)
    child.once("close", (code, signal) => {
      resolve(signal ?? `exit code ${String(code)}`)
    })
  })
  clearTimeout(timer)
  process.off("exit", endGroup)
  endGroup()

  if (problems.length === 0) {
    if (!progress.ended) problems.push(`ended before its tests did (${end})`)
    else if (end !== "exit code 0" && outcome.failed.length === 0) problems.push(`${end} after its last test`)
  }
  outcome.failed.push(...problems.map((problem) => `the process of ${part.name}: ${problem}`))
  return outcome
}
