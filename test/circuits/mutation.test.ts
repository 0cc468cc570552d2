import { expect } from "chai"
import { seeded } from "../../scripts/vectors/seeded.ts"
import { ballotInputs } from "./ballot-model.ts"
import { draftOf, electorate, voter } from "./ballot-scene.ts"
import { release } from "./circuits.ts"
import { IDENTITY, ORDER, times } from "./curve.ts"
import { dealingInputs } from "./dealing-model.ts"
import type { Inputs } from "./harness/calculator.ts"
import type { Circuit } from "./harness/circuit.ts"
import {
  commitment,
  leaf,
  Ledger,
  membershipInputs,
  quotaInputs,
  R,
  record,
  ROLL_LEVELS,
  setOf,
  Sheet,
  Tree,
} from "./model.ts"
import type { Counted } from "./model.ts"
import { CERTIFICATE, KINDS, sheetInputs } from "./sheet-model.ts"

/*
 * Every signal of a good witness is changed. First alone: no constraint system of ours leaves a wire loose. Then with all that
 * follows from it recomputed and the public signals held, which is what a forger would do: what survives is listed here.
 */

const random = seeded("mutation", R)
const member = { secret: random(), class: 2n, admitted: 19000n }
const owner = commitment(member.secret)
const use = {
  scope: random() >> 8n,
  slot: 1n,
  message: random(),
  policy: { classes: setOf(1, 2), admittedBy: 19783n, limit: 3n },
}

const rollOf = (size: number): Tree => new Tree(ROLL_LEVELS, size, new Map([[size - 1, leaf(member)]]), random())

/** Inputs for K records in a ledger of `sheets` sheets, of which `dummies` are none. */
function quotaCase(records: number, dummies: number, sheets: number): Inputs {
  const lines = Array.from({ length: records }, (_, row): Counted => {
    const real = row < records - dummies
    const line = { amount: real ? 480n : 0n, day: 19800n + BigInt(row), kind: 4n, salt: random() }
    return real ? { ...line, place: { sheet: sheets - 1, row } } : line
  })
  const sheet = new Sheet(lines.map((line) => record(owner, line)))
  const ledger = new Ledger(new Map([[sheets - 1, sheet]]), sheets)
  const threshold = 480n * BigInt(records - dummies)
  const policy = { kinds: setOf(4, 7), from: 19783n, to: 19873n, threshold }
  return quotaInputs(member, rollOf(26), 25, use, ledger, lines, policy)
}

/** Two rows in each group, of which two are kept back, a certificate, and empty rows between and behind them. */
function sheetCase(): Inputs {
  const work = Array.from({ length: 8 }, (_, kind) => kind)
  const kinds = [...work, undefined, ...work, undefined, 8]
  return sheetInputs(25, {
    rows: kinds.map((kind) =>
      kind === undefined
        ? undefined
        : { commitment: random(), amount: kind === 8 ? 1n : 480n, kind: BigInt(kind), salt: random() },
    ),
    day: 19800n,
    message: random(),
    policy: {
      groups: Array.from({ length: KINDS }, (_, kind) => (kind < 8 ? kind + 1 : kind === 8 ? CERTIFICATE : 0)),
      cap: 840n,
      minimumRows: 2,
    },
    published: [true, true, false, true, true, true, true, false],
  })
}

/** A ballot with a lane that is not used and one whose score is 0. */
const ballotCase = (): Inputs =>
  ballotInputs(voter, electorate, 25, draftOf(1, [5n, 0n, 3n], { laneWidth: 13n, quadratic: 1n }))

const decryptCase = (): Inputs => ({ share: random() % ORDER, point: times(random() % ORDER) })

/** 3 of 5, one of whom is missing. */
function dealCase(): Inputs {
  const scalars = (count: number): bigint[] => Array.from({ length: count }, () => random() % ORDER)
  return dealingInputs({
    coefficients: [...scalars(3), 0n, 0n],
    ephemeral: random() % ORDER,
    context: random() >> 6n,
    recipientKeys: [...scalars(4).map((secret) => times(secret)), IDENTITY],
  })
}

const cases = [
  { name: "membership", title: "in a roll of 26", inputs: () => membershipInputs(member, rollOf(26), 25, use) },
  {
    name: "membership",
    title: "in a full roll",
    inputs: () => membershipInputs(member, rollOf(5 ** 9), 5 ** 9 - 1, use),
  },
  { name: "quota-1", title: "in a ledger of 6 sheets", inputs: () => quotaCase(1, 0, 6) },
  { name: "quota-1", title: "with nothing but a dummy", inputs: () => quotaCase(1, 1, 6) },
  { name: "quota-4", title: "with a dummy, in a ledger of 6 sheets", inputs: () => quotaCase(4, 1, 6) },
  { name: "sheet-25", title: "with empty rows and groups that are kept back", inputs: sheetCase },
  { name: "ballot-4", title: "with a lane that is not used", inputs: ballotCase },
  { name: "decrypt", title: "of any point", inputs: decryptCase },
  { name: "deal-5", title: "with one who is missing", inputs: dealCase },
] as const

/**
 * Bits of scalars, and the quotients by which points are added. A constraint of its own settles each from what is known already, so that
 * no consequence can save it; to recompute whole multiplications for each of them would take minutes.
 */
const MULTIPLICATION = /ScalarBits|EscalarMul|BabyAdd/

/**
 * Where a key's x is 0, it counts as the identity whatever y is, and circomlib's IsZero asks for no inverse. The verifier gives no such key
 * but the identity.
 */
const BESIDE_0 = ["main.recipientKeys[4][1]", "main.PointTimes[4].EscalarMulAny.zeropoint.inv"]

describe("mutation of a good witness", () => {
  for (const { name, title, inputs } of cases) {
    describe(`of ${name} ${title}`, () => {
      let circuit: Circuit
      let witness: readonly bigint[]
      before(async () => {
        circuit = await release(name)
        witness = await circuit.calculate(inputs())
      })

      it("of any one wire breaks a constraint", () => {
        const simplified = circuit.simplify(witness)
        const changed = [...simplified]
        const survivors = new Set<string>()
        for (let wire = 1; wire < simplified.length; wire++) {
          const good = simplified[wire]!
          for (const value of new Set([random(), (good + 1n) % R, good === 0n ? 1n : 0n])) {
            changed[wire] = value
            if (!circuit.breaksAt(changed, wire)) survivors.add(circuit.symbols.name(circuit.proved.labels[wire]!))
          }
          changed[wire] = good
        }
        // Where nothing counts, the ledger is not asked: that takes a threshold of 0.
        expect([...survivors]).to.deep.equal([
          ...(title === "with nothing but a dummy" ? ["main.ledgerRoot"] : []),
          ...(name === "deal-5" ? BESIDE_0 : []),
        ])
      })

      it("of any one private input or hint, with all its consequences, breaks a constraint", () => {
        const { consequences, symbols, written } = circuit
        const outputs = symbols.names.slice(0, written.publicOutputs)
        const held = Object.fromEntries(outputs.map((signal) => [signal, circuit.value(witness, signal)]))
        const survivors = consequences.free
          .filter((wire) => wire > written.publicOutputs + written.publicInputs)
          .filter((wire) => !MULTIPLICATION.test(symbols.name(wire)))
          .filter((wire) => {
            const values = [random(), witness[wire]! + 1n, witness[wire] === 0n ? 1n : 0n]
            return values.some((value) => {
              const forged = circuit.forge(witness, { ...held, [symbols.name(wire)]: value })
              return !circuit.breaksWhereChanged(witness, forged)
            })
          })
          .map((wire) => symbols.name(wire))
        expect(survivors).to.deep.equal(unused(name, inputs(), witness, circuit))
      })
    })
  }
})

/**
 * What may be anything: siblings at the topmost level of a path that ends below it. The node that they and the path hash to is
 * not the one that the height picks, and nothing is above it.
 */
function unused(name: string, inputs: Inputs, witness: readonly bigint[], circuit: Circuit): string[] {
  if (name === "sheet-25") return ofEmptyRows(inputs)
  if (name === "decrypt" || name === "deal-5") return []
  const survivors: string[] = []
  const siblings = (path: string, node: string, topLevel: number): void => {
    const below = circuit.value(witness, `${node}[${topLevel}]`)
    for (let i = 0; i < 5; i++) {
      const signal = `${path}[${topLevel}][${i}]`
      if (circuit.value(witness, signal) !== below) survivors.push(signal)
    }
  }
  if ((inputs["memberHeight"] as bigint[])[8] === 0n) siblings("main.memberPath", "main.Member.LeanRoot.node", 8)
  if (name === "membership" || name === "ballot-4") return survivors
  const records = inputs["amount"] as bigint[]
  records.forEach((amount, i) => {
    // A dummy's path leads to no root that counts, at whatever height.
    if ((inputs["ledgerHeight"] as bigint[])[4] === 0n || amount === 0n) {
      siblings(`main.recordPath[${i}]`, `main.LeanRoot[${i}].node`, 7)
    }
  })
  return survivors
}

/** Commitments and salts of empty rows: nothing is attested to whoever is named there. */
function ofEmptyRows(inputs: Inputs): string[] {
  const used = inputs["used"] as bigint[]
  const empty = [...used.keys()].filter((index) => used[index] === 0n)
  return ["commitment", "salt"].flatMap((part) => empty.map((index) => `main.${part}[${index}]`))
}
