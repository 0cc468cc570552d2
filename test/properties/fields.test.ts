import { expect } from "chai"
import fc from "fast-check"
import { poseidon5 } from "poseidon-lite"
import { InvalidInputError } from "../../sdk/errors.ts"
import { packRecord, recordHash } from "../../sdk/labor/record.ts"
import { packGroupTotals, unpackGroupTotals } from "../../sdk/labor/sheet-totals.ts"
import { memberLeaf, packAttributes, unpackAttributes } from "../../sdk/member/attributes.ts"

import { leaf as modelLeaf, packLine, record as modelRecord, commitment as commitmentOf, R } from "../circuits/model.ts"
import { deployed } from "../contracts/chain.ts"
import { refuses, same } from "./agreement.ts"
import { CircuitSide } from "./circuit-side.ts"
import { below, element, signed, small, word } from "./edges.ts"
import { foundAssembly, type Founded } from "./founded.ts"
import { holdsFor } from "./property.ts"

describe("property: packed fields", function () {
  this.timeout(0)
  let founded: Founded
  before(async () => {
    founded = await foundAssembly()
  })

  it("are one record for package, model and circuit, and none where a part is out of range", async () => {
    const circuit = await CircuitSide.fixture("record")
    await holdsFor({
      what: "records",
      sides: ["SDK", "model", "circuit"],
      input: fc.record({
        owner: element,
        amount: small(2 ** 24 + 3),
        day: small(2 ** 20 + 3),
        kind: fc.nat(31),
        salt: element,
      }),
      sample: 60,
      full: 4000,
      agree: async (records) => {
        const parts = records.map((given) => ({
          commitment: given.owner,
          amount: BigInt(given.amount),
          day: BigInt(given.day),
          kind: BigInt(given.kind),
          salt: given.salt,
        }))
        const expected = parts.map((part) =>
          part.amount < 2n ** 24n && part.day < 2n ** 20n ? modelRecord(part.commitment, part) : undefined,
        )
        same(records, expected, {
          SDK: records.map((given) =>
            refuses(InvalidInputError, () => packRecord(given))
              ? undefined
              : recordHash(given.owner, given, given.salt),
          ),
          circuit: (await circuit.answers(parts)).map((outputs) => outputs?.[0]),
        })
        parts.forEach((part, index) => {
          if (expected[index] !== undefined) expect(packRecord(records[index]!)).to.equal(packLine(part))
        })
        return expected.filter((hash) => hash === undefined).length
      },
    })
  })

  it("are no record in the circuit where a part wraps around", async () => {
    const circuit = await CircuitSide.fixture("record")
    await holdsFor({
      what: "records that wrap",
      sides: ["model", "circuit"],
      input: fc.record({
        commitment: element,
        amount: fc.oneof(signed, below(2n ** 24n)),
        day: fc.oneof(signed, below(2n ** 20n)),
        kind: below(32n),
        salt: element,
      }),
      sample: 60,
      full: 4000,
      agree: async (records) => {
        const expected = records.map((part) =>
          part.amount < 2n ** 24n && part.day < 2n ** 20n ? modelRecord(part.commitment, part) : undefined,
        )
        same(records, expected, { circuit: (await circuit.answers(records)).map((outputs) => outputs?.[0]) })
        return expected.filter((hash) => hash === undefined).length
      },
    })
  })

  it("are one leaf of the roll for package, model, circuit and commune, and refused where they are none", async () => {
    const circuit = await CircuitSide.fixture("member-leaf")
    const { commune, trials, today } = founded
    await holdsFor({
      what: "attributes and commitments of members",
      sides: ["SDK", "model", "circuit", "Commune"],
      input: fc.record({
        commitment: fc.oneof({ weight: 4, arbitrary: element }, { weight: 1, arbitrary: word }),
        attributes: fc.oneof(
          { weight: 1, arbitrary: word },
          { weight: 1, arbitrary: below(2n ** 29n) },
          {
            weight: 4,
            arbitrary: fc
              .tuple(fc.nat(17), fc.oneof(small(2 ** 20 + 2), fc.integer({ min: today - 2, max: today + 1 })))
              .map(([klass, day]) => BigInt(klass) + 256n * BigInt(day)),
          },
        ),
      }),
      sample: 40,
      full: 4000,
      batch: 25,
      agree: async (members) => {
        const held = members.map(({ attributes }) => (attributes & 0xffn) < 16n && attributes < 2n ** 28n)
        // It stands behind sixteen others, one of each class: see Founded.
        const others = Array.from({ length: 16 }, (_, klass) =>
          memberLeaf(BigInt(klass + 1), { class: klass, admitted: 0 }),
        )
        const admitted = members.map(({ commitment, attributes }, index) => {
          const isNew = commitment > 16n && commitment < R
          return held[index]! && isNew && attributes >> 8n <= BigInt(today)
        })
        const answers = await trials.ofEach(
          members.map(({ commitment, attributes }) => [
            { of: commune, method: "admit", args: [commitment, attributes] },
            { of: commune, method: "root", args: [] },
          ]),
        )
        const leaves = members.map(({ commitment, attributes }, index) =>
          held[index]! && commitment < R ? memberLeaf(commitment, unpackAttributes(attributes)) : undefined,
        )
        same(
          members,
          members.map((_, index) => (admitted[index]! ? rootOf([...others, leaves[index]!]) : undefined)),
          {
            Commune: answers.map(([admission, root]) =>
              "values" in admission! && "values" in root! ? root.values[0] : undefined,
            ),
          },
        )
        members.forEach(({ attributes }, index) => {
          expect(refuses(InvalidInputError, () => unpackAttributes(attributes))).to.equal(!held[index]!)
          if (held[index]!) expect(packAttributes(unpackAttributes(attributes))).to.equal(attributes)
        })
        const inCircuit = members.filter((_, index) => leaves[index] !== undefined)
        same(
          inCircuit,
          leaves.filter((leaf) => leaf !== undefined),
          {
            circuit: (
              await circuit.answers(
                inCircuit.map(({ commitment, attributes }) => ({
                  commitment,
                  class: attributes & 0xffn,
                  admitted: attributes >> 8n,
                })),
              )
            ).map((outputs) => outputs?.[0]),
          },
        )
        return admitted.filter((is) => !is).length
      },
    })
  })

  it("are the model's leaf for whatever secret", async () => {
    await holdsFor({
      what: "leaves of secrets",
      sides: ["SDK", "model"],
      input: fc.record({ secret: element, class: fc.nat(15), admitted: small(2 ** 20) }),
      sample: 60,
      full: 4000,
      agree: (members) => {
        same(
          members,
          members.map(({ secret, class: klass, admitted }) =>
            modelLeaf({ secret, class: BigInt(klass), admitted: BigInt(admitted) }),
          ),
          { SDK: members.map(({ secret, ...attributes }) => memberLeaf(commitmentOf(secret), attributes)) },
        )
        return 0
      },
    })
  })

  it("are the same totals of groups for package, circuit and books, up to the most that there can be", async () => {
    const circuit = await CircuitSide.fixture("public-totals")
    const books = await deployed(founded.chain, "OpenBooksHarness")
    await holdsFor({
      what: "totals of groups",
      sides: ["SDK", "circuit", "OpenBooks"],
      input: fc.record({
        groups: fc.array(fc.record({ minutes: small(2 ** 31), published: fc.boolean() }), {
          minLength: 8,
          maxLength: 8,
        }),
        sheets: fc.integer({ min: 1, max: 3 }),
      }),
      sample: 40,
      full: 4000,
      batch: 25,
      agree: async (totals) => {
        const answers = await circuit.answers(
          totals.map(({ groups }) => ({
            groupMinutes: groups.map(({ minutes }) => BigInt(minutes)),
            groupRows: groups.map(() => 5n),
            published: groups.map(({ published }) => (published ? 1n : 0n)),
            minimumRows: 1n,
          })),
        )
        const shown = totals.map(({ groups }) => groups.map(({ minutes, published }) => (published ? minutes : 0)))
        const sums = totals.map(({ groups }) => groups.reduce((sum, { minutes }) => sum + BigInt(minutes), 0n))
        same(
          totals,
          shown.map((minutes, index) => [sums[index], packGroupTotals(minutes)]),
          { circuit: answers },
        )
        same(totals, shown, { SDK: shown.map((minutes) => unpackGroupTotals(packGroupTotals(minutes))) })

        // The books take a sheet's whole in 31 bits.
        const whole = sums.map((sum) => sum % 2n ** 31n)
        const read = await founded.trials.ofEach(
          totals.map(({ sheets }, index) => {
            const change = (method: string) => ({
              of: books,
              method,
              args: [whole[index], packGroupTotals(shown[index]!)],
            })
            return [
              ...Array.from({ length: sheets }, () => change("add")),
              change("add"),
              change("remove"),
              { of: books, method: "read", args: [] },
            ]
          }),
        )
        same(
          totals,
          totals.map(({ sheets }, index) => [
            BigInt(sheets),
            BigInt(sheets) * whole[index]!,
            shown[index]!.map((minutes) => BigInt(sheets) * BigInt(minutes)),
          ]),
          {
            OpenBooks: read.map((all) => {
              const last = all.at(-1)!
              return "values" in last && last.values[0]
            }),
          },
        )
        return 0
      },
    })
  })
})

/** Root of the tree that is as high as so few leaves need. */
function rootOf(leaves: readonly bigint[]): bigint {
  let nodes = [...leaves]
  let empty = 0n
  do {
    nodes = Array.from({ length: Math.ceil(nodes.length / 5) }, (_, index) =>
      poseidon5(Array.from({ length: 5 }, (_, child) => nodes[5 * index + child] ?? empty)),
    )
    empty = poseidon5(Array<bigint>(5).fill(empty))
  } while (nodes.length > 1)
  return nodes[0]!
}
