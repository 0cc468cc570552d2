import { expect } from "chai"
import type { QuotaProof } from "./assembly-scene.ts"
import { prove } from "./prover.ts"
import { SecretScene, type SecretBallot } from "./secret-scene.ts"
import { quotaInput, quotaPolicy, type Labor, type LaborRecord, type Person } from "./witness.ts"

const KITCHEN = 3
const [FROM, TO] = [20_500, 20_530]
const YES = [1, 0, 0]
const NO = [0, 1, 0]

describe("Assembly, secret ballots with a labor quota", () => {
  let scene: SecretScene
  let ann: Person
  let ben: Person
  let sheet: LaborRecord[]
  const inTheKitchen = quotaPolicy([KITCHEN], FROM, TO, 60)

  before(async () => {
    // Quota proofs are true ones; of the ballots themselves assembly-secret-casting.test.ts tells.
    scene = await SecretScene.open({ ballots: false, decryption: false })
    ;[ann, ben] = scene.scene.voters as [Person, Person]
    const record = (member: Person, salt: bigint): LaborRecord => ({
      commitment: member.commitment,
      amount: 60,
      day: FROM + 5,
      kind: KITCHEN,
      salt,
    })
    sheet = [record(ann, 1n), record(ben, 2n)]
    await scene.scene.bookSheet(sheet)
    await scene.convene({ quotaPolicies: [inTheKitchen] })
  })

  let restore: () => Promise<void>
  beforeEach(async () => {
    restore = await scene.remember()
  })
  afterEach(() => restore())

  /** keccak256(abi.encode(sequence, ciphertexts)) >> 8, computed here. */
  function messageOf({ sequence, ciphertexts }: SecretBallot): bigint {
    const { AbiCoder, keccak256 } = scene.scene.chain.ethers
    return BigInt(keccak256(AbiCoder.defaultAbiCoder().encode(["uint64", "uint256[]"], [sequence, ciphertexts]))) >> 8n
  }

  async function quota(voter: Person, message: bigint): Promise<QuotaProof> {
    const { policy } = (await scene.assembly.poll(1n)) as { policy: bigint }
    const statement = { scope: (await scene.assembly.scopeOf(1n)) as bigint, message, policy }
    const labor: Labor = { sheets: [sheet], rows: [[0, voter === ann ? 0 : 1]], quotaPolicy: inTheKitchen }
    const { proof, signals } = await prove("quota-1", quotaInput(voter, scene.scene.roll, statement, labor, 1))
    return { records: 1, ledgerRoot: signals[2]!, proof }
  }

  it("takes a ballot with the same member's quota proof for this ballot, and shows the proof", async () => {
    const [pollId, nullifier, ballot, proof] = await scene.ballot(ann, YES)
    const met = await quota(ann, messageOf(ballot))
    await expect(scene.assembly.castBallot(pollId, nullifier, ballot, proof, [met]))
      .to.emit(scene.assembly, "QuotaProved")
      .withArgs(pollId, nullifier, 0, 1, met.ledgerRoot, Object.values(met.proof))
      .and.to.emit(scene.assembly, "BallotCast")
  })

  it("refuses another member's quota proof, one for another ballot or sequence, and none", async () => {
    const [pollId, nullifier, ballot, proof] = await scene.ballot(ann, YES)
    const other = (await scene.ballot(ann, NO, { seed: 5 }))[2]
    for (const [given, by] of [
      [messageOf(ballot), ben],
      [messageOf(other), ann],
      [messageOf({ ...ballot, sequence: 2 }), ann],
    ] as const) {
      await expect(scene.assembly.castBallot(pollId, nullifier, ballot, proof, [await quota(by, given)]))
        .to.be.revertedWithCustomError(scene.assembly, "InvalidQuotaProof")
        .withArgs(pollId, nullifier, 0)
    }
    await expect(scene.assembly.castBallot(pollId, nullifier, ballot, proof, []))
      .to.be.revertedWithCustomError(scene.assembly, "WrongQuotaProofCount")
      .withArgs(0, 1)
  })

  it("asks for the quota once: a ballot that replaces another needs none", async () => {
    const [pollId, nullifier, ballot, proof] = await scene.ballot(ann, YES)
    await scene.assembly.castBallot(pollId, nullifier, ballot, proof, [await quota(ann, messageOf(ballot))])
    const [, , again, later] = await scene.ballot(ann, NO, { sequence: 2, seed: 6 })
    await scene.assembly.replaceBallot(pollId, nullifier, again, ballot, later)
    expect((await scene.assembly.poll(pollId)).ballots).to.equal(1n)
  })
})
