import { spawn, type ChildProcess } from "node:child_process"
import { join } from "node:path"
import { ROOT } from "../../scripts/paths.ts"

/** How a run of a command ended. */
export interface DemoResult {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

export interface DemoSettings {
  env?: Record<string, string>
  /** Called with all of the standard output so far, whenever there is more of it. */
  onOutput?: (stdout: string, child: ChildProcess) => void
}

/** Runs the demo as a user does, its output into pipes, and waits until it and whatever holds its pipes has ended. */
export function runDemo(args: readonly string[], settings: DemoSettings = {}): Promise<DemoResult> {
  return runScript("scripts/demo/main.ts", args, settings)
}

/** Runs the auditor as a user does. */
export function runAudit(args: readonly string[]): Promise<DemoResult> {
  return runScript("scripts/audit/main.ts", args, {})
}

function runScript(script: string, args: readonly string[], { env = {}, onOutput }: DemoSettings): Promise<DemoResult> {
  const child = spawn(process.execPath, [join(ROOT, script), ...args], {
    cwd: ROOT,
    env: { ...ownEnvironment(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  })
  const end = (): void => void child.kill("SIGKILL")
  process.once("exit", end)
  let [stdout, stderr] = ["", ""]
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text))
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text
    onOutput?.(stdout, child)
  })
  return new Promise((resolve, reject) => {
    child.once("error", reject)
    child.once("close", (code, signal) => {
      process.off("exit", end)
      resolve({ code, signal, stdout, stderr })
    })
  })
}

// What the terminal, the CI or the shell of whoever runs the tests says is not what is tested.
function ownEnvironment(): NodeJS.ProcessEnv {
  const env = { ...process.env }
  for (const name of ["FORCE_COLOR", "NO_COLOR", "ROCHDALE_PRIVATE_KEYS"]) Reflect.deleteProperty(env, name)
  return env
}
