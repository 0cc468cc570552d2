import { expect } from "chai"
import { seeded } from "../../scripts/vectors/seeded.ts"
import { loadVectors } from "../vectors/load.ts"
import { mainOf, release } from "./circuits.ts"
import { refused } from "./harness/expectations.ts"
import { ProvedCircuit } from "./harness/proved-circuit.ts"
import { R } from "./model.ts"
import { CERTIFICATE, GROUPS, KINDS, sheetInputs, sheetPublics } from "./sheet-model.ts"
import type { Row, SheetDraft } from "./sheet-model.ts"

const random = seeded("sheet-125", R)
const SIZE = 125
const MOST = 2n ** 24n - 1n

const row = (kind: number, amount: bigint): Row => ({
  commitment: random(),
  amount,
  kind: BigInt(kind),
  salt: random(),
})

const isCertificate = (kind: number): boolean => kind >= 24

/** The first 24 kinds are in the groups in turn, and the others are certificates. */
const draft: SheetDraft = {
  rows: Array.from({ length: SIZE }, (_, index) =>
    row(index % KINDS, isCertificate(index % KINDS) ? 1n : BigInt(1 + index * 7)),
  ),
  day: 19783n,
  message: random(),
  policy: {
    groups: Array.from({ length: KINDS }, (_, kind) => (isCertificate(kind) ? CERTIFICATE : 1 + (kind % GROUPS))),
    cap: 900n,
    minimumRows: 3,
  },
  published: Array<boolean>(GROUPS).fill(true),
}

/*
 * The same template as sheet-25, where each of its constraints is tested: here is what another number of rows could change.
 */
describe("circuit: sheet-125", () => {
  let circuit: ProvedCircuit
  before(async () => {
    circuit = await ProvedCircuit.load(mainOf("sheet-125"))
  })

  const admits = async (sheet: SheetDraft): Promise<bigint[]> => {
    const witness = await circuit.calculate(sheetInputs(SIZE, sheet))
    expect(circuit.proves(witness)).to.equal(true)
    expect(circuit.publics(witness)).to.deep.equal(sheetPublics(sheet))
    return witness
  }

  const refuses = async (sheet: SheetDraft, template: string): Promise<void> => {
    await refused(circuit, sheetInputs(SIZE, sheet), template)
    expect(circuit.proves(await circuit.calculateUnchecked(sheetInputs(SIZE, sheet)))).to.equal(false)
  }

  /** All rows of one kind with the largest amounts. */
  const largest = (kind: number): SheetDraft => ({
    ...draft,
    rows: draft.rows.map(() => row(kind, MOST)),
    policy: { ...draft.policy, cap: MOST },
  })

  it("admits 125 rows of all kinds", async () => {
    await admits(draft)
  })

  it("admits the largest totals, in the first and the last group", async () => {
    for (const kind of [0, 7]) {
      const witness = await admits(largest(kind))
      const total = 125n * MOST
      expect(circuit.publics(witness)[1]).to.equal(total)
      expect(circuit.publics(witness)[2]).to.equal(total * 2n ** BigInt(31 * kind))
    }
  })

  it("has the root that sheet-25 has of the same rows", async () => {
    const small = await release("sheet-25")
    const few = { ...draft, rows: draft.rows.slice(0, 25), published: draft.published.map(() => false) }
    const witness = await admits(few)
    expect(small.publics(await small.calculate(sheetInputs(25, few)))).to.deep.equal(circuit.publics(witness))
  })

  it("asks for as many rows as the largest minimum that can be met, and no sheet meets a larger one", async () => {
    const full = largest(0)
    await admits({ ...full, policy: { ...full.policy, minimumRows: 125 } })
    for (const minimumRows of [126, 127])
      await refuses({ ...full, policy: { ...full.policy, minimumRows } }, "Num2Bits")
  })

  it("refuses a bad row in the first and the last place", async () => {
    for (const index of [0, SIZE - 1]) {
      for (const [changes, template] of [
        [{ amount: 0n }, "Num2Bits"],
        [{ amount: 901n }, "Num2Bits"],
        [{ amount: -1n }, "Num2Bits"],
        [{ kind: 32n }, "SheetRow"],
        [{ kind: 31n, amount: 2n }, "GroupTotals"],
      ] as const) {
        const rows = draft.rows.map((entry, i) => (entry && i === index ? { ...entry, ...changes } : entry))
        await refuses({ ...draft, rows }, template)
      }
    }
  })

  it("is tied to every public signal", async () => {
    const witness = await circuit.calculate(sheetInputs(SIZE, draft))
    loadVectors("parameters").signals.sheet.forEach((name, index) => {
      const changed = witness.with(index + 1, (witness[index + 1]! + 1n) % R)
      expect(circuit.proves(changed), name).to.equal(false)
    })
  })
})
