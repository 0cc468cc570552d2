import { expect } from "chai"
import { cases } from "../../scripts/assure/thoroughness.ts"
import { Prover, type CircuitName, type EngineName, type Groth16Proof } from "../../sdk/index.ts"
import { MANIFEST } from "../../sdk/proof/generated/release.ts"
import { inputOf } from "../kernel/circuit-inputs.ts"
import { withKnownRandomness } from "./known-randomness.ts"

const ALL = Object.keys(MANIFEST.circuits) as CircuitName[]
/** Of which snarkjs makes a proof within seconds. */
const SMALL: CircuitName[] = ["membership", "decrypt", "ballot-4", "quota-1"]

describe("two proofs of one statement", function () {
  this.timeout(600_000)

  after(() => globalThis.curve_bn128?.terminate())

  for (const [engine, circuits] of [
    ["kernel", cases(0, 1) === 1 ? ALL : SMALL.slice(0, 2)],
    ["snarkjs", cases(0, 1) === 1 ? SMALL : SMALL.slice(0, 1)],
  ] as [EngineName, CircuitName[]][]) {
    for (const circuit of circuits) {
      it(`have no coordinate of a point in common, and the same public signals: ${circuit}, ${engine}`, async () => {
        const input = await inputOf(circuit)
        await using prover = await Prover.open(circuit, { engine })
        const [one, other] = [await prover.prove(input), await prover.prove(input)]
        expect(other.signals).to.deep.equal(one.signals)
        expect(coordinatesInBoth(one.proof, other.proof)).to.deep.equal([])
      })
    }
  }

  it("are blinded in each point by itself, over many proofs", async () => {
    const input = await inputOf("decrypt")
    await using prover = await Prover.open("decrypt")
    const proofs: Groth16Proof[] = []
    for (let count = cases(6, 60); count > 0; count--) proofs.push((await prover.prove(input)).proof)
    const all = proofs.flatMap(coordinates)
    expect(new Set(all).size).to.equal(all.length)
    expect(all).to.have.length(8 * proofs.length)
  })

  it("would be one and the same without the platform's randomness: nothing else tells them apart", async () => {
    const input = await inputOf("decrypt")
    await using prover = await Prover.open("decrypt", { threads: 1 })
    const prove = () => withKnownRandomness(() => prover.prove(input))
    const [one, other] = [await prove(), await prove()]
    // So the test above would see a prover that does not blind.
    expect(coordinatesInBoth(one.proof, other.proof)).to.deep.equal(coordinates(one.proof))
  })
})

function coordinates({ a, b, c }: Groth16Proof): string[] {
  return [a, ...b, c].flat()
}

function coordinatesInBoth(one: Groth16Proof, other: Groth16Proof): string[] {
  return coordinates(one).filter((value) => coordinates(other).includes(value))
}
