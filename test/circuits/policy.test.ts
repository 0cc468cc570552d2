import { expect } from "chai"
import { loadVectors } from "../vectors/load.ts"
import { fixture } from "./circuits.ts"
import type { Circuit } from "./harness/circuit.ts"
import { defeated, forged, refused, satisfied } from "./harness/expectations.ts"
import type { Inputs } from "./harness/calculator.ts"
import { packPolicy, packQuotaPolicy, setOf } from "./model.ts"

const LAST_DAY = 2n ** 20n - 1n
const ALL_CLASSES = 2n ** 16n - 1n

/** The constraint that says that the bits of `component` are those of its number. */
const sumOf = (component: string): string => `linear ${component}.Num2Bits.in ${component}.Num2Bits.out`
const ADMITTED_BITS = sumOf("main.AssertBits")
const ADMITTED_ORDER = sumOf("main.AssertOrdered.AssertBits")
const SLOT_BITS = sumOf("main.AssertBits#1")
const SLOT_ORDER = sumOf("main.AssertOrdered#1.AssertBits")

describe("circuit: AssertPolicy", () => {
  const policy = { classes: setOf(1, 2), admittedBy: 19783n, limit: 3n }
  const use = { class: 1n, admitted: 19000n, slot: 0n }
  const inputs = (changes: Partial<typeof policy & typeof use> = {}): Inputs => {
    const all = { ...policy, ...use, ...changes }
    return { policy: packPolicy(all), class: all.class, admitted: all.admitted, slot: all.slot }
  }

  let circuit: Circuit
  before(async () => {
    circuit = await fixture("policy")
  })

  it("admits every class, day and slot at its edges", async () => {
    await satisfied(circuit, inputs())
    for (let klass = 0; klass < 16; klass++) {
      for (const classes of [setOf(klass), ALL_CLASSES])
        await satisfied(circuit, inputs({ classes, class: BigInt(klass) }))
    }
    for (const [admitted, admittedBy] of [
      [0n, 0n],
      [0n, LAST_DAY],
      [LAST_DAY, LAST_DAY],
      [19783n, 19783n],
      [19782n, 19783n],
    ] as const) {
      await satisfied(circuit, inputs({ admitted, admittedBy }))
    }
    for (const [slot, limit] of [
      [0n, 1n],
      [0n, 65535n],
      [65534n, 65535n],
      [2n, 3n],
    ] as const) {
      await satisfied(circuit, inputs({ slot, limit }))
    }
  })

  it("reads the golden policies", async () => {
    for (const { classes, admittedBy, limit, policy: packed } of loadVectors("policy")) {
      expect(packPolicy({ classes: setOf(...classes.map(Number)), admittedBy, limit })).to.equal(packed)
      const best = { policy: packed, class: classes.at(-1) ?? 0n, admitted: admittedBy, slot: limit - 1n }
      if (classes.length > 0 && limit > 0n) await satisfied(circuit, best)
      // Whatever is missing: nobody has the class, or nobody has a slot.
      else await refused(circuit, best, classes.length === 0 ? "AssertInSet" : "Num2Bits")
    }
  })

  it("refuses a class that the policy does not name", async () => {
    for (const klass of [0n, 3n, 15n]) {
      await defeated(circuit, inputs({ class: klass }), {
        template: "AssertInSet",
        places: ["main.AssertInSet.chosen main.AssertInSet.set"],
      })
    }
    for (const classes of [0n, ALL_CLASSES ^ 2n]) await refused(circuit, inputs({ classes }), "AssertInSet")
  })

  it("refuses class 16, which would be the first bit of the day", async () => {
    for (const klass of [16n, 17n, 256n, -1n]) {
      await defeated(circuit, inputs({ class: klass, classes: ALL_CLASSES, admittedBy: LAST_DAY }), {
        template: "AssertInSet",
        places: ["linear main.AssertInSet.chosen", "linear main.AssertInSet.chosen main.AssertInSet.value"],
      })
    }
  })

  it("refuses who was admitted a day later", async () => {
    for (const admittedBy of [0n, 19783n, LAST_DAY - 1n]) {
      await defeated(circuit, inputs({ admittedBy, admitted: admittedBy + 1n }), {
        template: "Num2Bits",
        places: [ADMITTED_ORDER],
      })
    }
  })

  it("refuses a day that wraps around", async () => {
    for (const admitted of [-1n, -19783n]) {
      await defeated(circuit, inputs({ admitted }), { template: "Num2Bits", places: [ADMITTED_BITS] })
    }
    await defeated(circuit, inputs({ admitted: 2n ** 20n, admittedBy: LAST_DAY }), {
      template: "Num2Bits",
      places: [ADMITTED_BITS, ADMITTED_ORDER],
    })
  })

  it("refuses slot = limit", async () => {
    for (const limit of [1n, 3n, 65535n]) {
      await defeated(circuit, inputs({ limit, slot: limit }), { template: "Num2Bits", places: [SLOT_ORDER] })
    }
    await defeated(circuit, inputs({ limit: 65535n, slot: 65536n }), {
      template: "Num2Bits",
      places: [SLOT_BITS, SLOT_ORDER],
    })
  })

  it("refuses slot -1, which would be one use more", async () => {
    for (const limit of [0n, 1n, 65535n]) {
      await defeated(circuit, inputs({ limit, slot: -1n }), { template: "Num2Bits", places: [SLOT_BITS] })
    }
  })

  it("refuses every slot under limit 0", async () => {
    for (const slot of [0n, 1n, 65535n]) {
      await defeated(circuit, inputs({ limit: 0n, slot }), { template: "Num2Bits", places: [SLOT_ORDER] })
    }
  })

  it("refuses a policy of more than 52 bits", async () => {
    for (const excess of [2n ** 52n, 2n ** 53n, 2n ** 253n]) {
      const packed = (inputs() as { policy: bigint }).policy + excess
      await defeated(
        circuit,
        { ...inputs(), policy: packed },
        {
          template: "Num2Bits",
          places: ["linear main.Num2Bits.in main.Num2Bits.out"],
        },
      )
    }
  })

  it("does not let a bit of 2 stand for a 53rd bit and a larger limit", async () => {
    const packed = (inputs({ limit: 0n }) as { policy: bigint }).policy + 2n ** 52n
    const witness = await circuit.calculateUnchecked({ ...inputs({ slot: 65535n }), policy: packed })
    const difference = Object.fromEntries(
      Array.from({ length: 16 }, (_, i) => [`main.AssertOrdered#1.AssertBits.Num2Bits.out[${i}]`, 0n]),
    )
    forged(circuit, witness, { ...difference, "main.Num2Bits.out[51]": 2n }, ["main.Num2Bits.out"])
  })

  it("does not let a false bit put a class into the set", async () => {
    // Classes 1 and 2: 2 + 4 = 6. With a 1 for class 15 as well, the bit of class 1 makes up for it.
    const witness = await circuit.calculateUnchecked(inputs({ class: 15n }))
    const missing = 1n - 2n ** 14n
    forged(circuit, witness, { "main.Num2Bits.out[15]": 1n, "main.Num2Bits.out[1]": missing }, ["main.Num2Bits.out"])
  })

  it("asks for the policy's own parts", async () => {
    const witness = await satisfied(circuit, inputs())
    const late = circuit.forge(witness, { "main.admitted": 19784n })
    const zeros = Object.fromEntries(
      Array.from({ length: 20 }, (_, i) => [`main.AssertOrdered.AssertBits.Num2Bits.out[${i}]`, 0n]),
    )
    const bits = Object.fromEntries(
      Array.from({ length: 20 }, (_, i) => [`main.AssertBits.Num2Bits.out[${i}]`, (19784n >> BigInt(i)) & 1n]),
    )
    forged(circuit, late, { ...zeros, ...bits, "main.admittedBy": 19784n }, ["linear main.Field.value main.admittedBy"])
    forged(circuit, late, { ...zeros, ...bits, "main.AssertOrdered.high": 19784n }, [
      "linear main.AssertOrdered.high main.admittedBy",
    ])
    forged(circuit, late, { ...zeros, ...bits, "main.AssertOrdered.low": 19783n }, [
      "linear main.AssertOrdered.low main.admitted",
    ])

    const spent = circuit.forge(witness, { "main.slot": 3n })
    const none = Object.fromEntries(
      Array.from({ length: 16 }, (_, i) => [`main.AssertOrdered#1.AssertBits.Num2Bits.out[${i}]`, 0n]),
    )
    const three = { "main.AssertBits#1.Num2Bits.out[0]": 1n, "main.AssertBits#1.Num2Bits.out[1]": 1n }
    forged(circuit, spent, { ...none, ...three, "main.limit": 4n }, ["linear main.Field#1.value main.limit"])
    forged(circuit, spent, { ...none, ...three, "main.AssertOrdered#1.high": 3n }, [
      "linear main.AssertOrdered#1.high main.limit",
    ])
    forged(circuit, spent, { ...none, ...three, "main.AssertOrdered#1.low": 2n }, [
      "linear main.AssertOrdered#1.low main.slot",
    ])

    const choice = { "main.AssertInSet.chosen[1]": 0n, "main.AssertInSet.chosen[3]": 1n }
    const other = circuit.forge(witness, { "main.class": 3n, ...choice })
    forged(circuit, other, { "main.classes[3]": 1n }, ["linear main.bits main.classes"])
    forged(circuit, other, { "main.AssertInSet.set[3]": 1n }, ["linear main.AssertInSet.set main.classes"])
  })
})

describe("circuit: QuotaPolicy", () => {
  let circuit: Circuit
  before(async () => {
    circuit = await fixture("quota-policy")
  })

  it("opens the golden policies", async () => {
    for (const { kinds, from, to, threshold, quotaPolicy } of loadVectors("quota-policy")) {
      expect(packQuotaPolicy({ kinds: setOf(...kinds.map(Number)), from, to, threshold })).to.equal(quotaPolicy)
      const set = Array.from({ length: 32 }, (_, kind) => [
        `main.kinds[${kind}]`,
        kinds.includes(BigInt(kind)) ? 1n : 0n,
      ])
      await satisfied(
        circuit,
        { quotaPolicy },
        { ...Object.fromEntries(set), "main.from": from, "main.to": to, "main.threshold": threshold },
      )
    }
  })

  it("refuses more than 100 bits", async () => {
    for (const quotaPolicy of [2n ** 100n, 2n ** 100n + 1n, 2n ** 253n, -1n]) {
      await defeated(
        circuit,
        { quotaPolicy },
        {
          template: "Num2Bits",
          places: ["linear main.Num2Bits.in main.Num2Bits.out"],
        },
      )
    }
  })

  it("does not let false bits give it other parts", async () => {
    const quotaPolicy = packQuotaPolicy({ kinds: 1n, from: 10n, to: 20n, threshold: 600n })
    const witness = await satisfied(circuit, { quotaPolicy })
    // 600 has bit 3; a minute less of it becomes 2^72 in the set of kinds.
    forged(circuit, witness, { "main.Num2Bits.out[75]": 0n, "main.Num2Bits.out[0]": 1n + 2n ** 75n }, [
      "main.Num2Bits.out",
    ])
    for (const kind of [1, 31]) {
      forged(circuit, witness, { [`main.kinds[${kind}]`]: 1n }, ["linear main.bits main.kinds"])
    }
    for (const [signal, field] of [
      ["from", "Field"],
      ["to", "Field#1"],
      ["threshold", "Field#2"],
    ] as const) {
      const value = circuit.value(witness, `main.${signal}`)
      forged(circuit, witness, { [`main.${signal}`]: value + 1n }, [`linear main.${field}.value main.${signal}`])
    }
  })
})
