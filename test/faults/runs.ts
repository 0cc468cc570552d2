import { spawn, type ChildProcess } from "node:child_process"
import { fileURLToPath } from "node:url"
import type { Ending } from "./life/ending.ts"
import type { StepName } from "./life/step-names.ts"
import type { Place } from "./life/world.ts"

const PROGRAM = fileURLToPath(new URL("life/program.ts", import.meta.url))

/** Nothing that the programs do takes so long, in milliseconds, also on a machine that does much else: who is not done by then is stuck. */
const STUCK_AFTER = 600_000

/** Exit code of a program that ended with an error of the package. */
const TYPED_ERROR = 3

/** How a run of the commune's programs went. */
export interface Run {
  /** The last step that was done. */
  done: StepName | undefined
  /** What it said when it ended with an error of the package. */
  error: string | undefined
  /** When it came to its end. */
  ending: Ending | undefined
}

export interface RunSettings {
  /** The step after which it ends itself. */
  endAfter?: StepName | undefined
  /** Called when a step begins. What it does is waited for, and is over before anything else is done with the commune. */
  onStep?: (step: StepName, child: ChildProcess) => unknown
}

/**
 * Runs the programs until they end or are ended.
 *
 * @throws when they end in another way than they should: stuck, or with an error that is not the package's; what `onStep` throws
 */
export function run(place: Place, { endAfter, onStep }: RunSettings = {}): Promise<Run> {
  const args = [PROGRAM, JSON.stringify(place), ...(endAfter === undefined ? [] : [endAfter])]
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] })
  const end = (): void => void child.kill("SIGKILL")
  process.once("exit", end)
  const result: Run = { done: undefined, error: undefined, ending: undefined }
  let [said, problem] = ["", ""]
  const called: Promise<unknown>[] = []
  child.stderr.on("data", (text: Buffer) => (problem += text.toString()))
  child.stdout.on("data", (text: Buffer) => {
    const lines = (said + text.toString()).split("\n")
    said = lines.pop() ?? ""
    for (const line of lines) take(line)
  })
  return new Promise((resolve, reject) => {
    const stuck = setTimeout(() => {
      end()
      reject(new Error(`stuck after ${result.done ?? "nothing"}: ${problem}`))
    }, STUCK_AFTER)
    child.once("error", reject)
    child.once("close", (code, signal) => {
      clearTimeout(stuck)
      process.off("exit", end)
      Promise.all(called).then(() => {
        if (code === TYPED_ERROR) resolve({ ...result, error: problem.trim() })
        else if (signal === "SIGKILL" || result.ending !== undefined) resolve(result)
        else reject(new Error(`ended with code ${code ?? signal ?? ""}: ${problem}`))
      }, reject)
    })
  })

  function take(line: string): void {
    const [word = "", ...rest] = line.split(" ")
    const text = rest.join(" ")
    if (word === "begin") call(text as StepName)
    else if (word === "end") result.done = text as StepName
    else if (word === "ending") result.ending = JSON.parse(text) as Ending
  }

  function call(step: StepName): void {
    const task = Promise.resolve(onStep?.(step, child))
    // It is waited for when they have ended.
    task.catch(() => undefined)
    called.push(task)
  }
}

/** So often they may be started before they count as stuck. */
const MOST_RUNS = 80

/**
 * Starts the programs again and again until they come to their end.
 *
 * @param settings of each run, by its number from 0 on
 * @param between  called when a run ended before the end
 */
export async function runToTheEnd(
  place: Place,
  settings: (number: number) => RunSettings,
  between: (run: Run) => unknown = () => undefined,
): Promise<{ ending: Ending; errors: string[]; runs: number }> {
  const errors: string[] = []
  for (let number = 0; number < MOST_RUNS; number++) {
    const one = await run(place, settings(number))
    if (one.ending !== undefined) return { ending: one.ending, errors, runs: number + 1 }
    if (one.error !== undefined) errors.push(one.error)
    await between(one)
  }
  throw new Error(`no end after ${MOST_RUNS} starts; the last errors: ${errors.slice(-3).join(" | ")}`)
}
