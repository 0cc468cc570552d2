import { parseArgs } from "node:util"
import { analyse, judge, readAllowed, RULES } from "./analyse.ts"
import { parse, readContracts } from "./ast.ts"
import { proveAll, reportLines } from "./proofs.ts"

export const USAGE = `usage: ./run assure static

  Looks over the contracts' syntax trees for what this project does not allow, or only with a reason (scripts/assure/static/allowed.json):
${RULES.map(({ name, about }) => `    ${name.padEnd(10)} ${about}`).join("\n")}
  and lets the compiler's model checker prove that arithmetic does not overflow (scripts/assure/static/proofs.json).`

/**
 * @param args what follows the subcommand
 * @returns exit code
 */
export async function staticAnalysis(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { help: { type: "boolean", short: "h" } } })
  if (values.help === true) {
    console.log(USAGE)
    return 0
  }
  const findings = analyse(await parse(await readContracts()))
  const { unexplained, stale } = judge(findings, await readAllowed())
  for (const { name } of RULES)
    console.log(`${name.padEnd(10)} ${findings.filter(({ rule }) => rule === name).length} found, each with a reason`)
  for (const { rule, where, what } of unexplained)
    console.error(`${rule}: ${where}: ${what}, and no reason in allowed.json`)
  for (const { rule, where, what } of stale)
    console.error(`${rule}: ${where}: ${what} is in allowed.json and not found`)

  const proofs = await proveAll()
  console.log(reportLines(proofs).join("\n"))
  return unexplained.length + stale.length === 0 && proofs.every(({ open }) => open.length === 0) ? 0 : 1
}
