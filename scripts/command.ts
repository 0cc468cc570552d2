import { spawn } from "node:child_process"
import { ROOT } from "./paths.ts"

/** What a command printed and how it ended. */
export interface CommandResult {
  /** Exit code; 1 when a signal ended it. */
  code: number
  /** Both streams, in the order in which they came. */
  output: string
}

/**
 * Runs one of Node's programs in the project's folder.
 *
 * @param program a script, relative to the project
 * @param args    its arguments
 */
export async function runNode(program: string, args: readonly string[] = []): Promise<CommandResult> {
  return run(process.execPath, [program, ...args])
}

/** Runs a command in the project's folder and collects what it prints. */
export async function run(command: string, args: readonly string[]): Promise<CommandResult> {
  const child = spawn(command, args, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] })
  let output = ""
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text))
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text))
  return new Promise((resolve, reject) => {
    child.once("error", reject)
    child.once("close", (code) => {
      resolve({ code: code ?? 1, output })
    })
  })
}
