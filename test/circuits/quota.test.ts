import { expect } from "chai"
import { seeded } from "../../scripts/vectors/seeded.ts"
import { loadVectors } from "../vectors/load.ts"
import { release } from "./circuits.ts"
import type { Inputs } from "./harness/calculator.ts"
import type { Circuit, Overrides, Witness } from "./harness/circuit.ts"
import { defeated, forged, satisfied, unprovable } from "./harness/expectations.ts"
import { invert } from "../../scripts/circuits/field.ts"
import {
  ARITY,
  commitment,
  Ledger,
  LEDGER_LEVELS,
  membershipInputs,
  nullifier,
  packPolicy,
  packQuotaPolicy,
  quotaInputs,
  R,
  record,
  setOf,
  Sheet,
  SHEET_LEVELS,
} from "./model.ts"
import type { Counted, Line, QuotaPolicy } from "./model.ts"
import { dummy, entry, ledgerWith, member, owner, required, roll, use } from "./quota-scene.ts"
import type { Entry } from "./quota-scene.ts"

const random = seeded("quota", R)
const LAST_DAY = 2n ** 20n - 1n
const MOST = 2n ** 24n - 1n
const ALL_KINDS = 2n ** 32n - 1n

const sumOf = (component: string): string => `linear ${component}.Num2Bits.in ${component}.Num2Bits.out`
const IN_LEDGER = "main.amount main.ledgerRoot main.root"
const FROM = sumOf("main.AssertOrdered.AssertBits")
const TO = sumOf("main.AssertOrdered#1.AssertBits")
const THRESHOLD = sumOf("main.AssertOrdered#2.AssertBits")
const AMOUNT = sumOf("main.Record.AssertBits")
const DAY = sumOf("main.Record.AssertBits#1")
const KIND = "main.AssertInSet.chosen main.AssertInSet.set"
const PRODUCT = "linear main.LeanRoot.Parent.product"
const DISTINCT = "main.AssertDistinct.in main.AssertDistinct.inverse"

const sum = (lines: readonly Line[]): bigint => lines.reduce((total, { amount }) => total + amount, 0n)

for (const K of [1, 4] as const) {
  describe(`circuit: quota-${K}`, () => {
    let circuit: Circuit
    before(async () => {
      circuit = await release(`quota-${K}`)
    })

    const inputsOf = (ledger: Ledger, counted: readonly Counted[], policy: QuotaPolicy, how = use): Inputs =>
      quotaInputs(member, roll, 25, how, ledger, counted, policy)

    const admits = (ledger: Ledger, counted: readonly Counted[], policy: QuotaPolicy, how = use): Promise<Witness> =>
      satisfied(circuit, inputsOf(ledger, counted, policy, how), {
        "main.nullifier": nullifier(how.scope, how.slot, member.secret),
        "main.memberRoot": roll.root,
        "main.ledgerRoot": ledger.tree.root,
        "main.scope": how.scope,
        "main.message": how.message,
        "main.policy": packPolicy(how.policy),
        "main.quotaPolicy": packQuotaPolicy(policy),
        ...Object.fromEntries(counted.map((line, index) => [`main.record[${index}]`, record(owner, line)])),
      })

    /** K entries, in as many sheets as there are. */
    const entries = (changes: Partial<Line> = {}, sheets = 5): Entry[] =>
      Array.from({ length: K }, (_, index) => entry(index % sheets, 3 * index, changes))

    describe("admits", () => {
      it("a ledger of every height, at both sides of every level, first and last sheet and row", async () => {
        for (let height = 1; height <= LEDGER_LEVELS; height++) {
          for (const size of [ARITY ** (height - 1) + 1, ARITY ** height]) {
            const counted = Array.from({ length: K }, (_, index) => {
              return index % 2 === 0 ? entry(size - 1, 124 - index) : entry(0, index - 1)
            })
            await admits(ledgerWith(counted, size), counted, { ...required, threshold: sum(counted) })
          }
        }
      })

      it("a ledger of one sheet of few records", async () => {
        const counted = Array.from({ length: K }, (_, row) => entry(0, row))
        await admits(ledgerWith(counted, 1), counted, { ...required, threshold: sum(counted) })
      })

      it("the smallest and the largest amounts, with the threshold exactly met", async () => {
        for (const amount of [1n, MOST]) {
          const counted = entries({ amount })
          await admits(ledgerWith(counted, 6), counted, { ...required, threshold: BigInt(K) * amount })
        }
      })

      it("the first and last day of a window, and a window of one day", async () => {
        for (const [from, to, day] of [
          [19783n, 19873n, 19783n],
          [19783n, 19873n, 19873n],
          [19800n, 19800n, 19800n],
          [0n, LAST_DAY, 0n],
          [0n, LAST_DAY, LAST_DAY],
          [LAST_DAY, LAST_DAY, LAST_DAY],
          [0n, 0n, 0n],
        ] as const) {
          const counted = entries({ day })
          await admits(ledgerWith(counted, 6), counted, { ...required, from, to, threshold: sum(counted) })
        }
      })

      it("the first and last kind, alone and among all", async () => {
        for (const kind of [0, 31]) {
          const counted = entries({ kind: BigInt(kind) })
          const ledger = ledgerWith(counted, 6)
          for (const kinds of [setOf(kind), ALL_KINDS])
            await admits(ledger, counted, { ...required, kinds, threshold: sum(counted) })
        }
      })

      it("dummies that count nothing, up to all of them", async () => {
        const counted = entries()
        const ledger = ledgerWith(counted, 6)
        for (let real = 0; real <= K; real++) {
          const some = counted.map((line, index) => (index < real ? line : dummy()))
          await admits(ledger, some, { ...required, threshold: sum(some) })
        }
      })
    })

    it("shows the nullifier that membership shows for the same scope and slot", async () => {
      const membership = await release("membership")
      const policy = { ...use.policy, limit: 65535n }
      for (const slot of [0n, 1n, 65534n]) {
        const how = { ...use, slot, policy }
        const counted = entries()
        const quota = await admits(ledgerWith(counted, 6), counted, required, how)
        const ballot = await satisfied(membership, membershipInputs(member, roll, 25, { ...how, message: 3n }))
        expect(circuit.value(quota, "main.nullifier")).to.equal(membership.value(ballot, "main.nullifier"))
      }
    })

    describe("refuses", () => {
      const counted = entries()
      const ledger = ledgerWith(counted, 6)
      const policy = { ...required, threshold: sum(counted) }
      /** The same with another first line. */
      const withFirst = (first: Counted): Counted[] => [first, ...counted.slice(1)]

      it("a sum that is one below the threshold", async () => {
        const inputs = inputsOf(ledger, counted, { ...policy, threshold: sum(counted) + 1n })
        await defeated(circuit, inputs, { template: "Num2Bits", places: [THRESHOLD] })
        // A lower threshold for the comparison alone, with the bits of the difference that it would leave.
        const witness = await circuit.calculateUnchecked(inputs)
        const bits = Object.fromEntries(
          Array.from({ length: 28 }, (_, i) => [
            `main.AssertOrdered#2.AssertBits.Num2Bits.out[${i}]`,
            (sum(counted) >> BigInt(i)) & 1n,
          ]),
        )
        forged(circuit, witness, { ...bits, "main.required.threshold": 0n }, [
          "linear main.required.Field#2.value main.required.threshold",
        ])
        forged(circuit, witness, { ...bits, "main.AssertOrdered#2.low": 0n }, [
          "linear main.AssertOrdered#2.low main.required.threshold",
        ])
      })

      it("a threshold that nobody can reach", async () => {
        const best = entries({ amount: MOST })
        const inputs = inputsOf(ledgerWith(best, 6), best, { ...policy, threshold: 2n ** 28n - 1n })
        await defeated(circuit, inputs, { template: "Num2Bits", places: [THRESHOLD] })
      })

      it("a record that is in no ledger", async () => {
        const invented = withFirst(dummy({ amount: 480n }))
        await defeated(circuit, inputsOf(ledger, invented, policy), { template: "Quota", places: [IN_LEDGER] })
        const least = withFirst(dummy({ amount: 1n }))
        await defeated(circuit, inputsOf(ledger, least, required), { template: "Quota", places: [IN_LEDGER] })
      })

      it("a record that is in another ledger, or was in this one", async () => {
        const other = entries()
        const foreign = inputsOf(ledgerWith(other, 6), other, policy)
        await defeated(
          circuit,
          { ...foreign, ledgerRoot: ledger.tree.root },
          { template: "Quota", places: [IN_LEDGER] },
        )
        const roots = Object.fromEntries(other.map((_, index) => [`main.root[${index}]`, ledger.tree.root]))
        forged(circuit, await circuit.calculateUnchecked({ ...foreign, ledgerRoot: ledger.tree.root }), roots, [
          "linear main.LeanRoot.root main.root",
        ])
        // Its sheet was struck out since.
        const struck = new Ledger(
          new Map([...ledger.sheets].map(([index, sheet]) => [index, index === 0 ? new Sheet([]) : sheet])),
          6,
        )
        expect(struck.tree.root).to.not.equal(ledger.tree.root)
        const old = { ...inputsOf(ledger, counted, policy), ledgerRoot: struck.tree.root }
        await defeated(circuit, old, { template: "Quota", places: [IN_LEDGER] })
      })

      it("a record of another member", async () => {
        const theirs = ledgerWith(counted, 6, commitment(random()))
        const inputs = inputsOf(theirs, counted, policy)
        await defeated(circuit, inputs, { template: "Parent", places: [PRODUCT] })
        const witness = await circuit.calculateUnchecked(inputs)
        const records = counted.map(({ place }) => theirs.sheets.get(place.sheet)!.tree.node(0, place.row))
        const each = (signal: (index: number) => string, values: readonly bigint[]): Overrides =>
          Object.fromEntries(values.map((value, index) => [signal(index), value]))
        const asRecords = { ...each((i) => `main.record[${i}]`, records), ...inverseOverrides(records) }
        forged(circuit, witness, asRecords, ["linear main.Record.record main.record"])
        const asLeaves = each((i) => `main.LeanRoot[${i}].leaf`, records)
        forged(circuit, witness, asLeaves, ["linear main.LeanRoot.leaf main.record"])
      })

      it("a record of another member, hashed with his commitment", async () => {
        const other = commitment(random())
        const theirs = ledgerWith(counted, 6, other)
        const witness = await circuit.calculateUnchecked(inputsOf(theirs, counted, policy))
        const commitments = Object.fromEntries(counted.map((_, index) => [`main.Record[${index}].commitment`, other]))
        const inverses = inverseOverrides(counted.map((line) => record(other, line)))
        forged(circuit, witness, { ...commitments, ...inverses }, ["linear main.Record.commitment main.commitment"])
        // Nor can he be that member in the records alone.
        forged(circuit, witness, { "main.commitment": other, ...inverses }, [
          "linear main.Member.commitment main.commitment",
        ])
      })

      it("a day on either side of the window", async () => {
        for (const [day, place] of [
          [required.from - 1n, FROM],
          [required.to + 1n, TO],
        ] as const) {
          const outside = withFirst(entry(0, 0, { day }))
          const inputs = inputsOf(ledgerWith(outside as Entry[], 6), outside, policy)
          await defeated(circuit, inputs, { template: "Num2Bits", places: [place] })
        }
      })

      it("every day, when the window ends before it begins", async () => {
        const inputs = inputsOf(ledger, counted, { ...policy, from: 19800n, to: 19799n })
        await defeated(circuit, inputs, { template: "Num2Bits", places: [TO] })
      })

      it("a dummy outside the window or of a kind that is not asked for", async () => {
        for (const [line, template, place] of [
          [dummy({ day: required.from - 1n }), "Num2Bits", FROM],
          [dummy({ day: required.to + 1n }), "Num2Bits", TO],
          [dummy({ kind: 5n }), "AssertInSet", KIND],
        ] as const) {
          await defeated(circuit, inputsOf(ledger, withFirst(line), required), { template, places: [place] })
        }
      })

      it("a kind that is not asked for", async () => {
        for (const kind of [1n, 5n, 30n]) {
          const other = withFirst(entry(0, 0, { kind }))
          const inputs = inputsOf(ledgerWith(other as Entry[], 6), other, policy)
          await defeated(circuit, inputs, { template: "AssertInSet", places: [KIND] })
        }
        await defeated(circuit, inputsOf(ledger, counted, { ...policy, kinds: 0n }), {
          template: "AssertInSet",
          places: [KIND],
        })
      })

      it("kind 32, even when someone attested it", async () => {
        const malformed = withFirst(entry(0, 0, { kind: 32n }))
        const inputs = inputsOf(ledgerWith(malformed as Entry[], 6), malformed, { ...policy, kinds: ALL_KINDS })
        await defeated(circuit, inputs, {
          template: "AssertInSet",
          places: ["linear main.AssertInSet.chosen", "linear main.AssertInSet.chosen main.AssertInSet.value"],
        })
      })

      it("an amount beyond 24 bits or below 0, even when someone attested it", async () => {
        for (const [amount, places] of [
          [2n ** 24n, [AMOUNT]],
          [2n ** 27n, [AMOUNT]],
          // With a threshold of 0, what is below 0 is below it.
          [-1n, [AMOUNT, ...(K === 1 ? [THRESHOLD] : [])]],
          [R - 2n ** 24n, [AMOUNT, THRESHOLD]],
          [R / 2n, [AMOUNT, THRESHOLD]],
        ] as const) {
          const malformed = withFirst(entry(0, 0, { amount }))
          const inputs = inputsOf(ledgerWith(malformed as Entry[], 6), malformed, { ...policy, threshold: 0n })
          await defeated(circuit, inputs, { template: "Num2Bits", places: [...places] })
        }
      })

      it("days that are passed off as minutes, which leaves the record the same", async () => {
        const late = entry(0, 0, { day: required.to + 1n })
        const itsLedger = ledgerWith(withFirst(late) as Entry[], 6)
        const moved = { ...late, day: late.day - 1n, amount: late.amount + 2n ** 24n }
        expect(record(owner, moved)).to.equal(record(owner, late))
        await defeated(circuit, inputsOf(itsLedger, withFirst(moved), policy), {
          template: "Num2Bits",
          places: [AMOUNT],
        })
      })

      it("a kind that is traded for days, which leaves the record the same", async () => {
        const other = entry(0, 0, { kind: 5n })
        const itsLedger = ledgerWith(withFirst(other) as Entry[], 6)
        const traded = { ...other, kind: 4n, day: other.day + 2n ** 20n }
        expect(record(owner, traded)).to.equal(record(owner, other))
        await defeated(circuit, inputsOf(itsLedger, withFirst(traded), policy), {
          template: "Num2Bits",
          // The day's own range is not the only defence: no window reaches that far.
          places: [DAY, FROM, TO],
        })
      })

      it("a choice of kind that is not the record's", async () => {
        const other = entry(0, 0, { kind: 5n })
        const witness = await circuit.calculateUnchecked(
          inputsOf(ledgerWith(withFirst(other) as Entry[], 6), withFirst(other), policy),
        )
        const choice = { "main.AssertInSet[0].chosen[5]": 0n, "main.AssertInSet[0].chosen[4]": 1n }
        forged(circuit, witness, choice, ["linear main.AssertInSet.chosen main.AssertInSet.value"])
        forged(circuit, witness, { ...choice, "main.AssertInSet[0].value": 4n }, [
          "linear main.AssertInSet.value main.kind",
        ])
        forged(circuit, witness, { "main.required.kinds[5]": 1n }, ["linear main.required.bits main.required.kinds"])
      })

      it("nodes on the path mixed into the ledger's root", async () => {
        const own = Array.from({ length: K }, (_, index) => (index === 0 ? entry(130, 7) : dummy()))
        const fake = ledgerWith(own.slice(0, 1) as Entry[], 131)
        const witness = await circuit.calculateUnchecked({
          ...inputsOf(fake, own, { ...policy, threshold: 480n }),
          ledgerRoot: ledger.tree.root,
        })
        for (const [i, j] of [
          [0, 1],
          [3, 4],
          [0, 4],
        ] as const) {
          const [low, high] = [i, j].map((level) => {
            return fake.tree.node(level + 1, Math.floor(130 / ARITY ** (level + 1)))
          }) as [bigint, bigint]
          const weight = ((ledger.tree.root - high) * invert(low - high, R)) % R
          const forgery = circuit.forge(witness, heightOverrides({ [i]: weight, [j]: 1n - weight }))
          expect(circuit.value(forgery, "main.root[0]")).to.equal(ledger.tree.root)
          unprovable(circuit, forgery, ["main.AssertOneHot.in"])
        }
      })

      it("no height and root 0, or two heights and a sum of nodes", async () => {
        const own = Array.from({ length: K }, (_, index) => (index === 0 ? entry(5, 7) : dummy()))
        const fake = ledgerWith(own.slice(0, 1) as Entry[], 6)
        const inputs = inputsOf(fake, own, { ...policy, threshold: 480n })
        const both = fake.tree.node(1, 1) + fake.tree.node(2, 0)
        for (const [root, heights] of [
          [0n, {}],
          [both, { 0: 1n, 1: 1n }],
        ] as const) {
          const witness = await circuit.calculateUnchecked({ ...inputs, ledgerRoot: root })
          forged(circuit, witness, heightOverrides(heights), ["linear main.AssertOneHot.in"])
        }
      })

      it("a quota policy other than the required one", async () => {
        const witness = await circuit.calculate(inputsOf(ledger, counted, policy))
        const strict = packQuotaPolicy({ ...policy, threshold: 2n ** 28n - 1n })
        forged(circuit, witness, { "main.quotaPolicy": strict }, [sumOf("main.required")])
        forged(circuit, witness, { "main.quotaPolicy": strict, "main.required.quotaPolicy": packQuotaPolicy(policy) }, [
          "linear main.quotaPolicy main.required.quotaPolicy",
        ])
        const excess = { ...inputsOf(ledger, counted, policy), quotaPolicy: packQuotaPolicy(policy) + 2n ** 100n }
        await defeated(circuit, excess, { template: "Num2Bits", places: [sumOf("main.required")] })
      })

      it("false bits of the policy that lower the threshold or add a kind", async () => {
        const inputs = inputsOf(ledger, counted, { ...policy, threshold: sum(counted) + 1n })
        const witness = await circuit.calculateUnchecked(inputs)
        const bit = (index: number): string => `main.required.Num2Bits.out[${index}]`
        const threshold = sum(counted) + 1n
        // All bits of the threshold away, and made up for in the bit of a kind that nothing counted has.
        const away: Record<string, bigint> = {}
        for (let i = 0; i < 28; i++) away[bit(72 + i)] = 0n
        const total = sum(counted)
        for (let i = 0; i < 28; i++)
          away[`main.AssertOrdered#2.AssertBits.Num2Bits.out[${i}]`] = (total >> BigInt(i)) & 1n
        forged(circuit, witness, { ...away, [bit(1)]: threshold * 2n ** 71n }, ["main.required.Num2Bits.out"])
      })

      it("what membership refuses, too", async () => {
        const honest = inputsOf(ledger, counted, policy)
        await defeated(
          circuit,
          { ...honest, slot: 1n },
          {
            template: "Num2Bits",
            places: [sumOf("main.Member.AssertPolicy.AssertOrdered#1.AssertBits")],
          },
        )
        await defeated(
          circuit,
          { ...honest, slot: -1n },
          {
            template: "Num2Bits",
            places: [sumOf("main.Member.AssertPolicy.AssertBits#1")],
          },
        )
        const witness = await circuit.calculate(honest)
        forged(circuit, witness, { "main.memberRoot": 1n }, ["linear main.Member.root main.memberRoot"])
        forged(circuit, witness, { "main.nullifier": 1n }, ["linear main.Member.nullifier main.nullifier"])
        for (const input of ["secret", "slot", "scope", "class", "admitted"]) {
          const value = circuit.value(witness, `main.Member.${input}`)
          const forgery = circuit.forge(witness, { [`main.Member.${input}`]: value + 1n })
          expect(circuit.broken(forgery)).to.include(`linear main.Member.${input} main.${input}`)
          expect(circuit.proves(forgery)).to.equal(false)
        }
      })

      it("a change of any public signal of a finished proof", async () => {
        const witness = await circuit.calculate(inputsOf(ledger, counted, policy))
        const simplified = circuit.simplify(witness)
        loadVectors("parameters").signals.quota.forEach((name, index) => {
          for (const value of [simplified[index + 1]! + 1n, 0n, R - 1n, random()]) {
            const changed = simplified.with(index + 1, value)
            expect(circuit.breaksAt(changed, index + 1), `${name} = ${value}`).to.equal(true)
          }
        })
      })

      if (K > 1) {
        it("one record in two places, whichever", async () => {
          for (let i = 0; i < K; i++) {
            for (let j = i + 1; j < K; j++) {
              const twice = counted.map((line, index) => (index === j ? counted[i]! : line))
              await defeated(circuit, inputsOf(ledger, twice, policy), {
                template: "AssertDistinct",
                places: [DISTINCT],
              })
            }
          }
        })

        it("one record in all places", async () => {
          const same = counted.map(() => counted[0]!)
          await defeated(circuit, inputsOf(ledger, same, policy), { template: "AssertDistinct", places: [DISTINCT] })
        })

        it("one record in two places under another salt", async () => {
          const again = { ...counted[0]!, salt: random() }
          const twice = [counted[0]!, again, ...counted.slice(2)]
          const inputs = inputsOf(ledger, twice, policy)
          await defeated(circuit, inputs, { template: "Parent", places: [PRODUCT] })
          const true0 = record(owner, counted[0]!)
          const witness = await circuit.calculateUnchecked(inputs)
          forged(circuit, witness, { "main.LeanRoot[1].leaf": true0 }, ["linear main.LeanRoot.leaf main.record"])
          forged(circuit, witness, { "main.record[1]": true0 }, ["linear main.Record.record main.record", DISTINCT])
          // Shown as another to the comparison alone.
          const double = await circuit.calculateUnchecked(
            inputsOf(ledger, [counted[0]!, ...counted.slice(0, 1), ...counted.slice(2)], policy),
          )
          const seen = counted.map((line, index) => (index === 1 ? 5n : record(owner, line)))
          forged(circuit, double, { "main.AssertDistinct.in[1]": 5n, ...inverseOverrides(seen) }, [
            "linear main.AssertDistinct.in main.record",
          ])
        })

        it("two dummies that are the same", async () => {
          const line = dummy()
          const inputs = inputsOf(ledger, [counted[0]!, counted[1]!, line, line], required)
          await defeated(circuit, inputs, { template: "AssertDistinct", places: [DISTINCT] })
        })

        it("records of two ledgers", async () => {
          const far = entry(0, 9)
          const other = ledgerWith([far], 6)
          const inputs = inputsOf(ledger, counted, policy)
          const recordPath = [other.path(0, 9), ...(inputs["recordPath"] as bigint[][][]).slice(1)]
          const mixed = { ...inputsOf(ledger, withFirst({ ...far, place: counted[0]!.place }), policy), recordPath }
          await defeated(circuit, mixed, { template: "Quota", places: [IN_LEDGER] })
        })

        it("amounts below 0 that others make up for", async () => {
          const some = [entry(0, 0, { amount: MOST }), entry(1, 3, { amount: -5n }), ...counted.slice(2)]
          const inputs = inputsOf(ledgerWith(some, 6), some, { ...policy, threshold: sum(some) })
          await defeated(circuit, inputs, { template: "Num2Bits", places: [AMOUNT] })
        })
      }
    })

    /** Inverses of all differences, as AssertDistinct wants them. */
    function inverseOverrides(values: readonly bigint[]): Overrides {
      const pairs = values.flatMap((a, i) => values.slice(i + 1).map((b) => a - b))
      return Object.fromEntries(
        pairs.map((difference, pair) => [
          `main.AssertDistinct.inverse[${pair}]`,
          difference === 0n ? 0n : invert(difference, R),
        ]),
      )
    }

    function heightOverrides(weights: Record<number, bigint>): Overrides {
      return Object.fromEntries(
        Array.from({ length: LEDGER_LEVELS }, (_, index) => [`main.ledgerHeight[${index}]`, weights[index] ?? 0n]),
      )
    }
  })
}

describe("model: sheets", () => {
  it("have their golden roots and paths", () => {
    const { sheets, height, root, paths } = loadVectors("ledger")
    const built = sheets.map(({ records }) => new Sheet(records))
    expect(built.map((sheet) => sheet.root)).to.deep.equal(sheets.map((sheet) => sheet.root))
    const ledger = new Ledger(new Map(built.entries()))
    expect([ledger.tree.height, ledger.tree.root]).to.deep.equal([Number(height), root])
    for (const { sheet, row, children } of paths) {
      expect(children).to.have.length(SHEET_LEVELS + LEDGER_LEVELS)
      expect(ledger.path(Number(sheet), Number(row))).to.deep.equal(children)
    }
  })
})
