import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { ROOT } from "../../paths.ts"
import type { Program } from "./ast.ts"
import type { Finding, Rule } from "./finding.ts"
import { forbidden } from "./rules/forbidden.ts"
import { guarded } from "./rules/guarded.ts"
import { loops } from "./rules/loops.ts"
import { signals } from "./rules/signals.ts"

export const RULES: readonly Rule[] = [forbidden, guarded, loops, signals]

/** Findings of one place that are as they should be. */
export interface Allowed {
  rule: string
  where: string
  what: readonly string[]
  because: string
}

export async function readAllowed(): Promise<Allowed[]> {
  return JSON.parse(await readFile(join(ROOT, "scripts/assure/static/allowed.json"), "utf8")) as Allowed[]
}

/** What all rules find, each thing once for a place. */
export function analyse(program: Program): Finding[] {
  const all = RULES.flatMap(({ name, findings }) => findings(program).map((finding) => ({ rule: name, ...finding })))
  return [...new Map(all.map((finding) => [key(finding), finding])).values()]
}

/** What is on no list, and what is on the list and not found any more. */
export function judge(
  findings: readonly Finding[],
  allowed: readonly Allowed[],
): { unexplained: Finding[]; stale: Finding[] } {
  const listed = allowed.flatMap(({ rule, where, what }) => what.map((one) => ({ rule, where, what: one })))
  const [foundKeys, listedKeys] = [new Set(findings.map(key)), new Set(listed.map(key))]
  return {
    unexplained: findings.filter((finding) => !listedKeys.has(key(finding))),
    stale: listed.filter((entry) => !foundKeys.has(key(entry))),
  }
}

function key({ rule, where, what }: Finding): string {
  return `${rule} ${where} ${what}`
}
