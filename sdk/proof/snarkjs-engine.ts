import type { CircuitSignals, Groth16Proof, PublicSignals } from "snarkjs"
import { ProvingKeyError, WitnessError } from "../errors.ts"
import { parseProvingKey } from "../kernel/proving-key.ts"
import type { CircuitFiles } from "./artifacts.ts"
import { holdCurve, withCurve } from "./curve-threads.ts"
import type { Engine } from "./engine.ts"
import type { ProvedSignals } from "./groth16.ts"
import type { OnProgress } from "./progress.ts"
import { WitnessProgram } from "./witness.ts"
import { SIGNAL_SIZE, witnessFile } from "./witness-signals.ts"

/** Opens snarkjs for a circuit: the reference, and what there is where the kernel cannot run. See OpenEngine. */
export async function openSnarkjs({ wasm, zkey }: CircuitFiles): Promise<Engine> {
  const { signals } = parseProvingKey(zkey)
  return new SnarkjsEngine(await WitnessProgram.compile(wasm), zkey, signals, await holdCurve())
}

class SnarkjsEngine implements Engine {
  readonly #program: WitnessProgram
  readonly #zkey: Uint8Array
  readonly #signals: number
  readonly #release: () => void

  constructor(program: WitnessProgram, zkey: Uint8Array, signals: number, release: () => void) {
    this.#program = program
    this.#zkey = zkey
    this.#signals = signals
    this.#release = release
  }

  async prove(input: CircuitSignals, onProgress?: OnProgress): Promise<ProvedSignals> {
    onProgress?.({ stage: "witness", done: 0 })
    const witness = this.#program.calculate(input)
    const file = witnessFile(witness)
    try {
      if (witness.length !== this.#signals * SIGNAL_SIZE)
        throw new WitnessError(`a witness of ${witness.length} bytes for ${this.#signals} signals`)
      onProgress?.({ stage: "proving", done: 0 })
      const { proof, publicSignals } = await this.#prove(file)
      onProgress?.({ stage: "proving", done: 1 })
      const { pi_a: a, pi_b: b, pi_c: c } = proof as { pi_a: string[]; pi_b: string[][]; pi_c: string[] }
      return {
        proof: { a: pair(a), b: [pair(b[0]), pair(b[1])], c: pair(c) },
        signals: publicSignals.map(BigInt),
      }
    } finally {
      // Both hold the member's secret.
      witness.fill(0)
      file.fill(0)
    }
  }

  close(): void {
    this.#release()
  }

  #prove(file: Uint8Array): Promise<{ proof: Groth16Proof; publicSignals: PublicSignals }> {
    return withCurve(async () => {
      const { groth16 } = await import("snarkjs")
      try {
        return await groth16.prove(this.#zkey, { type: "mem", data: file } as never)
      } catch (cause) {
        // The witness is of the right size and the circuit's own: what is left is the key.
        throw new ProvingKeyError("snarkjs does not take its content", cause)
      }
    })
  }
}

function pair(coordinates: readonly string[] | undefined): [string, string] {
  const [first, second] = coordinates ?? []
  if (first === undefined || second === undefined) throw new Error("snarkjs gave a point without two coordinates")
  return [first, second]
}
