import { expect } from "chai"
import { loadVectors } from "../vectors/load.ts"
import { release } from "./circuits.ts"
import type { Inputs } from "./harness/calculator.ts"
import type { Circuit, Witness } from "./harness/circuit.ts"
import { defeated, satisfied } from "./harness/expectations.ts"
import { commitment, nullifier, packQuotaPolicy, quotaInputs, R, record } from "./model.ts"
import type { Counted, Line, QuotaPolicy } from "./model.ts"
import { dummy, entry, ledgerWith, member, owner, required, roll, use } from "./quota-scene.ts"
import type { Entry } from "./quota-scene.ts"

const RECORDS = 13
const MOST = 2n ** 24n - 1n

const sumOf = (component: string): string => `linear ${component}.Num2Bits.in ${component}.Num2Bits.out`
const THRESHOLD = sumOf("main.AssertOrdered#2.AssertBits")

/*
 * The same template as quota-1 and quota-4, where each of its constraints is tested: here is what thirteen records could change.
 */
describe("circuit: quota-13", () => {
  let circuit: Circuit
  before(async () => {
    circuit = await release("quota-13")
  })

  /** A record of each week, each on a sheet of its own. */
  const quarter = (changes: Partial<Line> = {}): Entry[] =>
    Array.from({ length: RECORDS }, (_, week) =>
      entry(week, 9 * week, { day: required.from + 7n * BigInt(week), ...changes }),
    )
  const sum = (lines: readonly Line[]): bigint => lines.reduce((total, { amount }) => total + amount, 0n)
  const counted = quarter()
  const ledger = ledgerWith(counted, 26)
  const policy = { ...required, threshold: sum(counted) }

  const inputsOf = (lines: readonly Counted[], how: QuotaPolicy, books = ledger): Inputs =>
    quotaInputs(member, roll, 25, use, books, lines, how)
  const admits = (lines: readonly Counted[], how: QuotaPolicy, books = ledger): Promise<Witness> =>
    satisfied(circuit, inputsOf(lines, how, books), {
      "main.nullifier": nullifier(use.scope, use.slot, member.secret),
      "main.memberRoot": roll.root,
      "main.ledgerRoot": books.tree.root,
      "main.quotaPolicy": packQuotaPolicy(how),
      "main.record[12]": record(owner, lines[12]!),
    })

  it("admits a quarter of weekly records, with the threshold exactly met", async () => {
    await admits(counted, policy)
  })

  it("admits the largest sum: thirteen of the largest amounts do not overflow", async () => {
    const largest = quarter({ amount: MOST })
    await admits(largest, { ...required, threshold: 13n * MOST }, ledgerWith(largest, 26))
  })

  it("admits dummies in any places, up to all", async () => {
    for (const real of [[], [0], [12], [1, 3, 5, 7, 9, 11]]) {
      const some = counted.map((line, index) => (real.includes(index) ? line : dummy()))
      await admits(some, { ...required, threshold: sum(some) })
    }
  })

  it("refuses a sum that is one below the threshold", async () => {
    for (const lines of [counted, [...counted.slice(0, 12), dummy()]]) {
      await defeated(circuit, inputsOf(lines, { ...policy, threshold: sum(lines) + 1n }), {
        template: "Num2Bits",
        places: [THRESHOLD],
      })
    }
  })

  it("refuses a record twice, however far apart", async () => {
    for (const [i, j] of [
      [0, 1],
      [0, 12],
      [5, 11],
      [11, 12],
    ] as const) {
      await defeated(circuit, inputsOf(counted.with(j, counted[i]!), policy), {
        template: "AssertDistinct",
        places: ["main.AssertDistinct.in main.AssertDistinct.inverse"],
      })
    }
  })

  it("refuses one record too many that is invented, outside the window, of another kind or with less than nothing", async () => {
    const twelve = counted.slice(0, 12)
    const attested = (changes: Partial<Line>): Entry => entry(12, 108, changes)
    for (const [line, template, place] of [
      [dummy({ amount: 480n }), "Quota", "main.amount main.ledgerRoot main.root"],
      [attested({ day: required.to + 1n }), "Num2Bits", sumOf("main.AssertOrdered#1.AssertBits")],
      [attested({ day: required.from - 1n }), "Num2Bits", sumOf("main.AssertOrdered.AssertBits")],
      [attested({ kind: 5n }), "AssertInSet", "main.AssertInSet.chosen main.AssertInSet.set"],
      [attested({ amount: -1n }), "Num2Bits", sumOf("main.Record.AssertBits")],
    ] as const) {
      const books = ledgerWith("place" in line ? [...twelve, line as Entry] : twelve, 26)
      const inputs = inputsOf([...twelve, line], { ...policy, threshold: 12n * 480n - 1n }, books)
      await defeated(circuit, inputs, { template, places: [place] })
    }
  })

  it("refuses the records of another member", async () => {
    const theirs = ledgerWith(counted, 26, commitment(4711n))
    await defeated(circuit, inputsOf(counted, policy, theirs), {
      template: "Parent",
      places: ["linear main.LeanRoot.Parent.product"],
    })
  })

  it("is tied to every public signal", async () => {
    const simplified = circuit.simplify(await circuit.calculate(inputsOf(counted, policy)))
    loadVectors("parameters").signals.quota.forEach((name, index) => {
      const changed = simplified.with(index + 1, (simplified[index + 1]! + 1n) % R)
      expect(circuit.breaksAt(changed, index + 1), name).to.equal(true)
    })
  })
})
