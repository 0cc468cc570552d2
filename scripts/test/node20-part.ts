import { mkdir, readFile } from "node:fs/promises"
import { join } from "node:path"
import { run } from "../command.ts"
import { CACHE } from "../paths.ts"
import type { Outcome } from "./outcome.ts"
import type { Part } from "./part.ts"

/**
 * Runs tests of the built package on the machine's own Node, when that is a Node 20, with Node's test runner.
 *
 * @param node  path of the machine's Node; empty when it has none
 * @param print takes what it prints
 */
export async function runNode20Part(part: Part, node: string, print: (text: string) => void): Promise<Outcome> {
  const version = node === "" ? "none" : (await run(node, ["--version"])).output.trim()
  if (!version.startsWith("v20.")) {
    return { passed: 0, failed: [], skipped: [`${part.name}: needs a Node 20 on the machine, which has ${version}`] }
  }

  print(`on ${version}, the machine's own\n`)
  await mkdir(CACHE, { recursive: true })
  const log = join(CACHE, "node20.tap")
  const reporters = ["spec:stdout", `tap:${log}`].flatMap((pair) => {
    const [reporter = "", destination = ""] = pair.split(":")
    return [`--test-reporter=${reporter}`, `--test-reporter-destination=${destination}`]
  })
  const { code, output } = await run(node, ["--test", ...reporters, ...part.files])
  print(output)

  const tap = await readFile(log, "utf8").catch(() => "")
  const failed = [...tap.matchAll(/^ *not ok \d+ - (.*)$/gm)].map((match) => match[1] ?? "")
  const outcome = { passed: count(tap, "pass"), failed: failed.slice(0, count(tap, "fail")), skipped: [] }
  const noted = count(tap, "fail") + count(tap, "cancelled") + count(tap, "skipped") + count(tap, "todo")
  while (outcome.failed.length < noted) outcome.failed.push(`${part.name}: a test failed, was cancelled or skipped`)
  if (code !== 0 && noted === 0) outcome.failed.push(`${part.name}: exit code ${String(code)}`)
  return outcome
}

function count(tap: string, what: string): number {
  return Number(new RegExp(`^# ${what} (\\d+)$`, "m").exec(tap)?.[1] ?? 0)
}
