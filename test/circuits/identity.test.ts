import { fixture } from "./circuits.ts"
import { forged, satisfied } from "./harness/expectations.ts"
import { loadVectors } from "../vectors/load.ts"

describe("circuit: Commitment", () => {
  it("is P1 of the secret", async () => {
    const circuit = await fixture("commitment")
    for (const { secret, commitment } of loadVectors("identity").commitments) {
      const witness = await satisfied(circuit, { secret }, { "main.commitment": commitment })
      forged(circuit, witness, { "main.commitment": commitment + 1n }, ["linear main.Poseidon.out main.commitment"])
    }
  })
})

describe("circuit: MemberLeaf", () => {
  it("is P2 of commitment and attributes", async () => {
    const circuit = await fixture("member-leaf")
    for (const { commitment, class: klass, admitted, leaf } of loadVectors("identity").leaves) {
      const witness = await satisfied(circuit, { commitment, class: klass, admitted }, { "main.leaf": leaf })
      forged(circuit, witness, { "main.leaf": leaf + 1n }, ["linear main.Poseidon.out main.leaf"])
    }
  })

  it("leaves the ranges to its caller: class 256 counts as a day", async () => {
    const circuit = await fixture("member-leaf")
    const { commitment, leaf } = loadVectors("identity").leaves.find(
      ({ class: klass, admitted }) => klass === 0n && admitted === 1n,
    )!
    await satisfied(circuit, { commitment, class: 256n, admitted: 0n }, { "main.leaf": leaf })
  })
})

describe("circuit: Nullifier", () => {
  it("is P3 of scope, slot and secret", async () => {
    const circuit = await fixture("nullifier")
    for (const { scope, slot, secret, nullifier } of loadVectors("identity").nullifiers) {
      const witness = await satisfied(circuit, { scope, slot, secret }, { "main.nullifier": nullifier })
      forged(circuit, witness, { "main.nullifier": nullifier + 1n }, ["linear main.Poseidon.out main.nullifier"])
    }
  })
})
