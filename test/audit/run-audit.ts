import { spawn } from "node:child_process"
import { ROOT } from "../../scripts/paths.ts"

/** What the auditor printed and how it ended. */
export interface AuditResult {
  code: number | null
  stdout: string
  stderr: string
}

/** Runs the auditor in a process of its own. */
export function runAudit(...args: string[]): Promise<AuditResult> {
  const child = spawn(process.execPath, ["scripts/audit/main.ts", ...args], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
  })
  let [stdout, stderr] = ["", ""]
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text))
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text))
  return new Promise((resolve, reject) => {
    child.once("error", reject)
    child.once("close", (code) => resolve({ code, stdout, stderr }))
  })
}
