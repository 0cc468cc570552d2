import { expect } from "chai"
import fc from "fast-check"
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts"
import {
  dayOf,
  hours,
  InvalidInputError,
  InvalidProofError,
  Kinds,
  MalformedProofError,
  packSheetPolicy,
  Prover,
  proveMembership,
  proveQuota,
  proveSheet,
  publishedTotals,
  RequirementNotMetError,
  Scope,
  Sheet,
  TooFewRowsError,
  verify,
  verifySheet,
  verifyTogether,
  type MembershipProof,
  type Progress,
  type QuotaProof,
  type SheetProof,
  type SheetRequirements,
  type SheetRow,
} from "../../../sdk/index.ts"
import { SHEET_RULES as RULES, memberNumber, smallCommune, smallLedger } from "../commune.ts"
import { refused, type ErrorClass } from "../refused.ts"
import { witnessProver } from "./witness-prover.ts"

const MESSAGE = 777n
const DAY = dayOf("2026-01-04")
const [KITCHEN, CARE, SICK, SAW] = [0, 1, 2, 3] as const

const row = (member: number, kind: number, amount: number): SheetRow => ({
  commitment: memberNumber(member).commitment,
  kind,
  amount,
})

// Care is of two members: it stays back, and the sick with it, so that care is not the whole less what is shown.
const ROWS = [
  ...[1, 2, 3, 4, 5, 6].map((member) => row(member, KITCHEN, 300 + member)),
  row(1, CARE, 45),
  row(2, CARE, 50),
  ...[1, 2, 3].map((member) => row(member, SICK, 480)),
  row(5, SAW, 1),
]
const sheet = Sheet.of(DAY, ROWS)
const SHOWN = {
  sheetRoot: sheet.root,
  day: DAY,
  total: 6 * 300 + 21 + 95 + 3 * 480,
  groups: [6 * 300 + 21, 0, 0, 0, 0, 0, 0, 0],
}
const REQUIRED: SheetRequirements = { rules: RULES, message: MESSAGE }

/** A copy with one thing changed; `change` gets the copy. */
function altered(proof: SheetProof, change: (copy: SheetProof) => void): SheetProof {
  const copy = structuredClone(proof)
  change(copy)
  return copy
}

describe("the proof of a sheet", () => {
  const progress: Progress[] = []
  let proof: SheetProof

  before(async () => {
    const onProgress = (step: Progress) => progress.push(step)
    proof = await proveSheet(sheet, { rules: RULES, message: MESSAGE, onProgress })
  })

  it("survives JSON, and says root, day and totals; groups of too few are kept back", async () => {
    const sent = JSON.parse(JSON.stringify(proof)) as SheetProof
    expect(await verifySheet(sent, REQUIRED)).to.deep.equal(SHOWN)
    expect(await verifySheet(sent, { ...REQUIRED, sheetRoot: sheet.root })).to.deep.equal(SHOWN)
    expect(sent.circuit).to.equal("sheet-25")
    expect(progress.at(-1)).to.deep.equal({ stage: "proving", done: 1 })
  })

  it("shows six signals and nothing of a row", () => {
    const { total } = SHOWN
    expect(proof.signals).to.deep.equal({
      sheetRoot: sheet.root.toString(),
      total: total.toString(),
      groupTotals: "1821",
      day: DAY.toString(),
      message: "777",
      sheetPolicy: packSheetPolicy(RULES).toString(),
    })
    const text = JSON.stringify(proof)
    for (const { commitment, salt } of sheet.content().rows)
      for (const secret of [commitment, salt]) expect(text).to.not.include(secret)
  })

  for (const [what, other, signal] of [
    ["with another cap", { rules: { ...RULES, cap: hours(15) } }, "sheetPolicy"],
    ["with another minimum", { rules: { ...RULES, minimumRows: 2 } }, "sheetPolicy"],
    ["with kinds in other groups", { rules: { ...RULES, kinds: Kinds.of(["kitchen", "care"]) } }, "sheetPolicy"],
    ["for another message", { message: "777" }, "message"],
    ["about another sheet", { sheetRoot: sheet.root + 1n }, "sheetRoot"],
    ["about the sheet 0", { sheetRoot: 0n }, "sheetRoot"],
  ] as const) {
    it(`is refused where one ${what} is required`, async () => {
      const error = await refused(() => verifySheet(proof, { ...REQUIRED, ...other }), RequirementNotMetError, signal)
      expect(error.signal).to.equal(signal)
    })
  }

  for (const [name, expected] of [
    ["sheetRoot", InvalidProofError],
    ["total", InvalidProofError],
    ["groupTotals", InvalidProofError],
    ["day", InvalidProofError],
    ["message", RequirementNotMetError],
    ["sheetPolicy", RequirementNotMetError],
  ] as const) {
    it(`is refused with another ${name}`, async () => {
      const value = BigInt(proof.signals[name] as string)
      for (const wrong of [value + 1n, value - 1n, 0n]) {
        const changed = altered(proof, ({ signals }) => (signals[name] = String(wrong)))
        await refused(() => verifySheet(changed, REQUIRED), expected as ErrorClass)
      }
      const beyond = altered(proof, ({ signals }) => (signals[name] = String(value + FIELD_ORDER)))
      await refused(() => verifySheet(beyond, REQUIRED), MalformedProofError, name)
      const missing = altered(proof, ({ signals }) => Reflect.deleteProperty(signals, name))
      await refused(() => verifySheet(missing, REQUIRED), MalformedProofError, name)
    })
  }

  it("is refused where minutes are moved from what is kept back to a group, or from one to another", async () => {
    for (const groupTotals of [1821n + (95n << 31n), 1821n << 31n, 1821n + (1n << 248n)]) {
      const changed = altered(proof, ({ signals }) => (signals["groupTotals"] = String(groupTotals)))
      await refused(() => verifySheet(changed, REQUIRED), InvalidProofError)
    }
  })

  it("is refused with other points, or as the larger circuit's", async () => {
    const exchanged = altered(proof, ({ proof }) => ([proof.a, proof.c] = [proof.c, proof.a]))
    await refused(() => verifySheet(exchanged, REQUIRED), InvalidProofError, "sheet-25")
    const renamed = altered(proof, (copy) => (copy.circuit = "sheet-125"))
    await refused(() => verifySheet(renamed, REQUIRED), InvalidProofError, "sheet-125")
    await refused(() => verifySheet({} as SheetProof, REQUIRED), MalformedProofError)
  })

  it("does not stand for a membership or quota proof, nor they for it", async () => {
    const { members, roll } = smallCommune()
    const { sheets, ledger } = smallLedger(members)
    const ana = memberNumber(1)
    const statement = { scope: Scope.offChain("https://tools.example", "van"), policy: { classes: ["full"] } }
    const quota = { kinds: [0], from: "2026-01-01", to: "2026-01-31", atLeast: hours(5) }
    const openings = sheets.flatMap((each) => each.openingsFor(ana.commitment))
    const membership = await proveMembership(ana, roll, { ...statement, message: MESSAGE })
    const labor = await proveQuota(ana, roll, ledger, { ...statement, message: MESSAGE, quota, openings })
    for (const other of [membership, labor]) {
      const error = await refused(
        () => verifySheet(other as unknown as SheetProof, REQUIRED),
        RequirementNotMetError,
        other.circuit,
      )
      expect(error.signal).to.equal("circuit")
    }
    const asMembership = { proof: proof as unknown as MembershipProof, requirements: { ...statement, roll } }
    const asQuota = {
      proof: proof as unknown as QuotaProof,
      requirements: { ...statement, roll, ledger, quota },
    }
    for (const call of [
      () => verify(asMembership.proof, asMembership.requirements),
      () => verify(asQuota.proof, asQuota.requirements),
      () => verifyTogether([asMembership]),
      () => verifyTogether([{ proof: membership, requirements: asMembership.requirements }, asQuota]),
    ])
      expect((await refused(call, RequirementNotMetError, "sheet-25")).signal).to.equal("circuit")
  })

  it("is of the larger circuit for more than 25 rows, up to 125", async () => {
    const crowd = Array.from({ length: 125 }, (_, index) => ({
      commitment: BigInt(index + 1),
      amount: index + 1,
      kind: [KITCHEN, CARE, SICK][index % 3] as number,
    }))
    const large = Sheet.of(DAY, crowd)
    const proved = await proveSheet(large, { rules: RULES, message: MESSAGE })
    expect(proved.circuit).to.equal("sheet-125")
    const groups = [0, 1, 2, 3, 4, 5, 6, 7].map((group) =>
      crowd.reduce((sum, { amount, kind }) => sum + (kind === group ? amount : 0), 0),
    )
    expect(await verifySheet(proved, REQUIRED)).to.deep.equal({
      sheetRoot: large.root,
      day: DAY,
      total: (125 * 126) / 2,
      groups,
    })
  })
})

describe("proveSheet", () => {
  /** Where nothing can be proved: what is refused here is refused before. */
  const options = { rules: RULES, message: MESSAGE, artifacts: "no-such-folder" }
  const three = [1, 2, 3].map((member) => row(member, KITCHEN, 60))

  for (const [what, wrong, ...named] of [
    ["a row over the cap", row(4, KITCHEN, 841), "rows[3].amount", "841", "840"],
    ["a kind that the commune does not have", row(4, 4, 60), "rows[3].kind", "4"],
    ["a certificate with 2", row(4, SAW, 2), "rows[3].amount", "saw is a certificate"],
  ] as const) {
    it(`refuses ${what} before proving, by row`, () =>
      refused(() => proveSheet(Sheet.of(DAY, [...three, wrong]), options), InvalidInputError, ...named))
  }

  it("refuses rows of too few members before proving, however many rows", async () => {
    const one = Sheet.of(DAY, new Array<SheetRow>(25).fill(row(1, KITCHEN, 60)))
    await refused(() => proveSheet(one, options), TooFewRowsError, "1 member,", "at least 3")
    const two = Sheet.of(DAY, three.slice(0, 2))
    await refused(() => proveSheet(two, options), TooFewRowsError, "2 members,")
  })

  it("refuses rules that are none before proving", async () => {
    const rules = { ...RULES, minimumRows: 0 }
    await refused(() => proveSheet(sheet, { ...options, rules }), InvalidInputError, "minimumRows")
    await refused(() => proveSheet(sheet, { ...options, rules: { ...RULES, cap: 2 ** 24 } }), InvalidInputError, "cap")
  })

  it("refuses a warm prover that cannot hold the sheet, or is of another circuit", async () => {
    const crowd = Array.from({ length: 26 }, (_, index) => ({ commitment: BigInt(index), amount: 60, kind: KITCHEN }))
    await using small = await Prover.open("sheet-25")
    await refused(
      () => proveSheet(Sheet.of(DAY, crowd), { ...options, prover: small }),
      InvalidInputError,
      "sheet-25",
      "sheet-125",
    )
    await using other = await Prover.open("quota-1")
    await refused(() => proveSheet(sheet, { ...options, prover: other }), InvalidInputError, "quota-1", "sheet-25")
  })

  it("takes the warm circuit of sheets though a smaller one would do: the signals are the same", async () => {
    const [small, large] = [await witnessProver("sheet-25", 6), await witnessProver("sheet-125", 6)]
    const proofs = [
      await proveSheet(sheet, { ...options, prover: small }),
      await proveSheet(sheet, { ...options, prover: large }),
    ] as const
    expect(proofs.map(({ circuit }) => circuit)).to.deep.equal(["sheet-25", "sheet-125"])
    expect(proofs[1].signals).to.deep.equal(proofs[0].signals)
    const full = Sheet.of(
      DAY,
      [...Array(25).keys()].map((index) => ({ ...three[0], commitment: BigInt(index) }) as SheetRow),
    )
    expect((await proveSheet(full, { ...options, prover: small })).signals["total"]).to.equal("1500")
  })

  it("binds to 0 where no message is given", async () => {
    const prover = await witnessProver("sheet-25", 6)
    const { signals } = await proveSheet(sheet, { rules: RULES, prover })
    expect(signals["message"]).to.equal("0")
  })

  it("shows what publishedTotals says, and the circuit takes it: for sheets of every kind of crowd", async () => {
    const prover = await witnessProver("sheet-25", 6)
    const sheets = fc.record({
      rows: fc.array(
        fc
          .tuple(
            fc.integer({ min: 1, max: 6 }),
            fc.constantFrom(KITCHEN, CARE, SICK, SAW),
            fc.integer({ min: 1, max: 840 }),
          )
          .map(([member, kind, amount]) => row(member, kind, kind === SAW ? 1 : amount)),
        { minLength: 1, maxLength: 25 },
      ),
      minimumRows: fc.integer({ min: 1, max: 5 }),
    })
    let proved = 0
    await fc.assert(
      fc.asyncProperty(sheets, async ({ rows, minimumRows }) => {
        const drawn = Sheet.of(DAY, rows)
        const rules = { ...RULES, minimumRows }
        let expected
        try {
          expected = publishedTotals(drawn.records(), rules)
        } catch {
          await refused(() => proveSheet(drawn, { rules, prover }), TooFewRowsError)
          return
        }
        const { signals } = await proveSheet(drawn, { rules, prover })
        const packed = expected.groups.reduce(
          (sum, minutes, group) => sum + BigInt(minutes) * 2n ** BigInt(31 * group),
          0n,
        )
        expect([signals["sheetRoot"], signals["total"], signals["groupTotals"]]).to.deep.equal(
          [drawn.root, expected.total, packed].map(String),
        )
        proved++
      }),
      { numRuns: 30 },
    )
    expect(proved).to.be.above(5)
  })
})
