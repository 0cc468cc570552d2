import { expect } from "chai"
import {
  connect,
  dayOf,
  LaborLedger,
  Ledger,
  proveQuota,
  proveSheet,
  Prover,
  QuotaNotReachedError,
  RecordNotInLedgerError,
  Roll,
  Scope,
  Sheet,
  UnknownRootError,
  verify,
  type Member,
  type SheetProof,
} from "../../sdk/index.ts"
import { refused } from "../sdk/refused.ts"
import { during, questionsOf, reorganise } from "./branches.ts"
import { FoundedCommune } from "./commune.ts"
import { walletOf } from "./life/keepers.ts"
import { ADMITTED, KINDS, MEMBERS, QUOTA, SHEET_DAY, SHEET_RULES } from "./life/people.ts"
import { World } from "./life/world.ts"

describe("a ledger and its books, while three blocks are replaced", function () {
  this.timeout(900_000)
  let founded: FoundedCommune
  let world: World
  /** As the author and the countersigner send, past the line. */
  let author: LaborLedger
  let countersigner: LaborLedger
  let close: () => void
  const [one, other] = [sheetOf(310), sheetOf(320)]
  const proofs = new Map<Sheet, SheetProof>()

  before(async () => {
    founded = await FoundedCommune.found()
    world = await World.open(founded.place)
    const provider = await connect(founded.node.direct, { pollingInterval: 20 })
    close = () => provider.destroy()
    const { ledger: address, fromBlock } = founded.place.contracts
    author = await LaborLedger.at(address, walletOf("attester", provider), { fromBlock })
    countersigner = author.connect(walletOf("countersigner", provider))
    await using prover = await Prover.open("sheet-25")
    const message = await author.sheetMessage()
    for (const sheet of [one, other])
      proofs.set(sheet, await proveSheet(sheet, { rules: SHEET_RULES, message, prover }))
  })
  after(async () => {
    close()
    await world.close()
    await founded[Symbol.asyncDispose]()
  })
  // Each test takes back what it did.
  let start: unknown
  beforeEach(async () => {
    start = await founded.node.request("evm_snapshot")
  })
  afterEach(() => founded.node.request("evm_revert", [start]))

  function sheetOf(minutes: number): Sheet {
    return Sheet.of(
      SHEET_DAY,
      MEMBERS.map(({ commitment }, place) => ({ commitment, amount: minutes + place, kind: 0 })),
    )
  }

  async function post(sheet: Sheet): Promise<bigint> {
    return (await author.post(proofs.get(sheet) as SheetProof)).sheetId
  }

  /** One sheet stands, the other is posted. */
  async function oneStands(): Promise<void> {
    const id = await post(one)
    await countersigner.countersign(id)
    await post(other)
  }

  /** The numbers and the places of the sheets are exchanged. */
  async function otherStands(): Promise<void> {
    const id = await post(other)
    await post(one)
    await countersigner.countersign(id)
  }

  interface Seen {
    root: bigint
    stands: boolean[]
    minutes: number
    booked: number
    posted: bigint[][]
  }

  async function seen(ledger: LaborLedger): Promise<Seen> {
    const found = await Ledger.fromChain(ledger)
    return {
      root: found.root,
      stands: [one, other].map((sheet) => found.has(sheet.root)),
      minutes: (await ledger.readBooks(KINDS)).period(SHEET_DAY).total,
      booked: (await ledger.books(dayOf(SHEET_DAY), KINDS)).total,
      posted: [await ledger.postedAs(one.root), await ledger.postedAs(other.root)],
    }
  }

  it("are those of the new blocks", async () => {
    await oneStands()
    const old = await seen(world.ledger)
    expect([old.stands, old.minutes, old.booked, old.posted]).to.deep.equal([[true, false], 1560, 1560, [[1n], [2n]]])
    await reorganise(founded.node, otherStands)
    const found = await seen(world.ledger)
    expect([found.stands, found.minutes, found.booked, found.posted]).to.deep.equal([
      [false, true],
      1610,
      1610,
      [[2n], [1n]],
    ])
    expect(found).to.deep.equal(await seen(author))
  })

  it("are those of the new blocks at whatever moment these come while they are read", async () => {
    const readings: (() => Promise<unknown>)[] = [
      async () => (await Ledger.fromChain(world.ledger)).root,
      async () => (await world.ledger.readBooks(KINDS)).period(SHEET_DAY).total,
    ]
    for (const read of readings) {
      await oneStands()
      const questions = await questionsOf(founded.node, read)
      await reorganise(founded.node, otherStands)
      const expected = await read()
      await reorganise(founded.node, oneStands)
      for (const question of questions) {
        expect(await during(founded.node, question, otherStands, read), `before question ${question}`).to.equal(
          expected,
        )
        await reorganise(founded.node, oneStands)
      }
      await reorganise(founded.node, () => Promise.resolve())
    }
  })

  it("refuse a record of a sheet that went, and a proof over the old root, until the sheet stands again", async () => {
    const member = MEMBERS[0] as Member
    const roll = Roll.of(MEMBERS.map(({ commitment }) => ({ commitment, class: "full", admitted: ADMITTED })))
    const openings = one.openingsFor(member.commitment)
    const scope = Scope.offChain("https://tools.example", "saw")
    const statement = { scope, policy: { classes: ["full"] }, quota: QUOTA, kinds: KINDS }
    await oneStands()
    const old = await proveQuota(member, roll, await Ledger.fromChain(world.ledger), { ...statement, openings })
    await reorganise(founded.node, otherStands)
    const ledger = await Ledger.fromChain(world.ledger)
    await refused(() => proveQuota(member, roll, ledger, { ...statement, openings }), QuotaNotReachedError)
    await refused(() => Promise.resolve().then(() => ledger.path(one.root)), RecordNotInLedgerError)
    await refused(() => verify(old, { ...statement, roll, ledger }), UnknownRootError, "ledger")
    const [id] = await world.ledger.postedAs(one.root)
    await countersigner.countersign(id as bigint)
    const renewed = await Ledger.fromChain(world.ledger)
    const proof = await proveQuota(member, roll, renewed, { ...statement, openings })
    await verify(proof, { ...statement, roll, ledger: renewed })
  })
})
