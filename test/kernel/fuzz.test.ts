import { expect } from "chai"
import fc from "fast-check"
import type { CircuitSignals } from "snarkjs"
import { ProvingKeyError, RochdaleError } from "../../sdk/errors.ts"
import { loadCircuit, type CircuitFiles } from "../../sdk/proof/artifacts.ts"
import type { OpenEngine } from "../../sdk/proof/engine.ts"
import { holds } from "../../sdk/proof/groth16.ts"
import { openKernel } from "../../sdk/proof/kernel-engine.ts"
import { openSnarkjs } from "../../sdk/proof/snarkjs-engine.ts"
import { inputOf } from "./circuit-inputs.ts"
import { R } from "./elements.ts"

/** What an engine makes of something broken. */
type Answer = "proof" | "proof that does not hold" | RochdaleError

const SEED = 20_261_124

describe("kernel and snarkjs, given the same broken things,", function () {
  this.timeout(300_000)
  let files: CircuitFiles
  let input: CircuitSignals
  before(async () => {
    files = await loadCircuit("decrypt")
    input = await inputOf("decrypt")
  })

  async function answer(open: OpenEngine, zkey: Uint8Array, given: CircuitSignals): Promise<Answer> {
    try {
      const engine = await open({ ...files, zkey: new Uint8Array(zkey) })
      try {
        const { proof, signals } = await engine.prove(given)
        return (await holds("decrypt", proof, signals)) ? "proof" : "proof that does not hold"
      } finally {
        engine.close()
      }
    } catch (error) {
      // Anything but a typed error is a defect, and fails the test as it is.
      if (error instanceof RochdaleError) return error
      throw error
    }
  }

  const both = async (zkey: Uint8Array, given: CircuitSignals): Promise<[kernel: Answer, snarkjs: Answer]> => [
    await answer((all) => openKernel(all, 1), zkey, given),
    await answer(openSnarkjs, zkey, given),
  ]

  it("refuse the same keys, or make no proof that holds: bytes changed anywhere, cut off, added", async () => {
    const somewhere = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 40 })
    // Where the sizes are; anywhere, which is points and coefficients mostly; and whole pieces.
    const change = fc.oneof(
      fc.record({ at: fc.nat({ max: 700 }), bytes }),
      fc.record({ part: somewhere, bytes }),
      fc.record({ part: somewhere, bytes }),
      fc.record({ cut: somewhere, bytes }),
    )
    await fc.assert(
      fc.asyncProperty(change, async (broken) => {
        let zkey: Uint8Array = files.zkey.slice()
        if ("cut" in broken)
          zkey = Buffer.concat([zkey.subarray(0, Math.floor(broken.cut * zkey.length)), broken.bytes])
        else zkey.set(broken.bytes, "at" in broken ? broken.at : Math.floor(broken.part * (zkey.length - 40)))
        const [kernel, snarkjs] = await both(zkey, input)
        // The kernel looks at every point of a key, snarkjs at none: what the one refuses may be the other's proof that does not hold.
        if (kernel instanceof ProvingKeyError) expect(snarkjs).to.not.equal("proof")
        else expect(nameOf(kernel)).to.equal(nameOf(snarkjs))
      }),
      { numRuns: 40, seed: SEED },
    )
  })

  it("refuse the same inputs, with the same words", async () => {
    const value = fc.oneof(
      fc.bigInt({ min: 0n, max: 2n * R }),
      fc.bigInt({ min: -5n, max: 5n }),
      fc.constantFrom<unknown>(
        "",
        "x",
        "0x10",
        " 7",
        "1e3",
        null,
        undefined,
        true,
        [],
        [1n],
        { a: 1 },
        1.5,
        Number.NaN,
      ),
    )
    const names = [...Object.keys(input), "stranger"]
    const change = fc.record({ name: fc.constantFrom(...names), drop: fc.boolean(), value, other: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(change, async ({ name, drop, value: given, other }) => {
        const changed: Record<string, unknown> = { ...input }
        if (drop) Reflect.deleteProperty(changed, name)
        else changed[name] = name === "point" && !other ? [given, (input["point"] as unknown[])[1]] : given
        const [kernel, snarkjs] = await both(files.zkey, changed as CircuitSignals)
        expect(nameOf(kernel)).to.equal(nameOf(snarkjs))
        if (kernel instanceof RochdaleError) expect(kernel.message).to.equal((snarkjs as RochdaleError).message)
      }),
      { numRuns: 40, seed: SEED },
    )
  })
})

function nameOf(found: Answer): string {
  return found instanceof RochdaleError ? found.name : found
}
