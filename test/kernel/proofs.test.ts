import { expect } from "chai"
import { wtns } from "snarkjs"
import { loadCircuit } from "../../sdk/proof/artifacts.ts"
import type { CircuitName } from "../../sdk/proof/circuits.ts"
import { MANIFEST } from "../../sdk/proof/generated/release.ts"
import { holds } from "../../sdk/proof/groth16.ts"
import { openKernel } from "../../sdk/proof/kernel-engine.ts"
import { openSnarkjs } from "../../sdk/proof/snarkjs-engine.ts"
import { WitnessProgram } from "../../sdk/proof/witness.ts"
import { witnessFile } from "../../sdk/proof/witness-signals.ts"
import { inputOf } from "./circuit-inputs.ts"

const CIRCUITS = Object.keys(MANIFEST.circuits) as CircuitName[]

describe("the kernel's proofs", function () {
  this.timeout(240_000)

  for (const circuit of CIRCUITS) {
    it(`of ${circuit} hold for snarkjs, and for no other signals`, async () => {
      const engine = await openKernel(await loadCircuit(circuit))
      try {
        const { proof, signals } = await engine.prove(await inputOf(circuit))
        expect(await holds(circuit, proof, signals)).to.equal(true)
        const [first, ...others] = signals as [bigint, ...bigint[]]
        expect(await holds(circuit, proof, [first ^ 1n, ...others])).to.equal(false)
      } finally {
        engine.close()
      }
    })
  }

  it("are the same statements' as snarkjs's, and differ each time", async () => {
    const files = await loadCircuit("membership")
    const input = await inputOf("membership")
    const engines = [await openKernel(files, 1), await openKernel(files), await openSnarkjs(files)]
    const proved = await Promise.all(engines.flatMap((engine) => [engine.prove(input), engine.prove(input)]))
    for (const engine of engines) engine.close()
    for (const { proof, signals } of proved) {
      expect(signals).to.deep.equal(proved[0]?.signals)
      expect(await holds("membership", proof, signals)).to.equal(true)
    }
    for (const part of ["a", "b", "c"] as const) {
      expect(new Set(proved.map(({ proof }) => String(proof[part]))).size).to.equal(proved.length)
    }
  })

  for (const circuit of ["membership", "decrypt", "sheet-25"] as const) {
    it(`start from the witness that snarkjs computes: ${circuit}`, async () => {
      const { wasm } = await loadCircuit(circuit)
      const input = await inputOf(circuit)
      const reference = { type: "mem" } as { type: "mem"; data?: Uint8Array }
      await wtns.calculate(input, wasm, reference)
      const program = await WitnessProgram.compile(wasm)
      const file = Buffer.from(witnessFile(program.calculate(input)))
      expect(file.equals(reference.data!)).to.equal(true)
    })
  }
})
