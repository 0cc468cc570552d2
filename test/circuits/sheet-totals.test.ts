import { expect } from "chai"
import { seeded } from "../../scripts/vectors/seeded.ts"
import { fixture } from "./circuits.ts"
import type { Inputs } from "./harness/calculator.ts"
import type { Circuit, Overrides } from "./harness/circuit.ts"
import { defeated, forged, satisfied } from "./harness/expectations.ts"
import { invert } from "../../scripts/circuits/field.ts"
import { R } from "./model.ts"
import { GROUPS, KINDS } from "./sheet-model.ts"

const random = seeded("sheet-totals", R)
const MOST = 125n * (2n ** 24n - 1n)

const sumOf = (component: string): string => `linear ${component}.Num2Bits.in ${component}.Num2Bits.out`

/** Entries of a list, by place; 0 elsewhere. */
const list = (size: number, entries: Record<number, bigint>): bigint[] =>
  Array.from({ length: size }, (_, index) => entries[index] ?? 0n)

/** Overrides of a list of signals. */
const each = (signal: string, values: readonly bigint[]): Overrides =>
  Object.fromEntries(values.map((value, index) => [`main.${signal}[${index}]`, value]))

describe("circuit: GroupTotals", () => {
  const PERMITTED = "main.inGroup main.isCertificate main.rows"
  const ONE_EACH = "main.isCertificate main.minutes main.rows"

  /** Kinds 0 and 4 are group 1, kind 5 is group 8, kind 31 is a certificate, and the others are not permitted. */
  const groupOf: Record<number, number> = { 0: 0, 4: 0, 5: 7 }
  const inputs = (minutes: Record<number, bigint>, rows: Record<number, bigint>): Inputs => ({
    minutes: list(KINDS, minutes),
    rows: list(KINDS, rows),
    inGroup: Array.from({ length: KINDS }, (_, kind) =>
      list(GROUPS, groupOf[kind] === undefined ? {} : { [groupOf[kind]]: 1n }),
    ),
    isCertificate: list(KINDS, { 31: 1n }),
  })

  let circuit: Circuit
  before(async () => {
    circuit = await fixture("group-totals")
  })

  it("adds up the kinds of each group, and no certificates", async () => {
    for (const [minutes, rows, groupMinutes, groupRows] of [
      [{}, {}, {}, {}],
      [
        { 0: 480n, 4: 60n, 5: 7n, 31: 2n },
        { 0: 2n, 4: 1n, 5: 1n, 31: 2n },
        { 0: 540n, 7: 7n },
        { 0: 3n, 7: 1n },
      ],
      [{ 0: MOST }, { 0: 125n }, { 0: MOST }, { 0: 125n }],
      [{ 31: 125n }, { 31: 125n }, {}, {}],
    ] as const) {
      await satisfied(circuit, inputs(minutes, rows), {
        ...each("groupMinutes", list(GROUPS, groupMinutes)),
        ...each("groupRows", list(GROUPS, groupRows)),
      })
    }
  })

  it("admits any kind in any group", async () => {
    for (let kind = 0; kind < KINDS; kind++) {
      const group = kind % GROUPS
      const minutes = list(KINDS, { [kind]: random() % MOST })
      const inGroup = Array.from({ length: KINDS }, (_, k) => list(GROUPS, { [k % GROUPS]: 1n }))
      await satisfied(
        circuit,
        { minutes, rows: list(KINDS, { [kind]: 3n }), inGroup, isCertificate: list(KINDS, {}) },
        {
          ...each("groupMinutes", list(GROUPS, { [group]: minutes[kind]! })),
          ...each("groupRows", list(GROUPS, { [group]: 3n })),
        },
      )
    }
  })

  it("refuses a row of a kind that is not permitted", async () => {
    for (const kind of [1, 6, 30]) {
      for (const rows of [1n, 125n]) {
        await defeated(circuit, inputs({ [kind]: 480n }, { [kind]: rows }), {
          template: "GroupTotals",
          places: [PERMITTED],
        })
      }
    }
  })

  it("refuses certificates of more than one, or fewer", async () => {
    for (const [minutes, rows] of [
      [2n, 1n],
      [4n, 3n],
      [0n, 1n],
      [MOST, 125n],
    ] as const) {
      await defeated(circuit, inputs({ 31: minutes }, { 31: rows }), { template: "GroupTotals", places: [ONE_EACH] })
    }
  })

  it("does not let minutes or rows change their group or their number", async () => {
    const witness = await satisfied(circuit, inputs({ 0: 480n, 5: 7n }, { 0: 2n, 5: 1n }))
    for (const [group, kind] of [
      [0, 0],
      [7, 0],
      [0, 5],
      [3, 9],
    ]) {
      const at = `[${group}][${kind}]`
      forged(circuit, witness, { [`main.minutesOf${at}`]: 9n }, ["main.inGroup main.minutes main.minutesOf"])
      forged(circuit, witness, { [`main.rowsOf${at}`]: 9n }, ["main.inGroup main.rows main.rowsOf"])
      forged(circuit, witness, { [`main.groupMinutes[${group}]`]: 9n }, ["linear main.groupMinutes main.minutesOf"])
      forged(circuit, witness, { [`main.groupRows[${group}]`]: 9n }, ["linear main.groupRows main.rowsOf"])
    }
  })
})

describe("circuit: AssertNoneOrEnough", () => {
  const ENOUGH = sumOf("main.AssertBits")
  const bitsOf = (value: bigint): Overrides =>
    each(
      "AssertBits.Num2Bits.out",
      Array.from({ length: 7 }, (_, i) => (value >> BigInt(i)) & 1n),
    )

  let circuit: Circuit
  before(async () => {
    circuit = await fixture("none-or-enough")
  })

  it("admits none and enough, up to a full sheet", async () => {
    for (const minimum of [0n, 1n, 2n, 3n, 64n, 124n, 125n, 126n, 127n]) {
      for (const rows of new Set([0n, minimum, minimum + 1n, 124n, 125n])) {
        if (rows === 0n || (rows >= minimum && rows <= 125n)) await satisfied(circuit, { rows, minimum })
      }
    }
  })

  it("refuses fewer, from 1 to one less", async () => {
    for (const minimum of [2n, 3n, 64n, 125n, 126n, 127n]) {
      for (const rows of new Set([1n, minimum / 2n, minimum - 1n])) {
        if (rows <= 125n) await defeated(circuit, { rows, minimum }, { template: "Num2Bits", places: [ENOUGH] })
      }
    }
  })

  it("does not let anyone say none of some, or some in part", async () => {
    const witness = await circuit.calculateUnchecked({ rows: 2n, minimum: 3n })
    forged(circuit, witness, { "main.some": 0n, ...bitsOf(2n) }, ["main.rows main.some"])
    const part = (2n * invert(3n, R)) % R
    forged(circuit, witness, { "main.some": part, ...bitsOf(0n) }, ["main.rows main.some", "main.some"])
    // Where there are none, it would do no harm.
    const none = await circuit.calculateUnchecked({ rows: 0n, minimum: 3n })
    forged(circuit, none, { "main.some": -1n, ...bitsOf(3n) }, ["main.some"])
  })

  it("does not mind whether none are some, where any number is enough", async () => {
    const witness = await circuit.calculate({ rows: 0n, minimum: 0n })
    const same = circuit.forge(witness, { "main.some": 1n })
    expect(circuit.value(same, "main.some")).not.to.equal(circuit.value(witness, "main.some"))
    expect(circuit.broken(same)).to.deep.equal([])
    // One row is asked for: then it matters.
    const asked = await circuit.calculate({ rows: 0n, minimum: 1n })
    forged(circuit, asked, { "main.some": 1n }, [ENOUGH])
  })

  it("does not let anyone ask for less", async () => {
    const witness = await circuit.calculateUnchecked({ rows: 2n, minimum: 3n })
    forged(circuit, witness, { "main.required": 2n, ...bitsOf(0n) }, ["main.minimum main.required main.some"])
    forged(circuit, witness, { "main.AssertBits.in": 0n, ...bitsOf(0n) }, [
      "linear main.AssertBits.in main.required main.rows",
    ])
    forged(circuit, witness, { ...bitsOf(0n), "main.AssertBits.Num2Bits.out[0]": -1n }, [
      "main.AssertBits.Num2Bits.out",
    ])
  })
})

describe("circuit: PublicTotals", () => {
  const SHOWN = "main.AssertNoneOrEnough"
  const KEPT = "main.AssertNoneOrEnough#1"
  const ALL = "main.AssertNoneOrEnough#2"
  const tooFew = (component: string): string => sumOf(`${component}.AssertBits`)

  /** Groups as [minutes, rows, published]. */
  const inputs = (groups: Record<number, readonly [bigint, bigint, bigint]>, minimumRows = 3n): Inputs => ({
    groupMinutes: Array.from({ length: GROUPS }, (_, g) => groups[g]?.[0] ?? 0n),
    groupRows: Array.from({ length: GROUPS }, (_, g) => groups[g]?.[1] ?? 0n),
    published: Array.from({ length: GROUPS }, (_, g) => groups[g]?.[2] ?? 1n),
    minimumRows,
  })
  /** The bits of AssertNoneOrEnough's difference. */
  const bitsOf = (component: string, value: bigint): Overrides =>
    Object.fromEntries(
      Array.from({ length: 7 }, (_, i) => [`${component}.AssertBits.Num2Bits.out[${i}]`, (value >> BigInt(i)) & 1n]),
    )

  let circuit: Circuit
  before(async () => {
    circuit = await fixture("public-totals")
  })

  it("shows published groups in their places, and the whole", async () => {
    for (const [groups, total, groupTotals] of [
      [{}, 0n, 0n],
      [{ 0: [480n, 3n, 1n] }, 480n, 480n],
      [{ 7: [480n, 3n, 1n] }, 480n, 480n * 2n ** 217n],
      [{ 1: [480n, 3n, 1n], 2: [60n, 3n, 1n] }, 540n, 480n * 2n ** 31n + 60n * 2n ** 62n],
      // Kept back, together or alone.
      [{ 0: [480n, 3n, 0n] }, 480n, 0n],
      [{ 0: [480n, 4n, 1n], 1: [60n, 1n, 0n], 2: [30n, 2n, 0n] }, 570n, 480n],
      [{ 0: [480n, 2n, 0n], 1: [60n, 1n, 0n] }, 540n, 0n],
      // An empty group looks the same either way.
      [{ 0: [480n, 3n, 1n], 1: [0n, 0n, 0n] }, 480n, 480n],
    ] as const) {
      await satisfied(circuit, inputs(groups), { "main.total": total, "main.groupTotals": groupTotals })
    }
  })

  it("shows the largest totals without one reaching into another", async () => {
    for (let g = 0; g < GROUPS; g++) {
      await satisfied(circuit, inputs({ [g]: [MOST, 125n, 1n] }), {
        "main.total": MOST,
        "main.groupTotals": MOST * 2n ** BigInt(31 * g),
      })
    }
  })

  it("keeps nothing back under a minimum of 1 or 0", async () => {
    for (const minimum of [0n, 1n]) {
      const groups = Object.fromEntries(Array.from({ length: GROUPS }, (_, g) => [g, [480n, 1n, 1n]])) as never
      await satisfied(circuit, inputs(groups, minimum), { "main.total": 8n * 480n })
    }
  })

  it("refuses a published group with too few rows", async () => {
    for (const g of [0, 3, 7]) {
      for (const rows of [1n, 2n]) {
        const groups = { [g]: [60n, rows, 1n], [(g + 1) % GROUPS]: [480n, 3n, 1n] } as never
        await defeated(circuit, inputs(groups), { template: "Num2Bits", places: [tooFew(SHOWN)] })
      }
    }
  })

  it("refuses a remainder of too few rows, which subtraction would show", async () => {
    for (const kept of [{ 1: [60n, 1n, 0n] }, { 1: [60n, 2n, 0n] }, { 1: [60n, 1n, 0n], 7: [30n, 1n, 0n] }] as const) {
      await defeated(circuit, inputs({ 0: [480n, 9n, 1n], ...kept }), { template: "Num2Bits", places: [tooFew(KEPT)] })
    }
  })

  it("refuses a whole of too few rows, published or kept back", async () => {
    for (const [groups, components] of [
      [{ 0: [480n, 2n, 1n] }, [SHOWN, ALL]],
      [{ 0: [480n, 2n, 0n] }, [KEPT, ALL]],
      [{ 0: [480n, 1n, 0n], 1: [480n, 1n, 0n] }, [KEPT, ALL]],
    ] as const) {
      await defeated(circuit, inputs(groups), { template: "Num2Bits", places: components.map(tooFew) })
    }
    // It follows from the parts that the whole is large enough; its own check is a second line.
    const witness = await circuit.calculateUnchecked(inputs({ 0: [480n, 2n, 1n] }))
    const hidden = { ...bitsOf(`${SHOWN}[0]`, 0n), [`${SHOWN}[0].rows`]: 3n }
    forged(circuit, witness, hidden, [`linear ${SHOWN}.rows main.shownRows`, tooFew(ALL)])
  })

  it("refuses a published multiple or part of a total", async () => {
    // The rows are enough whatever the factor.
    const groups = (published: bigint) => inputs({ 0: [480n, 12n, published], 1: [60n, 30n, 0n] })
    for (const published of [2n, 3n, invert(2n, R)]) {
      await defeated(circuit, groups(published), {
        template: "PublicTotals",
        overrides: { "main.groupTotals": (480n * published) % R },
        places: ["main.published"],
      })
    }
    // Less than nothing would also need rows that are less than none.
    await defeated(circuit, groups(-1n), { template: "PublicTotals", places: ["main.published", tooFew(SHOWN)] })
  })

  it("refuses other totals than the groups'", async () => {
    const witness = await satisfied(circuit, inputs({ 0: [480n, 3n, 1n], 1: [60n, 3n, 0n] }))
    forged(circuit, witness, { "main.total": 541n }, ["linear main.groupMinutes main.total"])
    forged(circuit, witness, { "main.groupTotals": 481n }, ["linear main.groupTotals main.shownMinutes"])
    for (const g of [0, 1, 7]) {
      forged(circuit, witness, { [`main.shownMinutes[${g}]`]: 9n }, [
        "main.groupMinutes main.published main.shownMinutes",
      ])
    }
  })

  it("refuses rows that are not there", async () => {
    const few = await circuit.calculateUnchecked(inputs({ 0: [480n, 2n, 1n], 1: [60n, 9n, 0n] }))
    forged(circuit, few, { ...bitsOf(`${SHOWN}[0]`, 0n), "main.shownRows[0]": 3n, ...bitsOf(KEPT, 5n) }, [
      "main.groupRows main.published main.shownRows",
    ])
    forged(circuit, few, { ...bitsOf(`${SHOWN}[0]`, 0n), [`${SHOWN}[0].rows`]: 3n }, [
      `linear ${SHOWN}.rows main.shownRows`,
    ])
    const kept = await circuit.calculateUnchecked(inputs({ 0: [480n, 2n, 0n], 1: [60n, 9n, 1n] }))
    forged(circuit, kept, { ...bitsOf(KEPT, 0n), [`${KEPT}.rows`]: 3n }, [
      `linear ${KEPT}.rows main.groupRows main.shownRows`,
    ])
    const all = await circuit.calculate(inputs({ 0: [480n, 3n, 1n] }))
    forged(circuit, all, { ...bitsOf(ALL, 1n), [`${ALL}.rows`]: 4n }, [`linear ${ALL}.rows main.groupRows`])
  })

  it("refuses another minimum than the one given", async () => {
    const few = await circuit.calculateUnchecked(inputs({ 0: [480n, 2n, 1n], 1: [60n, 9n, 0n] }))
    forged(circuit, few, { ...bitsOf(`${SHOWN}[0]`, 0n), [`${SHOWN}[0].minimum`]: 2n }, [
      `linear ${SHOWN}.minimum main.minimumRows`,
    ])
    const kept = await circuit.calculateUnchecked(inputs({ 0: [480n, 2n, 0n], 1: [60n, 9n, 1n] }))
    forged(circuit, kept, { ...bitsOf(KEPT, 0n), [`${KEPT}.minimum`]: 2n }, [`linear ${KEPT}.minimum main.minimumRows`])
    const all = await circuit.calculate(inputs({ 0: [480n, 3n, 1n] }))
    forged(circuit, all, { ...bitsOf(ALL, 1n), [`${ALL}.minimum`]: 2n }, [`linear ${ALL}.minimum main.minimumRows`])
  })
})
