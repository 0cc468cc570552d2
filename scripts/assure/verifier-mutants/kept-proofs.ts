// Required by mocha in the copy in which mutants are tested: every test runs hundreds of times there, and no mutant changes how proofs are made. So a
// proof is made once, by the real prover, and kept in a file for the next test that asks for the same; all of them are verified for real.
import { createHash } from "node:crypto"
import { mkdir, readFile, rename, writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { CircuitSignals } from "snarkjs"
import type { CircuitName } from "../../../sdk/proof/circuits.ts"
import type { ProvedSignals } from "../../../sdk/proof/groth16.ts"
import { Prover, type ProverOptions } from "../../../sdk/proof/prover.ts"
import { CACHE } from "../../paths.ts"

const FOLDER = join(CACHE, "verifier-mutants", "proofs")

const openProver = Prover.open.bind(Prover)

/** Asks the real prover only for what is not kept yet. */
class KeptProver {
  readonly circuit: CircuitName
  readonly #options: ProverOptions | undefined
  #real: Promise<Prover> | undefined

  constructor(circuit: CircuitName, options: ProverOptions | undefined) {
    this.circuit = circuit
    this.#options = options
  }

  async prove(input: CircuitSignals): Promise<ProvedSignals> {
    const asked = JSON.stringify([this.circuit, input], (_, value: unknown) =>
      typeof value === "bigint" ? String(value) : value,
    )
    const file = join(FOLDER, `${createHash("sha256").update(asked).digest("hex")}.json`)
    const kept = await readFile(file, "utf8").catch(() => undefined)
    if (kept !== undefined) {
      this.#options?.onProgress?.({ stage: "proving", done: 1 })
      return proved(JSON.parse(kept) as KeptProof)
    }
    this.#real ??= openProver(this.circuit, this.#options)
    const result = await (await this.#real).prove(input)
    await mkdir(FOLDER, { recursive: true })
    // Made aside: another process may look for it now.
    const aside = `${file}.${String(process.pid)}`
    await writeFile(aside, JSON.stringify({ proof: result.proof, signals: result.signals.map(String) }))
    await rename(aside, file)
    return result
  }

  async close(): Promise<void> {
    await (await this.#real)?.close()
    this.#real = undefined
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}

interface KeptProof {
  proof: ProvedSignals["proof"]
  signals: string[]
}

function proved({ proof, signals }: KeptProof): ProvedSignals {
  return { proof, signals: signals.map(BigInt) }
}

Prover.open = (circuit, options) => Promise.resolve(new KeptProver(circuit, options) as unknown as Prover)

/**
 * What is proved must be the same in every run, whichever tests are in it. So a secret follows from the lines of the test that draw it, and from how many they
 * have drawn within one test. Only secrets have 64 bytes: what verifiers draw stays random.
 */
const SECRET_BYTES = 64
const drawn = new Map<string, number>()
const random = crypto.getRandomValues.bind(crypto)
Error.stackTraceLimit = 50
crypto.getRandomValues = (array) => {
  if (!(array instanceof Uint8Array) || array.length !== SECRET_BYTES) return random(array)
  const lines = (new Error().stack ?? "").match(/test\/\S+\.test\.ts:\d+/g)?.join() ?? ""
  const count = drawn.get(lines) ?? 0
  drawn.set(lines, count + 1)
  array.set(
    createHash("sha512")
      .update(`${lines} ${String(count)}`)
      .digest(),
  )
  return array
}

export const mochaHooks = {
  afterEach(): void {
    drawn.clear()
  },
}
