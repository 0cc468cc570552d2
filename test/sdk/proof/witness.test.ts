import { expect } from "chai"
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts"
import { WitnessError } from "../../../sdk/errors.ts"
import { loadCircuit } from "../../../sdk/proof/artifacts.ts"
import { WitnessProgram } from "../../../sdk/proof/witness.ts"
import { CIRCUITS } from "../../../scripts/circuits/names.ts"
import { inputOf } from "../../kernel/circuit-inputs.ts"
import { refused } from "../refused.ts"

describe("a circuit's program", () => {
  let wasm: Uint8Array<ArrayBuffer>
  let program: WitnessProgram
  let memory: WebAssembly.Memory
  let start: Uint8Array
  before(async () => {
    ;({ wasm } = await loadCircuit("membership"))
    const { instantiate } = WebAssembly
    // To see the memory that the program is given.
    WebAssembly.instantiate = (async (...args: [BufferSource, WebAssembly.Imports]) => {
      const result = await instantiate(...args)
      memory = result.instance.exports["memory"] as WebAssembly.Memory
      start = new Uint8Array(memory.buffer).slice()
      return result
    }) as unknown as typeof instantiate
    try {
      program = await WitnessProgram.compile(wasm)
    } finally {
      WebAssembly.instantiate = instantiate
    }
  })

  const memoryIsAsAtFirst = (): boolean => Buffer.from(memory.buffer).equals(start)

  it("keeps nothing of a witness, and gives the same one again", async () => {
    const input = await inputOf("membership")
    const witness = program.calculate(input)
    expect(memoryIsAsAtFirst()).to.equal(true)
    expect(Buffer.from(program.calculate(input)).equals(witness)).to.equal(true)
  })

  it("keeps nothing of an input that it refuses, in the middle or at the end", async () => {
    const input = await inputOf("membership")
    const fresh = await WitnessProgram.compile(wasm)
    const bad = [{ slot: FIELD_ORDER - 1n }, { slot: [] }, { slot: "x" }, { other: 1n }]
    for (const change of bad) {
      await refused(() => program.calculate({ ...input, ...change }), WitnessError, "The circuit does not take this")
      expect(memoryIsAsAtFirst()).to.equal(true)
    }
    expect(Buffer.from(program.calculate(input)).equals(fresh.calculate(input))).to.equal(true)
  })

  for (const circuit of CIRCUITS)
    it(`has all that it knows in its memory: ${circuit}`, async () => {
      const program = await loadCircuit(circuit)
      expect(mutableGlobals(program.wasm)).to.equal(0)
    })
})

/** How many globals of a WebAssembly program can change. Its format: https://webassembly.github.io/spec/core/binary/modules.html */
function mutableGlobals(wasm: Uint8Array): number {
  let at = 8
  const unsigned = (): number => {
    for (let [value, shift] = [0, 0]; ; shift += 7) {
      const byte = wasm[at++] as number
      value += (byte & 127) * 2 ** shift
      if (byte < 128) return value
    }
  }
  while (at < wasm.length) {
    const section = wasm[at++]
    const size = unsigned()
    if (section !== 6) {
      at += size
      continue
    }
    let mutable = 0
    for (let left = unsigned(); left > 0; left--) {
      at++
      mutable += wasm[at++] as number
      // The first value is one constant, and then comes the end.
      at++
      unsigned()
      if (wasm[at++] !== 0x0b) throw new Error("a global that does not start with one constant")
    }
    return mutable
  }
  return 0
}
