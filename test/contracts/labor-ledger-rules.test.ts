import { expect } from "chai"
import { deployed, type Callable } from "./chain.ts"
import { ADMIN_DELAY, ROOT_WINDOW, type LaborLedger } from "./deploy.ts"
import { LedgerScene } from "./ledger-scene.ts"
import { SHEET_POLICY, SHEET_RULES, sheetPolicy } from "./sheet-witness.ts"

describe("LaborLedger, the rules for sheets", () => {
  let scene: LedgerScene

  before(async () => {
    scene = await LedgerScene.open()
  })

  let restore: () => Promise<void>
  beforeEach(async () => {
    const snapshot = await scene.chain.networkHelpers.takeSnapshot()
    restore = () => snapshot.restore()
  })
  afterEach(() => restore())

  it("are those that the ledger was founded with, until the admin sets others", async () => {
    const { ledger } = scene
    expect(await ledger.sheetPolicy()).to.equal(SHEET_POLICY)
    const groups = { ...SHEET_RULES.groups, 0: 1, 31: 8, 7: 9 }
    for (const rules of [
      { groups, cap: 1, minimumRows: 1 },
      { groups, cap: 2 ** 24 - 1, minimumRows: 125 },
    ]) {
      const policy = sheetPolicy(rules)
      await expect(ledger.setSheetPolicy(policy)).to.emit(ledger, "SheetPolicySet").withArgs(policy)
      expect(await ledger.sheetPolicy()).to.equal(policy)
    }
  })

  const bad: [string, bigint][] = [
    ["a cap of 0", sheetPolicy({ ...SHEET_RULES, cap: 0 })],
    ["no minimum of rows", sheetPolicy({ ...SHEET_RULES, minimumRows: 0 })],
    ["a minimum of 126 rows", sheetPolicy({ ...SHEET_RULES, minimumRows: 126 })],
    ["a minimum of 127 rows", sheetPolicy({ ...SHEET_RULES, minimumRows: 127 })],
    ["160 bits", SHEET_POLICY + 2n ** 159n],
    ["256 bits", SHEET_POLICY + 2n ** 255n],
    ["a group of 10", sheetPolicy({ ...SHEET_RULES, groups: { ...SHEET_RULES.groups, 0: 10 } })],
    ["a group of 15 for the last kind", sheetPolicy({ ...SHEET_RULES, groups: { ...SHEET_RULES.groups, 31: 15 } })],
  ]
  for (const [what, policy] of bad) {
    it(`refuse ${what}`, async () => {
      const { ledger } = scene
      await expect(ledger.setSheetPolicy(policy))
        .to.be.revertedWithCustomError(ledger, "InvalidSheetPolicy")
        .withArgs(policy)
      await expect(found({ policy })).to.be.revertedWithCustomError(ledger, "InvalidSheetPolicy").withArgs(policy)
    })
  }

  it("never give a kind another group, or none", async () => {
    const { ledger } = scene
    for (const [kind, group] of [
      [3, 2],
      [3, 0],
      [4, 9],
      [30, 1],
      [30, 0],
    ] as const) {
      const before = SHEET_RULES.groups[kind]!
      const policy = sheetPolicy({ ...SHEET_RULES, groups: { ...SHEET_RULES.groups, [kind]: group } })
      await expect(ledger.setSheetPolicy(policy))
        .to.be.revertedWithCustomError(ledger, "KindGroupChanged")
        .withArgs(kind, before, group)
    }
    const given = sheetPolicy({ ...SHEET_RULES, groups: { ...SHEET_RULES.groups, 31: 8 } })
    await ledger.setSheetPolicy(given)
    await expect(ledger.setSheetPolicy(SHEET_POLICY))
      .to.be.revertedWithCustomError(ledger, "KindGroupChanged")
      .withArgs(31, 8, 0)
  })

  async function found(terms: { policy?: bigint; instances?: { rows: number; verifier: unknown }[] }) {
    const verifier = await scene.ledger.sheetVerifier(1)
    const ledger: LaborLedger = await deployed(scene.chain, "LaborLedger", [
      scene.admin.address,
      ADMIN_DELAY,
      ROOT_WINDOW,
      1,
      terms.policy ?? SHEET_POLICY,
      terms.instances ?? [{ rows: 1, verifier }],
    ])
    return ledger
  }

  describe("are proved to verifiers that", () => {
    it("it names, by their number of rows", async () => {
      const verifier = (await scene.ledger.sheetVerifier(1)) as string
      const other: Callable<"verify"> = await deployed(scene.chain, "AnyProofVerifier", [6])
      const ledger = await found({
        instances: [
          { rows: 25, verifier },
          { rows: 125, verifier: await other.getAddress() },
        ],
      })
      expect(await ledger.sheetVerifier(25)).to.equal(verifier)
      expect(await ledger.sheetVerifier(125)).to.equal(await other.getAddress())
      expect(await ledger.sheetVerifier(1)).to.equal(scene.chain.ethers.ZeroAddress)
    })

    it("are one at least", async () => {
      await expect(found({ instances: [] })).to.be.revertedWithCustomError(scene.ledger, "NoSheetInstances")
    })

    it("are one for a number of rows, which is 1 to 125", async () => {
      const verifier = await scene.ledger.sheetVerifier(1)
      for (const instances of [[0], [126], [255], [25, 25]].map((rows) => rows.map((of) => ({ rows: of, verifier })))) {
        await expect(found({ instances }))
          .to.be.revertedWithCustomError(scene.ledger, "InvalidSheetInstance")
          .withArgs(instances[0]!.rows)
      }
    })

    it("are contracts", async () => {
      const nobody = scene.outsider.address
      await expect(found({ instances: [{ rows: 25, verifier: nobody }] }))
        .to.be.revertedWithCustomError(scene.ledger, "NotAContract")
        .withArgs(nobody)
    })

    it("are of the circuit: six signals", async () => {
      for (const signals of [5, 7]) {
        const other: Callable<"verify"> = await deployed(scene.chain, "AnyProofVerifier", [signals])
        await expect(found({ instances: [{ rows: 25, verifier: await other.getAddress() }] }))
          .to.be.revertedWithCustomError(scene.ledger, "WrongSignalCount")
          .withArgs(await other.getAddress(), signals, 6)
      }
    })
  })

  it("fit, with the whole contract, into the size that chains allow", async () => {
    const code = await scene.chain.ethers.provider.getCode(await scene.ledger.getAddress())
    expect((code.length - 2) / 2).to.be.lessThan(24_576)
  })
})
