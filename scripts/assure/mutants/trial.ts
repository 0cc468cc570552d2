import { concerned, type TestFile } from "./concerned.ts"
import type { Carrier } from "./carriers.ts"
import type { Lane } from "./lane.ts"
import type { Mutant } from "./mutant.ts"

/** What became of a mutant. */
export type Verdict =
  | { kind: "not compiled"; reason: string }
  /** In no circuit that has the template does it change a constraint. */
  | { kind: "same constraints" }
  | { kind: "determinism"; carrier: string; problem: string }
  | { kind: "test"; file: string; title: string }
  | { kind: "survived"; tests: readonly string[] }

/** Tests that fail without any mutant show nothing about one. */
export class FailingTestError extends Error {
  constructor(file: string, title: string) {
    super(`${file} fails without any mutant: ${title}. Mend that first`)
    this.name = "FailingTestError"
  }
}

/** What all mutants are tried with. */
export class Trial {
  readonly #carriers: readonly Carrier[]
  readonly #tests: readonly TestFile[]
  /** Circuit -> whether the determinism tool has nothing to say of it as it is. */
  readonly #clean = new Map<string, Promise<boolean>>()
  readonly #passing = new Map<string, Promise<void>>()

  constructor(carriers: readonly Carrier[], tests: readonly TestFile[]) {
    this.#carriers = carriers
    this.#tests = tests
  }

  /** Shows a mutant to the compiler, to the determinism tool and to the tests, up to the first that objects. */
  async of(mutant: Mutant, lane: Lane): Promise<Verdict> {
    const carriers = this.#carriers.filter(({ uses }) => uses.has(mutant.template))
    if (carriers.length === 0) return { kind: "survived", tests: [] }
    const judged = await this.#judge(mutant, carriers, lane)
    if (judged) return judged

    const files = concerned(this.#tests, carriers, this.#carriers)
    for (const file of files) {
      await this.#passes(file, lane)
      const { failed } = await lane.with(mutant, () => lane.test(file, false))
      if (failed !== undefined) return { kind: "test", file, title: failed }
    }
    return { kind: "survived", tests: files }
  }

  /** The verdict of the compiler or the determinism tool; nothing where tests must decide. */
  async #judge(mutant: Mutant, carriers: readonly Carrier[], lane: Lane): Promise<Verdict | undefined> {
    let differs = false
    for (const { file } of carriers) {
      const isClean = await this.#isClean(file, lane)
      // Another look would only show again that constraints differ.
      if (differs && !isClean) continue
      const judgement = await lane.with(mutant, () => lane.judge(file, isClean))
      if (judgement.kind === "not compiled") return judgement
      if (judgement.kind === "same constraints") continue
      differs = true
      if (judgement.problem !== undefined) return { kind: "determinism", carrier: file, problem: judgement.problem }
      if (isClean) return undefined
    }
    return differs ? undefined : { kind: "same constraints" }
  }

  #isClean(file: string, lane: Lane): Promise<boolean> {
    return once(this.#clean, file, () => lane.isDeterministic(file))
  }

  #passes(file: string, lane: Lane): Promise<void> {
    return once(this.#passing, file, async () => {
      const { passed, failed } = await lane.test(file, true)
      if (failed !== undefined || passed === 0) throw new FailingTestError(file, failed ?? "no test ran")
    })
  }
}

function once<T>(known: Map<string, Promise<T>>, key: string, find: () => Promise<T>): Promise<T> {
  let found = known.get(key)
  if (!found) known.set(key, (found = find()))
  return found
}
