import { readFile } from "node:fs/promises"
import { expect } from "chai"
import { Interface } from "ethers"
import { CIRCUITS } from "../../scripts/circuits/names.ts"
import { ASSEMBLY_ABI, COMMUNE_ABI, LABOR_LEDGER_ABI, TRUSTEES_ABI } from "../../sdk/chain/generated/abi.ts"
import { MANIFEST } from "../../sdk/proof/generated/release.ts"
import { ACTIONS, OFFICE_ACTIONS } from "./actions.ts"
import { drift } from "./drift.ts"

const CONTRACTS = {
  Commune: COMMUNE_ABI,
  LaborLedger: LABOR_LEDGER_ABI,
  Trustees: TRUSTEES_ABI,
  Assembly: ASSEMBLY_ABI,
}

describe("snapshots of costs", () => {
  it("have the constraints of each released circuit, as its keys have", async () => {
    const constraints = await numbers("../circuits/constraints.json")
    expect(Object.keys(constraints)).to.have.members([...CIRCUITS])
    const released = Object.entries(MANIFEST.circuits).map(([circuit, entry]) => [circuit, entry.constraints] as const)
    expect(drift(constraints, Object.fromEntries(released))).to.deep.equal([])
  })

  it("have a price for each action of each contract", async () => {
    const gas = await numbers("../gas/snapshot.json")
    for (const [contract, abi] of Object.entries(CONTRACTS)) {
      const priced = { ...OFFICE_ACTIONS, ...ACTIONS[contract] }
      expect(Object.keys(priced), `the actions of ${contract} that test/costs/actions.ts names`).to.have.members(
        actionsOf(abi),
      )
      for (const [action, entry] of Object.entries(priced))
        expect(gas, `what ${contract}.${action} costs, in test/gas/snapshot.json`).to.have.property(entry)
    }
  })

  it("are of all contracts that the SDK knows", async () => {
    const generated = Object.keys(await import("../../sdk/chain/generated/abi.ts"))
    expect(generated).to.have.lengthOf(Object.keys(CONTRACTS).length)
  })

  it("say what drifted, by how much and which way", () => {
    expect(drift({ same: 1, more: 200, less: 200, gone: 3 }, { same: 1, more: 210, less: 199, come: 4 })).to.deep.equal(
      [
        "  more: 200 in the snapshot, 210 now (+5.0 %)",
        "  less: 200 in the snapshot, 199 now (-0.5 %)",
        "  gone: 3 in the snapshot, and not measured any more",
        "  come: 4 now, and not in the snapshot",
      ],
    )
  })
})

async function numbers(path: string): Promise<Record<string, number>> {
  return JSON.parse(await readFile(new URL(path, import.meta.url), "utf8")) as Record<string, number>
}

/** Functions that are no views, by name; none has two forms. */
function actionsOf(abi: readonly string[]): string[] {
  const names: string[] = []
  new Interface(abi).forEachFunction((fragment) => {
    if (!fragment.constant) names.push(fragment.name)
  })
  return names
}
