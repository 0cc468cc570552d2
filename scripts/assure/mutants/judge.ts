import { rm } from "node:fs/promises"
import { CircuitCompileError, compileConstraints, type CompiledCircuit } from "../../circuits/compile.ts"
import { readConstraintSystem } from "../../circuits/r1cs.ts"
import { Symbols } from "../../circuits/symbols.ts"
import { readAllowed } from "../determinism/allowed.ts"
import { assess } from "../determinism/assess.ts"
import { System } from "../determinism/system.ts"
import { sameConstraints, type Named } from "./same.ts"

/** What is asked about a circuit with a mutant in it. */
export interface Question {
  /** Path of the mutated circuit's main component. */
  source: string
  /** Where its products may lie until the answer is known. */
  folder: string
  /** The circuit without the mutant. */
  original: Pick<CompiledCircuit, "r1cs" | "sym">
  /** Whether to look for signals that are not a function of the inputs. */
  determinism: boolean
}

/** Whether the determinism tool has nothing to say of a circuit as it is. */
export async function isDeterministic(original: Question["original"]): Promise<boolean> {
  const { system, symbols } = await read(original)
  return assess(new System(system, symbols), await readAllowed()).problems.length === 0
}

export type Judgement =
  | { kind: "not compiled"; reason: string }
  | { kind: "same constraints" }
  /** Other constraints. `problem` is the first that the determinism tool has with them. */
  | { kind: "other constraints"; problem: string | undefined }

/** Compiles a mutated circuit, and says what the determinism tool finds. */
export async function judge({ source, folder, original, determinism }: Question): Promise<Judgement> {
  let mutant: Question["original"]
  try {
    mutant = await compileConstraints(source, folder)
  } catch (error) {
    if (error instanceof CircuitCompileError) return { kind: "not compiled", reason: firstError(error.log) }
    throw error
  }
  const changed = await read(mutant)
  await rm(folder, { recursive: true, force: true })
  if (sameConstraints(await read(original), changed)) return { kind: "same constraints" }
  if (!determinism) return { kind: "other constraints", problem: undefined }
  const { problems } = assess(new System(changed.system, changed.symbols), await readAllowed())
  return { kind: "other constraints", problem: problems[0] }
}

async function read({ r1cs, sym }: Question["original"]): Promise<Named> {
  return { system: await readConstraintSystem(r1cs), symbols: await Symbols.read(sym) }
}

function firstError(log: string): string {
  // eslint-disable-next-line no-control-regex -- the compiler colours what it prints
  const plain = log.replace(/\u001b\[[\d;]*m/g, "")
  return /^error.*$/m.exec(plain)?.[0] ?? plain.trim().split("\n")[0] ?? ""
}
