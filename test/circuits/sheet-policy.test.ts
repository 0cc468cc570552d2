import { expect } from "chai"
import { seeded } from "../../scripts/vectors/seeded.ts"
import { loadVectors } from "../vectors/load.ts"
import { fixture } from "./circuits.ts"
import type { Circuit, Overrides } from "./harness/circuit.ts"
import { defeated, forged, satisfied } from "./harness/expectations.ts"
import { R } from "./model.ts"
import { CERTIFICATE, GROUPS, KINDS, packSheetPolicy } from "./sheet-model.ts"
import type { SheetPolicy } from "./sheet-model.ts"

const random = seeded("sheet-policy", R)
const SUM = "linear main.Num2Bits.in main.Num2Bits.out"

describe("circuit: SheetPolicy", () => {
  /** What the circuit must make of a policy; groups from 10 on permit nothing. */
  const opened = ({ groups, cap, minimumRows }: SheetPolicy): Overrides =>
    Object.fromEntries([
      ["main.cap", cap],
      ["main.minimumRows", BigInt(minimumRows)],
      ...groups.flatMap((group, kind) => [
        ...Array.from({ length: GROUPS }, (_, g) => [`main.inGroup[${kind}][${g}]`, group === g + 1 ? 1n : 0n]),
        [`main.isCertificate[${kind}]`, group === CERTIFICATE ? 1n : 0n],
      ]),
    ]) as Overrides
  const of = (group: (kind: number) => number): number[] => Array.from({ length: KINDS }, (_, kind) => group(kind))

  let circuit: Circuit
  before(async () => {
    circuit = await fixture("sheet-policy")
  })

  it("opens every group of every kind, and permits nothing where the group is 0 or more than 9", async () => {
    for (let shift = 0; shift < 16; shift++) {
      const policy = { groups: of((kind) => (kind + shift) % 16), cap: 840n, minimumRows: 3 }
      await satisfied(circuit, { sheetPolicy: packSheetPolicy(policy) }, opened(policy))
    }
  })

  it("opens caps and numbers of rows at their edges, beside full and empty neighbours", async () => {
    for (const group of [0, 15]) {
      for (const cap of [0n, 1n, 2n ** 23n, 2n ** 24n - 1n]) {
        for (const minimumRows of [0, 1, 64, 125, 127]) {
          const policy = { groups: of(() => group), cap, minimumRows }
          await satisfied(circuit, { sheetPolicy: packSheetPolicy(policy) }, opened(policy))
        }
      }
    }
  })

  it("opens any policy", async () => {
    for (let i = 0; i < 20; i++) {
      const digits = random()
      const groups = of((kind) => Number((digits >> BigInt(4 * kind)) & 15n))
      const policy = { groups, cap: random() % 2n ** 24n, minimumRows: Number(random() % 128n) }
      await satisfied(circuit, { sheetPolicy: packSheetPolicy(policy) }, opened(policy))
    }
  })

  it("has the parts of the golden layout", async () => {
    const layout = loadVectors("parameters").layouts.sheetPolicy
    const [groups, cap, minimumRows] = layout.map(({ from }) => 1n << from)
    expect(layout.map(({ name }) => name)).to.deep.equal(["groups", "cap", "minimumRows"])
    await satisfied(
      circuit,
      { sheetPolicy: groups! + 5n * cap! + 6n * minimumRows! },
      opened({ groups: of((kind) => (kind === 0 ? 1 : 0)), cap: 5n, minimumRows: 6 }),
    )
  })

  it("refuses more than 159 bits", async () => {
    for (const sheetPolicy of [2n ** 159n, 2n ** 159n + 1n, 2n ** 160n - 1n, 2n ** 253n, -1n]) {
      await defeated(circuit, { sheetPolicy }, { template: "Num2Bits", places: [SUM] })
    }
  })

  it("does not let false bits give it other parts", async () => {
    const policy = { groups: of((kind) => (kind === 4 ? 1 : 0)), cap: 841n, minimumRows: 3 }
    const witness = await satisfied(circuit, { sheetPolicy: packSheetPolicy(policy) })
    // A minute less of the cap becomes 2^128 in the groups; a row less becomes 2^24 minutes of the cap.
    for (const [from, to, value] of [
      [128, 0, 2n ** 128n],
      [152, 151, 2n + circuit.value(witness, "main.Num2Bits.out[151]")],
    ] as const) {
      const overrides = { [`main.Num2Bits.out[${from}]`]: 0n, [`main.Num2Bits.out[${to}]`]: value }
      forged(circuit, witness, overrides, ["main.Num2Bits.out"])
    }
    forged(circuit, witness, { "main.Num2Bits.in": 0n, ...zeroBits(159) }, ["linear main.Num2Bits.in main.sheetPolicy"])
    for (const [signal, field] of [
      ["cap", "Field"],
      ["minimumRows", "Field#1"],
    ] as const) {
      const value = circuit.value(witness, `main.${signal}`)
      forged(circuit, witness, { [`main.${signal}`]: value + 1n }, [`linear main.${field}.value main.${signal}`])
    }
  })

  it("does not let a kind have a group that is not its own", async () => {
    const policy = { groups: of((kind) => (kind === 4 ? 1 : 0)), cap: 840n, minimumRows: 3 }
    const witness = await satisfied(circuit, { sheetPolicy: packSheetPolicy(policy) })
    for (const kind of [0, 4, 31]) {
      forged(circuit, witness, { [`main.bits[${4 * kind + 1}]`]: 1n }, ["linear main.Num2Bits.out main.bits"])
      forged(circuit, witness, { [`main.Decode4[${kind}].bits[1]`]: 1n }, ["linear main.Decode4.bits main.bits"])
      forged(circuit, witness, { [`main.Decode4[${kind}].out[2]`]: 1n }, [
        "main.Decode4.bits main.Decode4.highBoth main.Decode4.lowBoth main.Decode4.out",
      ])
      forged(circuit, witness, { [`main.group[${kind}][2]`]: 1n }, ["linear main.Decode4.out main.group"])
      forged(circuit, witness, { [`main.inGroup[${kind}][1]`]: 1n }, ["linear main.group main.inGroup"])
      forged(circuit, witness, { [`main.isCertificate[${kind}]`]: 1n }, ["linear main.group main.isCertificate"])
    }
  })

  const zeroBits = (count: number): Overrides =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`main.Num2Bits.out[${i}]`, 0n]))
})

describe("circuit: Decode4", () => {
  let circuit: Circuit
  before(async () => {
    circuit = await fixture("decode-4")
  })

  it("marks the value that the bits spell, and no other", async () => {
    for (let value = 0; value < 16; value++) {
      const bits = Array.from({ length: 4 }, (_, i) => BigInt((value >> i) & 1))
      const out = Array.from({ length: 16 }, (_, v) => [`main.out[${v}]`, v === value ? 1n : 0n])
      const witness = await satisfied(circuit, { bits }, Object.fromEntries(out) as Overrides)
      for (let v = 0; v < 16; v++) {
        const bitsOfOut = v === 15 ? "" : "main.bits "
        forged(circuit, witness, { [`main.out[${v}]`]: v === value ? 0n : 1n }, [
          `${bitsOfOut}main.highBoth main.lowBoth main.out`,
        ])
      }
      for (const both of ["lowBoth", "highBoth"]) {
        forged(circuit, witness, { [`main.${both}`]: 1n - circuit.value(witness, `main.${both}`) }, [
          `main.bits main.${both}`,
        ])
      }
    }
  })
})
