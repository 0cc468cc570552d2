import { expect } from "chai"
import { readFileSync } from "node:fs"
import { mainOf } from "./circuits.ts"
import { provedSystem } from "./harness/proved.ts"

/** Budgets of the protocol: constraints at most, and the size of the domain that the keys are made for. */
const BUDGETS = {
  membership: { constraints: 4090, domain: 2 ** 12 },
  "quota-1": { constraints: 8180, domain: 2 ** 13 },
  "quota-4": { constraints: 16370, domain: 2 ** 14 },
  "quota-13": { constraints: 65500, domain: 2 ** 16 },
  "sheet-25": { constraints: 16370, domain: 2 ** 14 },
  "sheet-125": { constraints: 65500, domain: 2 ** 16 },
  "ballot-4": { constraints: 8180, domain: 2 ** 13 },
  "ballot-12": { constraints: 16370, domain: 2 ** 14 },
  decrypt: { constraints: 4090, domain: 2 ** 12 },
  "deal-5": { constraints: 32700, domain: 2 ** 15 },
  "deal-9": { constraints: 65500, domain: 2 ** 16 },
}

describe("circuit: cost", function () {
  // On a fresh machine every circuit is compiled here.
  this.timeout(900_000)

  const snapshot = JSON.parse(readFileSync(new URL("./constraints.json", import.meta.url), "utf8")) as Record<
    string,
    number
  >

  before(async () => {
    // Compiled two at a time, which takes both cores half as long.
    const lanes = [
      ["sheet-125", "quota-1", "membership", "deal-5", "decrypt"],
      ["quota-13", "quota-4", "sheet-25", "deal-9", "ballot-12", "ballot-4"],
    ] as const
    await Promise.all(
      lanes.map(async (names) => {
        for (const name of names) await provedSystem(mainOf(name))
      }),
    )
  })

  for (const [name, budget] of Object.entries(BUDGETS) as [
    keyof typeof BUDGETS,
    { constraints: number; domain: number },
  ][]) {
    it(`${name} has exactly the constraints of constraints.json, within its budget and domain`, async () => {
      const proved = await provedSystem(mainOf(name))
      const count = proved.constraints.length
      expect(count, "update constraints.json if the circuit was meant to change").to.equal(snapshot[name])
      expect(count).to.be.at.most(budget.constraints)
      // The set-up adds a row for each public signal and one for the constant.
      expect(count + proved.publicOutputs + proved.publicInputs + 1).to.be.at.most(budget.domain)
    })
  }
})
