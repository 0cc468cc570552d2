import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { ROOT } from "../../paths.ts"
import { compile } from "./ast.ts"

/** What the compiler's model checker says of one contract. */
export interface Proved {
  name: string
  safe: number
  /** What it cannot prove and no reason is given for, as source text. */
  open: string[]
  /** What it cannot prove, with a reason. */
  explained: string[]
}

/** A contract, and what stays unproved of it because the checker does not know what callers settle. */
interface Subject {
  path: string
  name: string
  unproved: readonly { what: string; because: string }[]
}

const LIST = "scripts/assure/static/proofs.json"
// Loops are unrolled this often, which is more than those of the subjects run.
const ITERATIONS = 10
// Of bounded checking: safe; of anything that it could not look at.
const SAFE = "2961"
const NOT_ANALYSED = ["5724", "2788", "8084"]
const TARGETS = ["assert", "overflow", "underflow", "divByZero", "outOfBounds", "popEmptyArray"]

/** Bounded model checking, with the solver that is in the compiler. It has no limit of time: with one, the compiler would need threads. */
export async function proveAll(): Promise<Proved[]> {
  const subjects = JSON.parse(await readFile(join(ROOT, LIST), "utf8")) as Subject[]
  const proved: Proved[] = []
  for (const subject of subjects) proved.push(await prove(subject))
  return proved
}

export function reportLines(proofs: readonly Proved[]): string[] {
  return proofs.flatMap(({ name, safe, open, explained }) => [
    `${name.padEnd(24)} ${safe} proved, ${explained.length} not, with a reason`,
    ...open.map((what) => `${name.padEnd(24)} NOT PROVED: ${what}`),
  ])
}

/** @param content of the subject's file, where it is not the project's */
export async function prove({ path, name, unproved }: Subject, content?: string): Promise<Proved> {
  const source = content ?? (await readFile(join(ROOT, path), "utf8"))
  const modelChecker = {
    engine: "bmc",
    contracts: { [path]: [name] },
    targets: TARGETS,
    showProvedSafe: true,
    showUnproved: true,
    bmcLoopIterations: ITERATIONS,
  }
  const { errors = [] } = await compile({
    language: "Solidity",
    sources: { [path]: { content: source } },
    settings: { evmVersion: "cancun", outputSelection: {}, modelChecker },
  })
  const failed = errors.find(({ severity }) => severity === "error")
  if (failed) throw new Error(failed.formattedMessage)
  const bmc = errors.filter(({ message, errorCode }) => message.startsWith("BMC:") || NOT_ANALYSED.includes(errorCode))
  const safe = bmc.filter(({ errorCode }) => errorCode === SAFE)
  const left = [...new Set(bmc.filter((of) => !safe.includes(of)).map((of) => textOf(of, source)))]
  const reasons = new Map(unproved.map(({ what, because }) => [what, because]))
  return {
    name,
    safe: safe.length,
    open: [...left.filter((what) => !reasons.has(what)), ...(safe.length === 0 ? ["nothing was proved at all"] : [])],
    explained: left.filter((what) => reasons.has(what)),
  }
}

function textOf({ message, sourceLocation }: { message: string; sourceLocation?: Location }, source: string): string {
  return sourceLocation === undefined
    ? message
    : source.slice(sourceLocation.start, sourceLocation.end).replace(/\s+/g, " ")
}

interface Location {
  start: number
  end: number
}
