import { readFile, writeFile } from "node:fs/promises"
import { expect } from "chai"
import { drift } from "../costs/drift.ts"
import type { GasTable } from "./cost.ts"
import { measure } from "./measure.ts"

const SNAPSHOT = new URL("snapshot.json", import.meta.url)

describe("gas", function () {
  // It measures every action with true proofs; no time is asserted.
  this.timeout(600_000)

  let gas: GasTable

  before(async () => {
    gas = await measure()
    if (process.env["UPDATE_SNAPSHOT"] === "1") await writeFile(SNAPSHOT, `${JSON.stringify(gas, undefined, 2)}\n`)
  })

  it("is that of the committed snapshot", async () => {
    const snapshot = JSON.parse(await readFile(SNAPSHOT, "utf8")) as GasTable
    const drifted = drift(snapshot, gas)
    const hint = "If this is meant, run it again with UPDATE_SNAPSHOT=1 and commit test/gas/snapshot.json"
    if (drifted.length > 0)
      expect.fail(`The cost of these actions is not the committed one:\n${drifted.join("\n")}\n${hint}`)
  })

  for (const [what, cost, budget] of [
    ["a vote with a membership proof", () => gas["vote, the first ballot of a poll"], 330_000],
    [
      "a sheet of 125 rows, posted and countersigned",
      () =>
        gas["post a sheet of 125 rows after 52 sheets"]! +
        gas["countersign it, the first of its period, and so accept it"]!,
      700_000,
    ],
    ["each of 25 members admitted into an empty roll", () => gas["admit 25 into an empty roll"]! / 25, 80_000],
    ["each of 25 members admitted into a roll of 101", () => gas["admit 25 into a roll of 101"]! / 25, 80_000],
    ["one admission into a roll of 100", () => gas["admit one into a roll of 100"], 350_000],
    ["a secret ballot, the first of a poll", () => gas["cast a secret ballot, the first of a poll"], 400_000],
    ["a secret ballot", () => gas["cast a secret ballot"], 400_000],
    ["a vote that replaces another", () => gas["put a secret ballot in the place of another"], 380_000],
    ["each of 16 votes at once", () => gas["vote, 16 at once, the first ballots of a poll"]! / 16, 105_000],
    [
      "each of 16 secret ballots at once",
      () => gas["cast 16 secret ballots at once, the first of a poll"]! / 16,
      120_000,
    ],
    ["one partial decryption", () => gas["decrypt a trustee's part"], 330_000],
    ["a tally checked with 3 of 5 trustees", () => gas["announce a tally by 3 of 5 trustees"], 300_000],
  ] as const) {
    it(`of ${what} is at most ${budget}`, () => {
      expect(cost()).to.be.at.most(budget)
    })
  }
})
