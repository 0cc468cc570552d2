import { expect } from "chai"
import { BrowserProvider, type Signer } from "ethers"
import { network } from "hardhat"
import { deploy } from "../../../scripts/deploy/deploy.ts"
import type { Receipt } from "../../../sdk/chain/call.ts"
import {
  ContractRefusedError,
  dayOf,
  hours,
  InvalidInputError,
  Kinds,
  LaborLedger,
  Ledger,
  MalformedProofError,
  packSheetPolicy,
  Prover,
  proveMembership,
  proveSheet,
  RecordNotInLedgerError,
  Scope,
  Sheet,
  sheetMessage,
  verifySheet,
  type SheetProof,
} from "../../../sdk/index.ts"
import { KINDS, memberNumber, SHEET_RULES, smallCommune } from "../commune.ts"
import { refused } from "../refused.ts"

const DAY = "2026-01-04"
const NOTHING = { sheets: 0, total: 0, groups: { kitchen: 0, care: 0, excused: 0 }, keptBack: 0 }

/** Four members with so many minutes each in the kitchen, and one of them with 45 of care besides. */
function sheetOf(minutes: number, day = DAY): Sheet {
  return Sheet.of(day, [
    ...[1, 2, 3, 4].map((number) => ({ commitment: memberNumber(number).commitment, amount: minutes, kind: 0 })),
    { commitment: memberNumber(1).commitment, amount: 45, kind: 1 },
  ])
}

/** Its books. The kitchen stays back as well: else 45 were the whole less the kitchen. */
const booksOf = (minutes: number, sheets = 1) => {
  const total = 4 * minutes + 45 * sheets
  return { sheets, total, groups: { kitchen: 0, care: 0, excused: 0 }, keptBack: total }
}

describe("a ledger of proved sheets on a chain, with two countersignatures", () => {
  let provider: BrowserProvider
  let prover: Prover
  /** The same contract by its sender: three attesters, of whom Ann is the admin, and a stranger. */
  let ann: LaborLedger, ben: LaborLedger, cem: LaborLedger, stranger: LaborLedger

  before(async () => {
    const connection = await network.create()
    provider = new BrowserProvider(connection.provider, undefined, { cacheTimeout: -1 })
    const signers = await Promise.all([0, 1, 2, 3].map((index) => provider.getSigner(index)))
    const settings = { adminDelay: 0, rootWindow: 3600, countersignatures: 2, sheetRules: SHEET_RULES }
    const { ledger } = await deploy(signers[0] as Signer, settings)
    for (const signer of signers.slice(0, 3)) await ledger.addAttester(await signer.getAddress())
    ;[ann, ben, cem, stranger] = signers.map((signer) => ledger.connect(signer)) as [
      LaborLedger,
      LaborLedger,
      LaborLedger,
      LaborLedger,
    ]
    prover = await Prover.open("sheet-25")
  })

  after(() => prover.close())

  async function proved(sheet: Sheet, author: LaborLedger, rules = SHEET_RULES): Promise<SheetProof> {
    return proveSheet(sheet, { rules, message: await author.sheetMessage(), prover })
  }

  /** Ann's sheet, countersigned by the two others. */
  async function accepted(sheet: Sheet): Promise<bigint> {
    const { sheetId } = await ann.post(await proved(sheet, ann))
    await ben.countersign(sheetId)
    await cem.countersign(sheetId)
    return sheetId
  }

  /** The events of a receipt, by name. */
  function eventsOf({ logs }: Receipt): (string | undefined)[] {
    return logs.map((log) => ann.contract.interface.parseLog(log)?.name)
  }

  it("asks for a message that names its author, this ledger and this chain", async () => {
    const { chainId } = await provider.getNetwork()
    const messages = await Promise.all(
      [ann, ben].map(async (ledger) => {
        const author = await (ledger.contract.runner as Signer).getAddress()
        const message = await ledger.sheetMessage()
        expect(message).to.equal(await ann.contract.getFunction("sheetMessage")(author))
        expect(message).to.equal(sheetMessage({ chainId, ledger: ann.address.toLowerCase(), author }))
        expect(message).to.not.equal(sheetMessage({ chainId: chainId + 1n, ledger: ann.address, author }))
        expect(message).to.not.equal(sheetMessage({ chainId, ledger: author, author }))
        return message
      }),
    )
    expect(messages[0]).to.not.equal(messages[1])
    await refused(() => ann.connect(provider).sheetMessage(), InvalidInputError, "signer")
    const where = { chainId, ledger: ann.address, author: ann.address }
    await refused(() => sheetMessage({ ...where, author: "Ann" }), InvalidInputError, "author", '"Ann"')
    await refused(() => sheetMessage({ ...where, ledger: "0x12" }), InvalidInputError, "ledger", '"0x12"')
    expect(await ann.sheetPolicy()).to.equal(packSheetPolicy(SHEET_RULES))
  })

  it("takes a sheet from its author alone, and with the totals that were proved", async () => {
    const sheet = sheetOf(300)
    const proof = await proved(sheet, ann)
    await verifySheet(proof, { rules: SHEET_RULES, message: await ann.sheetMessage(), sheetRoot: sheet.root })

    await refused(() => ben.post(proof), ContractRefusedError, "InvalidSheetProof", sheet.root.toString())
    await refused(() => stranger.post(proof), ContractRefusedError, "AccessControlUnauthorizedAccount")
    for (const [signal, value] of [
      ["total", 1246],
      ["groupTotals", 1200],
      ["day", dayOf(DAY) + 7],
      ["sheetRoot", 12345],
    ] as const) {
      const changed = { ...proof, signals: { ...proof.signals, [signal]: String(value) } }
      await refused(() => ann.post(changed), ContractRefusedError, "InvalidSheetProof")
    }
    await refused(() => ann.post({ ...proof, circuit: "sheet-125" }), ContractRefusedError, "InvalidSheetProof")
    // Signals that the contract computes itself do not help whoever changes them.
    const message = (await ben.sheetMessage()).toString()
    const forBen = { ...proof, signals: { ...proof.signals, message } }
    await refused(() => ben.post(forBen), ContractRefusedError, "InvalidSheetProof")

    const { roll } = smallCommune()
    const statement = { scope: Scope.offChain("https://tools.example", "van"), policy: { classes: ["full"] } }
    const membership = await proveMembership(memberNumber(1), roll, statement)
    await refused(() => ann.post(membership as unknown as SheetProof), MalformedProofError, "membership")

    const { sheetId } = await ann.post(proof)
    expect(sheetId).to.equal(1n)
    await refused(() => ann.post(proof), ContractRefusedError, "SheetStands", "sheetId: 1")
    await ann.withdraw(sheetId)
  })

  it("counts a sheet in ledger and books once two others have signed, and not before", async () => {
    const sheet = sheetOf(300)
    const { sheetId } = await ann.post(await proved(sheet, ann))
    const notYet = async () => {
      const read = await Ledger.fromChain(ann)
      expect([read.root, read.has(sheet.root)]).to.deep.equal([0n, false])
      expect(await ann.books(DAY, KINDS)).to.deep.equal(NOTHING)
      expect((await ann.readBooks(KINDS)).periods).to.deep.equal([])
    }
    await notYet()
    await refused(() => ann.countersign(sheetId), ContractRefusedError, "CannotCountersignOwn")
    await refused(() => stranger.countersign(sheetId), ContractRefusedError, "AccessControlUnauthorizedAccount")
    await ben.countersign(sheetId)
    await refused(() => ben.countersign(sheetId), ContractRefusedError, "AlreadyCountersigned")
    await notYet()
    await cem.countersign(sheetId)
    expect((await Ledger.fromChain(ann)).root).to.equal(Ledger.of([sheet]).root)
    expect(await ann.books(DAY, KINDS)).to.deep.equal(booksOf(300))
    expect((await ann.readBooks(KINDS)).period(DAY)).to.deep.equal(booksOf(300))
  })

  it("reads no books under other kinds, whose names and groups would not be those of the minutes", async () => {
    const fewer = Kinds.of(KINDS.list.slice(0, 3))
    const renamed = Kinds.of(["kitchen", { name: "care", group: "kitchen" }, ...KINDS.list.slice(2)])
    for (const kinds of [fewer, renamed, Kinds.of([...KINDS.list, "garden"])]) {
      await refused(() => ann.readBooks(kinds), InvalidInputError, "kinds is")
      await refused(() => ann.books(DAY, kinds), InvalidInputError, "those of this ledger")
    }
  })

  it("adds up the books of sheets of one period and of others, as the contract does", async () => {
    const three = [1, 2, 3].flatMap((number) =>
      [0, 1].map((kind) => ({ commitment: memberNumber(number).commitment, amount: 100 + kind, kind })),
    )
    await accepted(Sheet.of(DAY, three))
    await accepted(Sheet.of("2026-01-11", [...three, { commitment: 1n, amount: 1, kind: 3 }]))
    const books = await ann.readBooks(KINDS)
    const shown = { kitchen: 300, care: 303, excused: 0 }
    expect(books.periods).to.deep.equal([dayOf(DAY), dayOf("2026-01-11")])
    expect(books.period("2026-01-11")).to.deep.equal({ sheets: 1, total: 603, groups: shown, keptBack: 0 })
    expect(books.period(DAY)).to.deep.equal({ sheets: 2, total: 1245 + 603, groups: shown, keptBack: 1245 })
    for (const day of [...books.periods, dayOf("2026-01-18")])
      expect(await ann.books(day, KINDS)).to.deep.equal(books.period(day))
    // Anybody can ask, without an account.
    const reader = await LaborLedger.at(ann.address, provider)
    expect((await reader.readBooks(KINDS)).all).to.deep.equal(books.all)
  })

  it("takes a struck sheet off the books, and ends the roots that held it", async () => {
    const sheet = sheetOf(200, "2026-01-18")
    const sheetId = await accepted(sheet)
    const read = await Ledger.fromChain(ann)
    await ann.requestStrike(sheetId)
    await refused(() => ann.countersignStrike(sheetId, sheet.root, read), ContractRefusedError, "CannotCountersignOwn")
    await ben.countersignStrike(sheetId, sheet.root, read)
    expect((await ann.books("2026-01-18", KINDS)).total).to.equal(845)
    await cem.countersignStrike(sheetId, sheet.root, read)
    expect(await ann.books("2026-01-18", KINDS)).to.deep.equal(NOTHING)
    expect((await ann.readBooks(KINDS)).periods).to.not.include(dayOf("2026-01-18"))

    const struck = await Ledger.fromChain(ann)
    expect([struck.has(sheet.root), struck.size]).to.deep.equal([false, read.size])
    expect(await struck.knowsRoot(read.root)).to.equal(false)
    read.strike(sheet.root)
    expect(struck.root).to.equal(read.root)
    expect(await ann.root()).to.equal(read.root)
    // The rejection is the promise's, so that .catch sees it.
    const again = ann.countersignStrike(sheetId, sheet.root, struck).catch((error: unknown) => error)
    expect(await again).to.be.instanceOf(RecordNotInLedgerError)
  })

  it("puts a correction in the wrong sheet's place, in one transaction that ends the old roots", async () => {
    const wrong = sheetOf(500, "2026-01-25")
    const right = sheetOf(400, "2026-02-01")
    const wrongId = await accepted(wrong)
    await accepted(sheetOf(60, "2026-02-08"))
    const local = await Ledger.fromChain(ann)
    const before = local.root

    // By another author, who finds the mistake.
    const { sheetId } = await ben.postCorrection(wrongId, await proved(right, ben))
    await refused(() => ann.countersign(sheetId), ContractRefusedError, "IsCorrection")
    await refused(
      () => ben.countersignCorrection(sheetId, wrong.root, local),
      ContractRefusedError,
      "CannotCountersignOwn",
    )
    await ann.countersignCorrection(sheetId, wrong.root, local)
    expect((await Ledger.fromChain(ann)).root).to.equal(before)
    const notThere = cem.countersignCorrection(sheetId, right.root, local).catch((error: unknown) => error)
    expect(await notThere).to.be.instanceOf(RecordNotInLedgerError)
    const receipt = await cem.countersignCorrection(sheetId, wrong.root, local)
    expect(eventsOf(receipt)).to.include.members(["SheetStruck", "SheetAccepted"])

    const index = local.indexOf(wrong.root)
    local.correct(wrong.root, right)
    const read = await Ledger.fromChain(ann)
    expect([read.root, read.size, read.indexOf(right.root)]).to.deep.equal([local.root, local.size, index])
    expect([read.has(wrong.root), await read.knowsRoot(before)]).to.deep.equal([false, false])
    expect(await read.knowsRoot(read.root)).to.equal(true)
    const books = await ann.readBooks(KINDS)
    for (const [day, expected] of [
      ["2026-01-25", NOTHING],
      ["2026-02-01", booksOf(400)],
      ["2026-02-08", booksOf(60)],
    ] as const) {
      expect(books.period(day), day).to.deep.equal(expected)
      expect(await ann.books(day, KINDS), day).to.deep.equal(expected)
    }
    await refused(() => ann.postCorrection(wrongId, {} as SheetProof), MalformedProofError)
    const late = await proved(sheetOf(450, "2026-02-01"), ann)
    await refused(() => ann.postCorrection(wrongId, late), ContractRefusedError, "WrongSheetState")
  })

  it("changes its rules for sheets to come, but never the group of a kind", async () => {
    const regrouped = Kinds.of(["kitchen", { name: "care", group: "kitchen" }, "sick", "saw"])
    await refused(
      () => ann.setSheetRules({ ...SHEET_RULES, kinds: regrouped }),
      ContractRefusedError,
      "KindGroupChanged",
      "kind: 1",
    )
    const noSaw = Kinds.of(KINDS.list.slice(0, 3))
    await refused(() => ann.setSheetRules({ ...SHEET_RULES, kinds: noSaw }), ContractRefusedError, "KindGroupChanged")
    const more = { kinds: Kinds.of([...KINDS.list, "garden"]), cap: hours(10), minimumRows: 4 }
    await refused(() => ben.setSheetRules(more), ContractRefusedError, "AccessControlUnauthorizedAccount")
    const old = await proved(sheetOf(300, "2026-03-01"), ann)
    const before = await ann.readBooks(KINDS)
    await ann.setSheetRules(more)
    expect(await ann.sheetPolicy()).to.equal(packSheetPolicy(more))
    await refused(() => ann.post(old), ContractRefusedError, "InvalidSheetProof")
    const inGarden = Sheet.of(
      "2026-03-01",
      [1, 2, 3, 4].map((number) => ({ commitment: memberNumber(number).commitment, amount: 30, kind: 4 })),
    )
    const { sheetId } = await ann.post(await proved(inGarden, ann, more))
    await ben.countersign(sheetId)
    await cem.countersign(sheetId)
    const books = await ann.readBooks(more.kinds)
    const { groups } = books.period("2026-03-01")
    expect(groups).to.deep.equal({ kitchen: 0, care: 0, excused: 0, garden: 120 })
    const { groups: earlier } = before.all
    expect(books.between(0, "2026-02-28")).to.deep.equal({ ...before.all, groups: { ...earlier, garden: 0 } })
  })
})
