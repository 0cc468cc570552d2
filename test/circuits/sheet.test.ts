import { expect } from "chai"
import { seeded } from "../../scripts/vectors/seeded.ts"
import { loadVectors } from "../vectors/load.ts"
import { release } from "./circuits.ts"
import { WitnessRefusedError } from "./harness/calculator.ts"
import type { Circuit, Overrides, Witness } from "./harness/circuit.ts"
import { defeated, forged, satisfied } from "./harness/expectations.ts"
import { R, Sheet } from "./model.ts"
import {
  CERTIFICATE,
  GROUPS,
  isInOrder,
  KINDS,
  packSheetPolicy,
  recordsOf,
  sheetInputs,
  sheetPublics,
} from "./sheet-model.ts"
import type { Row, SheetDraft, SheetPolicy } from "./sheet-model.ts"

const random = seeded("sheet", R)
const SIZE = 25
const MOST = 2n ** 24n - 1n

const sumOf = (component: string): string => `linear ${component}.Num2Bits.in ${component}.Num2Bits.out`
const LEAST = sumOf("main.SheetRow.AssertBits")
const CAP = sumOf("main.SheetRow.AssertBits#1")
const ITS_KIND = "linear main.SheetRow.kind main.SheetRow.rows"
const PERMITTED = "main.GroupTotals.inGroup main.GroupTotals.isCertificate main.GroupTotals.rows"
const CERTIFICATES = "main.GroupTotals.isCertificate main.GroupTotals.minutes main.GroupTotals.rows"
const SHOWN = sumOf("main.PublicTotals.AssertNoneOrEnough.AssertBits")
const KEPT = sumOf("main.PublicTotals.AssertNoneOrEnough#1.AssertBits")
const ALL = sumOf("main.PublicTotals.AssertNoneOrEnough#2.AssertBits")
const DAY = sumOf("main.AssertBits")

/** Kitchen and garden are group 1, care is 2, office is 3, sick leave is 8, and kind 9 is a certificate. */
const groupOf: Record<number, number> = { 0: 1, 4: 1, 1: 2, 31: 3, 5: 8, 9: CERTIFICATE }
const policy: SheetPolicy = {
  groups: Array.from({ length: KINDS }, (_, kind) => groupOf[kind] ?? 0),
  cap: 840n,
  minimumRows: 3,
}

const row = (kind: number, amount: bigint): Row => ({
  commitment: random(),
  amount,
  kind: BigInt(kind),
  salt: random(),
})
const rowsOf = (kind: number, ...amounts: bigint[]): Row[] => amounts.map((amount) => row(kind, amount))
const SHOW_ALL = Array<boolean>(GROUPS).fill(true)
const showAllBut = (...groups: number[]): boolean[] => SHOW_ALL.map((_, index) => !groups.includes(index + 1))

/** Groups 1 and 2 are public; office and sick leave have three rows together and are kept back. */
const draft: SheetDraft = {
  rows: [
    ...rowsOf(4, 480n, 60n, 1n),
    undefined,
    ...rowsOf(0, 840n),
    ...rowsOf(1, 30n, 30n, 45n),
    ...rowsOf(9, 1n),
    ...rowsOf(31, 300n, 120n),
    undefined,
    ...rowsOf(5, 480n),
  ],
  day: 19783n,
  message: random(),
  policy,
  published: showAllBut(3, 8),
}
const GARDEN = 0
const EMPTY = 3
const KITCHEN = 4

const withRow = (index: number, changes: Partial<Row>): SheetDraft => ({
  ...draft,
  rows: draft.rows.map((entry, i) => (entry && i === index ? { ...entry, ...changes } : entry)),
})

/** The bits of the comparisons that this row's amount goes through. */
function rowBits(index: number, { amount, cap }: { amount: bigint; cap: bigint }): Overrides {
  return {
    ...bitsOf(`main.SheetRow[${index}].AssertBits`, amount - 1n, 24),
    ...bitsOf(`main.SheetRow[${index}].AssertBits#1`, cap - amount, 24),
  }
}

/** What a forger says about a number of rows: that there are some, and how many beyond the minimum. */
function enough(component: "" | "#1" | "#2" | `[${number}]`, beyond: bigint): Overrides {
  const name = `main.PublicTotals.AssertNoneOrEnough${component}`
  return { [`${name}.some`]: 1n, ...bitsOf(`${name}.AssertBits`, beyond, 7) }
}

function bitsOf(component: string, value: bigint, count: number): Overrides {
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`${component}.Num2Bits.out[${i}]`, (value >> BigInt(i)) & 1n]),
  )
}

describe("circuit: sheet-25", () => {
  let circuit: Circuit
  before(async () => {
    circuit = await release("sheet-25")
  })

  const inputsOf = (sheet: SheetDraft) => sheetInputs(SIZE, sheet)

  const admits = async (sheet: SheetDraft): Promise<Witness> => {
    expect(isInOrder(sheet), "the model's answer").to.equal(true)
    const witness = await satisfied(circuit, inputsOf(sheet))
    expect(circuit.publics(witness)).to.deep.equal(sheetPublics(sheet))
    return witness
  }

  const refuses = async (sheet: SheetDraft, template: string, places: string[]): Promise<void> => {
    expect(isInOrder(sheet), "the model's answer").to.equal(false)
    await defeated(circuit, inputsOf(sheet), { template, places })
  }

  describe("admits", () => {
    it("a sheet with empty rows, certificates and groups that are kept back", async () => {
      const witness = await admits(draft)
      expect(circuit.value(witness, "main.total")).to.equal(1381n + 105n + 420n + 480n)
      expect(circuit.value(witness, "main.groupTotals")).to.equal(1381n + 105n * 2n ** 31n)
    })

    it("a sheet of which all is public, with a row in every place", async () => {
      const rows = Array.from({ length: SIZE }, (_, index) => row([0, 1, 5, 31, 9][index % 5]!, 1n))
      await admits({ ...draft, rows, published: SHOW_ALL })
    })

    it("a sheet of which only the whole is public", async () => {
      await admits({ ...draft, published: showAllBut(1, 2, 3, 8) })
    })

    it("a sheet of certificates alone, and an empty one", async () => {
      await admits({ ...draft, rows: rowsOf(9, 1n) })
      await admits({ ...draft, rows: [] })
    })

    it("any day, any message, the largest cap and amounts", async () => {
      for (const [day, message] of [
        [0n, 0n],
        [2n ** 20n - 1n, R - 1n],
      ] as const) {
        const rows = rowsOf(5, ...Array<bigint>(SIZE).fill(MOST))
        await admits({ ...draft, rows, day, message, policy: { ...policy, cap: MOST }, published: SHOW_ALL })
      }
    })

    it("what the model admits and nothing else, whatever the rows", async () => {
      const pick = (below: number): number => Number(random() % BigInt(below))
      const answers = { true: 0, false: 0 }
      for (let i = 0; i < 30; i++) {
        // Few kinds and small amounts, so that about half of the sheets are in order and the others break some rule.
        const rows = Array.from({ length: pick(SIZE + 1) }, () => {
          const kind = [0, 1, 4, 5, 31][pick(5)]!
          if (pick(12) === 0) return undefined
          if (pick(12) === 0) return row(9, pick(4) === 0 ? 2n : 1n)
          return pick(80) === 0 ? row([2, 30][pick(2)]!, 1n) : row(kind, BigInt(pick(100) === 0 ? 0 : 1 + pick(840)))
        })
        const sheet: SheetDraft = {
          rows,
          day: BigInt(pick(2 ** 20)),
          message: random(),
          policy: { ...policy, minimumRows: pick(5) },
          published: Array.from({ length: GROUPS }, () => pick(3) > 0),
        }
        answers[`${isInOrder(sheet)}`]++
        if (isInOrder(sheet)) await admits(sheet)
        else {
          const witness = await circuit.calculate(inputsOf(sheet)).catch((error: unknown) => error)
          expect(
            witness,
            JSON.stringify(sheet, (_, value) => String(value)),
          ).to.be.instanceOf(WitnessRefusedError)
        }
      }
      expect(Math.min(answers.true, answers.false)).to.be.greaterThan(6)
    })
  })

  describe("refuses", () => {
    it("an amount of 0, over the cap, or that wraps", async () => {
      for (const [amount, places] of [
        [0n, [LEAST]],
        [841n, [CAP]],
        [2n ** 24n, [CAP]],
        [-1n, [LEAST]],
        [R / 2n, [LEAST, CAP]],
      ] as const) {
        await refuses(withRow(GARDEN, { amount }), "Num2Bits", [...places])
      }
    })

    it("an empty row with minutes or a kind", async () => {
      const honest = inputsOf(draft)
      const at = (name: string, index: number, value: bigint): bigint[] => (honest[name] as bigint[]).with(index, value)
      const minutes = { ...honest, amount: at("amount", EMPTY, 480n) }
      await defeated(circuit, minutes, { template: "Num2Bits", places: [CAP] })
      const kind = { ...honest, kind: at("kind", EMPTY, 4n) }
      await defeated(circuit, kind, { template: "SheetRow", places: [ITS_KIND] })
      const part = { ...honest, used: at("used", EMPTY, 2n) }
      await defeated(circuit, part, {
        template: "SheetRow",
        places: ["linear main.SheetRow.rows main.SheetRow.used", "main.SheetRow.used", LEAST],
      })
    })

    it("a kind that is not permitted, whatever stands in its place", async () => {
      for (const group of [0, 10, 15]) {
        const groups = policy.groups.with(2, group)
        const sheet = withRow(GARDEN, { kind: 2n })
        await refuses({ ...sheet, policy: { ...policy, groups } }, "GroupTotals", [PERMITTED])
      }
    })

    it("a kind out of range", async () => {
      for (const kind of [32n, 2n ** 20n, -1n]) {
        await refuses(withRow(GARDEN, { kind }), "SheetRow", ["linear main.SheetRow.rows main.SheetRow.used", ITS_KIND])
      }
    })

    it("a row that counts for another kind than its record's", async () => {
      const witness = await circuit.calculate(inputsOf(draft))
      const swapped = { [`main.SheetRow[${GARDEN}].rows[4]`]: 0n, [`main.SheetRow[${GARDEN}].rows[0]`]: 1n }
      forged(circuit, witness, swapped, [ITS_KIND])
    })

    it("a certificate of 2, alone or beside others", async () => {
      for (const rows of [rowsOf(9, 2n), rowsOf(9, 1n, 1n, 2n)]) {
        await refuses({ ...draft, rows: [...draft.rows, ...rows] }, "GroupTotals", [CERTIFICATES])
      }
    })

    it("a public group of too few rows", async () => {
      // Sick leave is one row; care and office, which are kept back, are enough.
      await refuses({ ...draft, published: showAllBut(2, 3) }, "Num2Bits", [SHOWN])
    })

    it("a remainder of too few rows, by group or as a whole", async () => {
      await refuses({ ...draft, rows: draft.rows.slice(0, 11) }, "Num2Bits", [KEPT])
      await refuses({ ...draft, rows: draft.rows.slice(0, 10) }, "Num2Bits", [KEPT])
    })

    it("a whole of too few rows, certificates not counted", async () => {
      const rows = [...rowsOf(4, 480n, 60n), ...rowsOf(9, 1n, 1n)]
      await refuses({ ...draft, rows, published: SHOW_ALL }, "Num2Bits", [SHOWN, ALL])
      await refuses({ ...draft, rows, published: showAllBut(1) }, "Num2Bits", [KEPT, ALL])
    })

    it("a multiple of a public total", async () => {
      // Sick leave keeps enough rows back to make up for those of group 1 that are shown twice.
      const rows = [...draft.rows, ...rowsOf(5, 1n, 1n, 1n, 1n, 1n, 1n)]
      const published = [2n, 1n, 0n, 1n, 1n, 1n, 1n, 0n]
      const inputs = { ...inputsOf({ ...draft, rows }), published }
      await defeated(circuit, inputs, { template: "PublicTotals", places: ["main.PublicTotals.published"] })
    })

    it("a day of 21 bits, which would reach into the kind", async () => {
      for (const day of [2n ** 20n, -1n, R / 2n]) {
        await defeated(circuit, inputsOf({ ...draft, day }), { template: "Num2Bits", places: [DAY] })
      }
      // The same records, and so the same root: care of this day passed off as kitchen of a later one.
      const care = { ...draft, rows: rowsOf(1, 30n, 30n, 45n) }
      const kitchen = {
        ...care,
        rows: care.rows.map((entry) => ({ ...entry, kind: 0n })),
        day: draft.day + 2n ** 20n,
      }
      expect(recordsOf(kitchen)).to.deep.equal(recordsOf(care))
      await refuses(kitchen, "Num2Bits", [DAY])
      const hidden = { ...bitsOf("main.AssertBits", draft.day, 20), "main.AssertBits.in": draft.day }
      const witness = await circuit.calculateUnchecked(inputsOf(kitchen))
      forged(circuit, witness, hidden, ["linear main.AssertBits.in main.day"])
    })

    it("a policy of more than 159 bits", async () => {
      for (const excess of [2n ** 159n, 2n ** 160n, 2n ** 253n]) {
        const sheetPolicy = packSheetPolicy(policy) + excess
        await defeated(
          circuit,
          { ...inputsOf(draft), sheetPolicy },
          { template: "Num2Bits", places: [sumOf("main.policy")] },
        )
      }
    })

    it("a change of any public signal of a finished proof", async () => {
      const simplified = circuit.simplify(await circuit.calculate(inputsOf(draft)))
      loadVectors("parameters").signals.sheet.forEach((name, index) => {
        for (const value of [simplified[index + 1]! + 1n, 0n, R - 1n, random()]) {
          const changed = simplified.with(index + 1, value)
          expect(circuit.breaksAt(changed, index + 1), `${name} = ${value}`).to.equal(true)
        }
      })
    })
  })

  describe("ties", () => {
    let good: Witness
    before(async () => {
      good = await circuit.calculate(inputsOf(draft))
    })
    const tied = (signal: string, to: string): string => ["linear", ...[signal, to].sort()].join(" ")

    it("the root to these rows: no other rows, no node of the tree in place of a record, no other root", () => {
      const records = recordsOf(draft)
      const other = new Sheet([...records.slice(1), records[0]!]).root
      forged(circuit, good, { "main.sheetRoot": other }, ["linear main.SheetRoot.root main.sheetRoot"])
      const inner = new Sheet(records).tree.node(1, 0)
      for (const leaf of [inner, records[1]!, 0n]) {
        forged(circuit, good, { "main.leaf[0]": leaf }, ["linear main.SheetRow.leaf main.leaf"])
        forged(circuit, good, { "main.SheetRoot.leaf[0]": leaf }, ["linear main.SheetRoot.leaf main.leaf"])
      }
      forged(circuit, good, { [`main.leaf[${EMPTY}]`]: inner }, ["linear main.SheetRow.leaf main.leaf"])
    })

    it("each row to what the attester put into it", async () => {
      for (const part of ["commitment", "salt"]) {
        forged(circuit, good, { [`main.SheetRow[${GARDEN}].${part}`]: 5n }, [
          `linear main.SheetRow.${part} main.${part}`,
        ])
      }
      forged(
        circuit,
        good,
        {
          [`main.SheetRow[${GARDEN}].amount`]: 481n,
          ...rowBits(GARDEN, { amount: 481n, cap: 840n }),
        },
        [tied("main.SheetRow.amount", "main.amount")],
      )
      const kitchen = { [`main.SheetRow[${GARDEN}].rows[4]`]: 0n, [`main.SheetRow[${GARDEN}].rows[0]`]: 1n }
      forged(circuit, good, { [`main.SheetRow[${GARDEN}].kind`]: 0n, ...kitchen }, [
        tied("main.SheetRow.kind", "main.kind"),
      ])
      // A row that counts and is in the tree, and is said to be empty.
      const honest = inputsOf(draft)
      const unused = { ...honest, used: (honest["used"] as bigint[]).with(GARDEN, 0n) }
      forged(
        circuit,
        await circuit.calculateUnchecked(unused),
        {
          [`main.SheetRow[${GARDEN}].used`]: 1n,
          [`main.SheetRow[${GARDEN}].rows[4]`]: 1n,
          ...rowBits(GARDEN, { amount: 480n, cap: 840n }),
          ...enough("[0]", 1n),
          ...enough("#2", 7n),
        },
        [tied("main.SheetRow.used", "main.used")],
      )
    })

    it("each row to the day and the cap of the sheet", async () => {
      forged(circuit, good, { [`main.SheetRow[${GARDEN}].day`]: draft.day + 1n }, [
        tied("main.SheetRow.day", "main.day"),
      ])
      const over = await circuit.calculateUnchecked(inputsOf(withRow(KITCHEN, { amount: 841n })))
      const cap = { [`main.SheetRow[${KITCHEN}].cap`]: 841n, ...rowBits(KITCHEN, { amount: 841n, cap: 841n }) }
      forged(circuit, over, cap, [tied("main.SheetRow.cap", "main.policy.cap")])
    })

    it("the totals to the rows", async () => {
      forged(circuit, good, { [`main.minutes[${GARDEN}][4]`]: 9999n }, [tied("main.SheetRow.minutes", "main.minutes")])
      forged(circuit, good, { "main.GroupTotals.minutes[4]": 9999n }, [
        tied("main.GroupTotals.minutes", "main.minutes"),
      ])
      forged(circuit, good, { "main.groupMinutes[0]": 9999n }, [
        tied("main.GroupTotals.groupMinutes", "main.groupMinutes"),
      ])
      forged(circuit, good, { "main.PublicTotals.groupMinutes[0]": 9999n }, [
        tied("main.PublicTotals.groupMinutes", "main.groupMinutes"),
      ])
      forged(circuit, good, { "main.total": 9999n }, [tied("main.PublicTotals.total", "main.total")])
      forged(circuit, good, { "main.groupTotals": 9999n }, [tied("main.PublicTotals.groupTotals", "main.groupTotals")])
    })

    it("the number of rows to the rows", async () => {
      // Two rows of care are one too few, and a third is made up.
      const rows = draft.rows.toSpliced(5, 1)
      const few = await circuit.calculateUnchecked(inputsOf({ ...draft, rows }))
      const three = { ...enough("[1]", 0n), ...enough("#2", 7n) }
      for (const [signal, value, to] of [
        [`main.rows[${EMPTY}][1]`, 1n, "main.SheetRow.rows"],
        ["main.GroupTotals.rows[1]", 3n, "main.rows"],
        ["main.groupRows[1]", 3n, "main.GroupTotals.groupRows"],
        ["main.PublicTotals.groupRows[1]", 3n, "main.groupRows"],
      ] as const) {
        forged(circuit, few, { [signal]: value, ...three }, [tied(signal.replace(/\[\d+\]/g, ""), to)])
      }
    })

    it("the groups, the certificates and the minimum to the policy", async () => {
      const stranger = withRow(GARDEN, { kind: 2n, amount: 1n })
      const foreign = await circuit.calculateUnchecked(inputsOf(stranger))
      forged(circuit, foreign, { "main.GroupTotals.isCertificate[2]": 1n }, [
        tied("main.GroupTotals.isCertificate", "main.policy.isCertificate"),
      ])
      const counted = { ...enough("[0]", 1n), ...enough("#2", 7n) }
      forged(circuit, foreign, { "main.GroupTotals.inGroup[2][0]": 1n, ...counted }, [
        tied("main.GroupTotals.inGroup", "main.policy.inGroup"),
      ])
      const rows = draft.rows.toSpliced(5, 1)
      const few = await circuit.calculateUnchecked(inputsOf({ ...draft, rows }))
      const lower = { ...enough("[0]", 2n), ...enough("[1]", 0n), ...enough("#1", 1n), ...enough("#2", 7n) }
      forged(circuit, few, { "main.PublicTotals.minimumRows": 2n, ...lower }, [
        tied("main.PublicTotals.minimumRows", "main.policy.minimumRows"),
      ])
    })

    it("what is public to what the attester chose", async () => {
      const kept = await circuit.calculate(inputsOf({ ...draft, published: showAllBut(1, 2, 3, 8) }))
      forged(circuit, kept, { "main.PublicTotals.published[0]": 1n, ...enough("[0]", 1n), ...enough("#1", 3n) }, [
        tied("main.PublicTotals.published", "main.published"),
      ])
    })

    it("the proof to its policy and its message", () => {
      const strict = packSheetPolicy({ ...policy, minimumRows: 125 })
      forged(circuit, good, { "main.sheetPolicy": strict }, [sumOf("main.policy")])
      forged(circuit, good, { "main.sheetPolicy": strict, "main.policy.sheetPolicy": packSheetPolicy(policy) }, [
        tied("main.policy.sheetPolicy", "main.sheetPolicy"),
      ])
      forged(circuit, good, { "main.message": 5n, "main.Bind.in": draft.message }, [
        tied("main.Bind.in", "main.message"),
      ])
      forged(circuit, good, { "main.message": 5n, "main.Bind.square": draft.message ** 2n }, [
        "main.Bind.in main.Bind.square",
      ])
    })
  })
})
