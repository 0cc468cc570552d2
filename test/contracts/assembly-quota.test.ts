import { expect } from "chai"
import { FIELD_ORDER } from "../../sdk/crypto/field.ts"
import { as } from "./chain.ts"
import { Scene, type Ballot, type QuotaProof } from "./assembly-scene.ts"
import { nullifierOf, quotaPolicy, sheetRoot, type Labor, type LaborRecord, type Person } from "./witness.ts"
import { refusingTemplates } from "./prover.ts"
import { siblingsOf } from "./reference-tree.ts"

const KITCHEN = 3
const CARE = 4
const [FROM, TO] = [20_500, 20_530]

describe("Assembly, with a labor quota", () => {
  let scene: Scene
  let ann: Person
  let ben: Person
  let sheets: LaborRecord[][]

  const inTheKitchen = quotaPolicy([KITCHEN], FROM, TO, 60)
  const inAll = quotaPolicy([KITCHEN, CARE], FROM, TO, 150)

  function record(member: Person, amount: number, kind: number, salt: bigint): LaborRecord {
    return { commitment: member.commitment, amount, day: FROM + 5, kind, salt }
  }

  before(async () => {
    scene = await Scene.open()
    ;[ann, ben] = scene.voters as [Person, Person]
    sheets = [
      [record(ann, 60, KITCHEN, 1n), record(ben, 90, KITCHEN, 2n)],
      [record(ben, 60, CARE, 3n), record(ann, 90, CARE, 4n)],
    ]
    for (const sheet of sheets) await scene.bookSheet(sheet)
  })

  let restore: () => Promise<void>
  beforeEach(async () => {
    restore = await scene.remember()
  })
  afterEach(() => restore())

  const kitchenOf = (row: number): Labor => ({ sheets, rows: [[0, row]], quotaPolicy: inTheKitchen })
  const annInAll = (): Labor => ({
    sheets,
    rows: [
      [0, 0],
      [1, 1],
    ],
    quotaPolicy: inAll,
  })

  /** Ann's ballot for option 0 with the quota proofs given. */
  async function withQuotas(...quotas: QuotaProof[]): Promise<Ballot> {
    const [pollId, nullifier, option, proof] = await scene.ballot(ann, 0)
    return [pollId, nullifier, option, proof, quotas]
  }

  async function refused(ballot: Ballot, error: string, ...args: unknown[]): Promise<void> {
    await expect(scene.assembly.vote(...ballot))
      .to.be.revertedWithCustomError(scene.assembly, error)
      .withArgs(...args)
    expect(await scene.assembly.nullifierUsed(ballot[0], ballot[1])).to.equal(false)
  }

  it("counts a ballot with a quota proof over one record", async () => {
    await scene.convene({ quotaPolicies: [inTheKitchen] })
    await scene.assembly.vote(...(await withQuotas(await scene.quota(ann, 0, kitchenOf(0), 1))))
    expect(await scene.assembly.tally(1n)).to.deep.equal([1n, 0n, 0n])
  })

  it("counts one with a proof over several records, from a larger instance", async () => {
    await scene.convene({ quotaPolicies: [inAll] })
    await scene.assembly.vote(...(await withQuotas(await scene.quota(ann, 0, annInAll(), 4))))
  })

  describe("that asks for two quotas", () => {
    let both: [QuotaProof, QuotaProof]

    beforeEach(async () => {
      await scene.convene({ quotaPolicies: [inTheKitchen, inAll] })
      both = [await scene.quota(ann, 0, kitchenOf(0), 1), await scene.quota(ann, 0, annInAll(), 4)]
    })

    it("counts a ballot with both proofs", async () => {
      await scene.assembly.vote(...(await withQuotas(...both)))
    })

    it("refuses them in the other order, one twice, one missing, and one too many", async () => {
      const [, nullifier] = await withQuotas()
      await refused(await withQuotas(both[1], both[0]), "InvalidQuotaProof", 1n, nullifier, 0)
      await refused(await withQuotas(both[0], both[0]), "InvalidQuotaProof", 1n, nullifier, 1)
      await refused(await withQuotas(), "WrongQuotaProofCount", 0, 2)
      await refused(await withQuotas(both[0]), "WrongQuotaProofCount", 1, 2)
      await refused(await withQuotas(...both, both[1]), "WrongQuotaProofCount", 3, 2)
    })
  })

  describe("that asks for one, refuses", () => {
    let nullifier: bigint
    let quota: QuotaProof

    beforeEach(async () => {
      await scene.convene({ quotaPolicies: [inTheKitchen] })
      quota = await scene.quota(ann, 0, kitchenOf(0), 1)
      nullifier = nullifierOf(ann.secret, (await scene.statement(1n, 0)).scope)
    })

    afterEach("and then counts the right one", async () => {
      await scene.assembly.vote(...(await withQuotas(quota)))
    })

    it("another member's quota proof: the nullifiers differ", async () => {
      const bens = await scene.quota(ben, 0, kitchenOf(1), 1)
      await refused(await withQuotas(bens), "InvalidQuotaProof", 1n, nullifier, 0)
    })

    it("one that was made for another option", async () => {
      await refused(await withQuotas(await scene.quota(ann, 1, kitchenOf(0), 1)), "InvalidQuotaProof", 1n, nullifier, 0)
    })

    it("one that was made for another poll", async () => {
      const second = await scene.convene({ quotaPolicies: [inTheKitchen] })
      const elsewhere = await scene.quota(ann, 0, kitchenOf(0), 1, second)
      await refused(await withQuotas(elsewhere), "InvalidQuotaProof", 1n, nullifier, 0)
    })

    it("one that was made for a smaller quota or a longer period", async () => {
      for (const weaker of [quotaPolicy([KITCHEN], FROM, TO, 59), quotaPolicy([KITCHEN], FROM - 1, TO, 60)]) {
        const proof = await scene.quota(ann, 0, { ...kitchenOf(0), quotaPolicy: weaker }, 1)
        await refused(await withQuotas(proof), "InvalidQuotaProof", 1n, nullifier, 0)
      }
    })

    it("a ledger root that never was: records nobody attested", async () => {
      const invented = [[record(ann, 600, KITCHEN, 9n)]]
      const proof = await scene.quota(ann, 0, { ...kitchenOf(0), sheets: invented }, 1)
      await refused(await withQuotas(proof), "UnknownLedgerRoot", proof.ledgerRoot)
    })

    it("the right ledger root under a proof against another", async () => {
      const invented = [[record(ann, 600, KITCHEN, 9n)]]
      const proof = await scene.quota(ann, 0, { ...kitchenOf(0), sheets: invented }, 1)
      const relabelled = { ...proof, ledgerRoot: quota.ledgerRoot }
      await refused(await withQuotas(relabelled), "InvalidQuotaProof", 1n, nullifier, 0)
    })

    it("ledger root 0 and the root + r", async () => {
      for (const ledgerRoot of [0n, quota.ledgerRoot + FIELD_ORDER]) {
        await refused(await withQuotas({ ...quota, ledgerRoot }), "UnknownLedgerRoot", ledgerRoot)
      }
    })

    it("a sheet that nobody has countersigned", async () => {
      const pending = [record(ann, 600, KITCHEN, 9n)]
      await scene.ledger.post(...(await scene.sheet(pending)))
      const labor: Labor = { sheets: [...sheets, pending], rows: [[2, 0]], quotaPolicy: inTheKitchen }
      const proof = await scene.quota(ann, 0, labor, 1)
      await refused(await withQuotas(proof), "UnknownLedgerRoot", proof.ledgerRoot)
    })

    it("an instance that there is not, and one that did not make the proof", async () => {
      await refused(await withQuotas({ ...quota, records: 13 }), "UnknownQuotaInstance", 13)
      await refused(await withQuotas({ ...quota, records: 0 }), "UnknownQuotaInstance", 0)
      await refused(await withQuotas({ ...quota, records: 4 }), "InvalidQuotaProof", 1n, nullifier, 0)
    })

    it("a membership proof in its place", async () => {
      const [, , , proof] = await scene.ballot(ann, 0)
      await refused(await withQuotas({ ...quota, proof }), "InvalidQuotaProof", 1n, nullifier, 0)
    })

    it("the quota proof in the place of the membership proof", async () => {
      const ballot: Ballot = [1n, nullifier, 0, quota.proof, [quota]]
      await refused(ballot, "InvalidMembershipProof", 1n, nullifier)
    })
  })

  describe("while the ledger moves on", () => {
    it("refuses a proof from the second on in which the window of its root is over", async () => {
      await scene.convene({ quotaPolicies: [inTheKitchen] })
      const quota = await scene.quota(ann, 0, kitchenOf(0), 1)
      await scene.bookSheet([record(ben, 5, CARE, 8n)])
      const superseded = await scene.chain.networkHelpers.time.latest()
      const window = Number(await scene.ledger.rootWindow())
      const ballot = await withQuotas(quota)

      await scene.chain.networkHelpers.time.setNextBlockTimestamp(superseded + window)
      await refused(ballot, "UnknownLedgerRoot", quota.ledgerRoot)
    })

    it("counts it to the last second of that window", async () => {
      await scene.convene({ quotaPolicies: [inTheKitchen] })
      const quota = await scene.quota(ann, 0, kitchenOf(0), 1)
      await scene.bookSheet([record(ben, 5, CARE, 8n)])
      const superseded = await scene.chain.networkHelpers.time.latest()
      const window = Number(await scene.ledger.rootWindow())
      const ballot = await withQuotas(quota)

      await scene.chain.networkHelpers.time.setNextBlockTimestamp(superseded + window - 1)
      await scene.assembly.vote(...ballot)
    })

    it("ends a proof over a sheet that was struck out, at once and for good", async () => {
      await scene.convene({ quotaPolicies: [inTheKitchen] })
      const quota = await scene.quota(ann, 0, kitchenOf(0), 1)
      const leaves = sheets.map(sheetRoot)
      await scene.ledger.requestStrike(1n)
      await as(scene.ledger, scene.attester).countersignStrike(1n, siblingsOf(leaves, 0))
      await refused(await withQuotas(quota), "UnknownLedgerRoot", quota.ledgerRoot)

      const without: Labor = { sheets: [[], sheets[1]!], rows: [[1, 1]], quotaPolicy: inTheKitchen }
      // Her other record is of another kind.
      expect(await refusingTemplates(() => scene.quota(ann, 0, without, 1))).to.include("AssertInSet")
    })
  })

  it("follows a sheet that was corrected: the wrong record counts no more, the right ones do", async () => {
    await scene.convene({ quotaPolicies: [inTheKitchen] })
    const quota = await scene.quota(ann, 0, kitchenOf(0), 1)
    const right = [record(ann, 59, KITCHEN, 5n), record(ben, 90, KITCHEN, 2n)]
    await scene.ledger.postCorrection(1n, ...(await scene.sheet(right)))
    const leaves = sheets.map(sheetRoot)
    await as(scene.ledger, scene.attester).countersignCorrection(3n, siblingsOf(leaves, 0))
    await refused(await withQuotas(quota), "UnknownLedgerRoot", quota.ledgerRoot)

    const corrected = [right, sheets[1]!]
    const attempt = (row: number, voter: Person) =>
      scene.quota(voter, 0, { sheets: corrected, rows: [[0, row]], quotaPolicy: inTheKitchen }, 1)
    expect(await refusingTemplates(() => attempt(0, ann))).to.include("AssertOrdered")
    const [pollId, nullifier, option, proof] = await scene.ballot(ben, 0)
    await scene.assembly.vote(pollId, nullifier, option, proof, [await attempt(1, ben)])
  })

  it("cannot be met by one record counted twice, nor by another member's", async () => {
    await scene.convene({ quotaPolicies: [inAll] })
    const attempt = (rows: [number, number][]) => () => scene.quota(ann, 0, { sheets, rows, quotaPolicy: inAll }, 4)
    const twice: [number, number][] = [
      [1, 1],
      [1, 1],
    ]
    expect(await refusingTemplates(attempt(twice))).to.include("AssertDistinct")
    // The second is Ben's: hashed with Ann's commitment it is no record of the sheet.
    const bens: [number, number][] = [
      [0, 0],
      [0, 1],
    ]
    expect(await refusingTemplates(attempt(bens))).to.include("Parent")
  })
})
