import { expect } from "chai"
import { DAY, LedgerScene } from "./ledger-scene.ts"
import { packGroups } from "./sheet-witness.ts"

const MOST = 2n ** 31n - 1n
const NOTHING = [0n, 0n, Array<bigint>(8).fill(0n)]

describe("LaborLedger, the open books", () => {
  let scene: LedgerScene

  beforeEach(async () => {
    scene = await LedgerScene.open()
  })

  it("are empty for a period that has no sheet", async () => {
    for (const day of [0n, DAY, 2n ** 24n - 1n]) expect(await scene.books(day)).to.deep.equal(NOTHING)
  })

  it("hold a sheet from its acceptance to its strike", async () => {
    const claim = scene.claim({ groupTotals: packGroups([1, 2, 3, 4, 5, 6, 7, 8]), total: 40n })
    const sheetId = await scene.post(claim)
    expect(await scene.books(DAY), "pending").to.deep.equal(NOTHING)
    await scene.countersign(sheetId)
    expect(await scene.books(DAY), "accepted").to.deep.equal([1n, 40n, [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n]])
    await scene.requestStrike(sheetId)
    expect(await scene.books(DAY), "accused").to.deep.equal([1n, 40n, [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n]])
    await scene.countersignStrike(sheetId)
    expect(await scene.books(DAY), "struck").to.deep.equal(NOTHING)
  })

  it("never hold a sheet that was taken back", async () => {
    await scene.withdraw(await scene.post())
    expect(await scene.books(DAY)).to.deep.equal(NOTHING)
  })

  it("add the sheets of a period up and keep periods apart", async () => {
    for (const [total, day] of [
      [10n, DAY],
      [200n, DAY],
      [3_000n, DAY + 1n],
      [40_000n, 2n ** 20n - 1n],
      [500_000n, 0n],
    ] as const) {
      await scene.accept(scene.claim({ total, groupTotals: packGroups([0, 0, 0, total, 0, 0, 0, 1]), day }))
    }
    expect(await scene.books(DAY)).to.deep.equal([2n, 210n, [0n, 0n, 0n, 210n, 0n, 0n, 0n, 2n]])
    expect(await scene.books(DAY + 1n)).to.deep.equal([1n, 3_000n, [0n, 0n, 0n, 3_000n, 0n, 0n, 0n, 1n]])
    await scene.matches()
  })

  it("keep every counter to itself, with the most that sheets can bring", async () => {
    for (let group = 0; group < 8; group++) {
      const alone = Array.from({ length: 8 }, (_, place) => (place === group ? MOST : 0n))
      await scene.accept(scene.claim({ total: MOST, groupTotals: packGroups(alone) }))
      await scene.matches()
    }
    const all = packGroups(Array<bigint>(8).fill(MOST))
    const [first, second] = [
      await scene.accept(scene.claim({ total: MOST, groupTotals: all })),
      await scene.accept(scene.claim({ total: 0n, groupTotals: all })),
    ]
    expect(await scene.books(DAY)).to.deep.equal([10n, 9n * MOST, Array<bigint>(8).fill(3n * MOST)])
    await scene.strike(first)
    await scene.strike(second)
    await scene.matches()
  })

  it("hold the totals with which a sheet was posted, whatever the rules became since", async () => {
    const sheetId = await scene.post()
    const policy = (await scene.ledger.sheetPolicy()) as bigint
    await scene.ledger.setSheetPolicy(policy | (8n << (4n * 20n)))
    await scene.countersign(sheetId)
    await scene.matches()
  })

  it("move a corrected sheet to its new day", async () => {
    const wrong = await scene.accept(scene.claim({ total: 600n }))
    await scene.accept(scene.claim({ total: 50n }))
    const sheetId = await scene.postCorrection(wrong, scene.claim({ total: 60n, day: DAY + 7n }))
    expect((await scene.books(DAY))[1], "pending").to.equal(650n)
    await scene.countersign(sheetId)
    expect((await scene.books(DAY))[1]).to.equal(50n)
    expect((await scene.books(DAY + 7n))[1]).to.equal(60n)
    await scene.matches()
  })
})
