import { expect } from "chai"
import { seeded } from "../../scripts/vectors/seeded.ts"
import { FixedTree } from "../../sdk/tree/fixed-tree.ts"
import { loadVectors } from "../vectors/load.ts"
import { fixture } from "./circuits.ts"
import type { Circuit } from "./harness/circuit.ts"
import { forged, satisfied } from "./harness/expectations.ts"
import { ARITY, R, Sheet, SHEET_LEVELS } from "./model.ts"

const random = seeded("sheet-tree", R)

for (const size of [25, 125] as const) {
  describe(`circuit: SheetRoot(${size})`, () => {
    /** All leaves, of which those that are not given are empty. */
    const full = (leaves: readonly bigint[]): bigint[] => Array.from({ length: size }, (_, i) => leaves[i] ?? 0n)
    const leaves = Array.from({ length: size }, random)

    let circuit: Circuit
    before(async () => {
      circuit = await fixture(`sheet-root-${size}`)
    })

    it("is the root of the tree of three levels that model and SDK make of the same rows", async () => {
      for (const count of [0, 1, 4, 5, 6, 24, 25, 26, 124, 125]) {
        if (count > size) continue
        const some = leaves.slice(0, count)
        const root = FixedTree.of(some, SHEET_LEVELS).root
        expect(new Sheet(some).root).to.equal(root)
        await satisfied(circuit, { leaf: full(some) }, { "main.root": root })
      }
    })

    it("has the golden roots", async () => {
      const sheets = loadVectors("ledger").sheets.filter(({ records }) => records.length <= size)
      expect(sheets).to.not.have.length(0)
      for (const { records, root } of sheets) await satisfied(circuit, { leaf: full(records) }, { "main.root": root })
    })

    it("has a place for a row at either end of a node, also behind empty ones", async () => {
      const rows = [0, 4, 5, 24, 25, 99, 100, 124].filter((row) => row < size)
      const roots = new Set<bigint>()
      for (const row of rows) {
        const alone = full([]).with(row, 4711n)
        roots.add(new Sheet(alone).root)
        await satisfied(circuit, { leaf: alone }, { "main.root": new Sheet(alone).root })
      }
      expect(roots.size).to.equal(rows.length)
    })

    it("does not let any row, node or root be another", async () => {
      const witness = await satisfied(circuit, { leaf: leaves })
      const tops = size / ARITY + size / ARITY ** 2 + (size === 125 ? 1 : 0)
      for (let node = 0; node < tops; node++) {
        forged(circuit, witness, { [`main.node[${node}]`]: 4711n }, ["linear main.Poseidon.out main.node"])
      }
      const last = size === 125 ? "linear main.node main.root" : "linear main.Poseidon#1.out main.root"
      forged(circuit, witness, { "main.root": new Sheet([...leaves.slice(1), leaves[0]!]).root }, [last])
    })

    it("hashes what it is given, in this order", async () => {
      const witness = await satisfied(circuit, { leaf: leaves })
      const nodes = size / ARITY
      for (let child = 0; child < ARITY; child++) {
        forged(circuit, witness, { [`main.Poseidon[${nodes - 1}].inputs[${child}]`]: 4711n }, [
          "linear main.Poseidon.inputs main.leaf",
        ])
        forged(circuit, witness, { [`main.Poseidon[${nodes}].inputs[${child}]`]: 4711n }, [
          "linear main.Poseidon.inputs main.node",
        ])
        if (size === 125) continue
        // The four nodes of empty rows beside the first are constants.
        forged(circuit, witness, { [`main.Poseidon#1.inputs[${child}]`]: 4711n }, [
          child === 0 ? "linear main.Poseidon#1.inputs main.node" : "linear main.Poseidon#1.inputs",
        ])
      }
    })

    it("leaves it to its caller that a leaf is a record: a node in its place has another root", async () => {
      const inner = new Sheet(leaves).tree.node(1, 0)
      const root = new Sheet([inner]).root
      expect(root).to.not.equal(new Sheet(leaves.slice(0, ARITY)).root)
      await satisfied(circuit, { leaf: full([inner]) }, { "main.root": root })
    })
  })
}
