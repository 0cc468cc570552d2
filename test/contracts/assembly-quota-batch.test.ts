import { expect } from "chai"
import type { ContractTransactionResponse } from "ethers"
import { FIELD_ORDER } from "../../sdk/crypto/field.ts"
import { publicVote, Scene, type Ballot, type PublicVote, type QuotaProof } from "./assembly-scene.ts"
import { badProofs } from "./bad-proofs.ts"
import { prove, withKernel } from "./prover.ts"
import { secretVote, SecretScene, type CastCall, type SecretVote } from "./secret-scene.ts"
import { quotaInput, quotaPolicy, type Labor, type LaborRecord, type Person } from "./witness.ts"

const KITCHEN = 3
const CARE = 4
const [FROM, TO] = [20_500, 20_530]
const inTheKitchen = quotaPolicy([KITCHEN], FROM, TO, 60)
const inAll = quotaPolicy([KITCHEN, CARE], FROM, TO, 150)

/** One sheet with two records of each voter: an hour in the kitchen, and 90 minutes of care. */
function sheetOf(voters: readonly Person[]): LaborRecord[] {
  return voters.flatMap(({ commitment, secret }) => [
    { commitment, amount: 60, day: FROM + 5, kind: KITCHEN, salt: 2n * secret },
    { commitment, amount: 90, day: FROM + 5, kind: CARE, salt: 2n * secret + 1n },
  ])
}

async function logsOf(sent: unknown): Promise<unknown[]> {
  const receipt = await (sent as ContractTransactionResponse).wait()
  return receipt!.logs.map(({ address, topics, data }) => ({ address, topics: [...topics], data }))
}

describe("Assembly, many ballots with labor quotas", () => {
  describe("public ones", () => {
    let scene: Scene
    let ballots: Ballot[]
    let votes: [PublicVote, PublicVote, PublicVote]

    before(async () => {
      scene = await Scene.open()
      const sheet = sheetOf(scene.voters)
      await scene.bookSheet(sheet)
      await scene.convene({ quotaPolicies: [inTheKitchen, inAll] })
      ballots = []
      // The second voter shows the first quota by the larger circuit.
      await withKernel(["membership", "quota-1", "quota-4"], async () => {
        for (const place of [0, 1, 2]) {
          const voter = scene.voters[place]!
          const kitchen: Labor = { sheets: [sheet], rows: [[0, 2 * place]], quotaPolicy: inTheKitchen }
          const both: Labor = {
            sheets: [sheet],
            rows: [
              [0, 2 * place],
              [0, 2 * place + 1],
            ],
            quotaPolicy: inAll,
          }
          const quotas = [
            await scene.quota(voter, place, kitchen, place === 1 ? 4 : 1),
            await scene.quota(voter, place, both, 4),
          ]
          const [pollId, nullifier, option, proof] = await scene.ballot(voter, place)
          ballots.push([pollId, nullifier, option, proof, quotas])
        }
      })
      votes = ballots.map(publicVote) as [PublicVote, PublicVote, PublicVote]
    })

    let restore: () => Promise<void>
    beforeEach(async () => {
      restore = await scene.remember()
    })
    afterEach(() => restore())

    async function refused(given: readonly PublicVote[], error: string, ...args: unknown[]): Promise<void> {
      await expect(scene.assembly.voteMany(1n, given))
        .to.be.revertedWithCustomError(scene.assembly, error)
        .withArgs(...args)
    }

    /** All ballots, with another quota proof of one of them. */
    function withQuota(voter: number, place: number, changes: Partial<QuotaProof>): PublicVote[] {
      const vote = votes[voter]!
      const quotaProofs = vote.quotaProofs.with(place, { ...vote.quotaProofs[place]!, ...changes })
      return votes.with(voter, { ...vote, quotaProofs })
    }

    it("count with proofs from several instances of the circuit, and have the events of single ones", async () => {
      const again = await scene.remember()
      const events: unknown[] = []
      for (const ballot of ballots) events.push(...(await logsOf(await scene.assembly.vote(...ballot))))
      await again()
      expect(await logsOf(await scene.assembly.voteMany(1n, votes))).to.deep.equal(events)
      expect(events).to.have.length(9)
      expect(await scene.assembly.tally(1n)).to.deep.equal([1n, 1n, 1n])
    })

    it("are refused with a bad quota proof, which is named, whatever is wrong with it, wherever it stands", async () => {
      for (const [voter, vote] of votes.entries()) {
        for (const [place, quota] of vote.quotaProofs.entries()) {
          const proofs = voter === 0 ? badProofs(quota.proof) : badProofs(quota.proof).slice(-1)
          for (const [, proof] of proofs)
            await refused(withQuota(voter, place, { proof }), "InvalidQuotaProof", 1n, vote.nullifier, place)
          expect(await scene.assembly.nullifierUsed(1n, vote.nullifier)).to.equal(false)
        }
      }
    })

    it("are refused with the quota proofs of each other, of another place, or in the place of a membership proof", async () => {
      const [one, two, three] = votes
      const exchanged = [{ ...one, quotaProofs: three.quotaProofs }, two, { ...three, quotaProofs: one.quotaProofs }]
      await refused(exchanged, "InvalidQuotaProof", 1n, one.nullifier, 0)
      const turned = { ...two, quotaProofs: two.quotaProofs.toReversed() }
      await refused([one, turned, three], "InvalidQuotaProof", 1n, two.nullifier, 0)
      const quotaForMembership = { ...two, proof: two.quotaProofs[1]!.proof }
      await refused([one, quotaForMembership, three], "InvalidMembershipProof", 1n, two.nullifier)
      const relabelled = withQuota(0, 0, { records: 4 })
      await refused(relabelled, "InvalidQuotaProof", 1n, one.nullifier, 0)
    })

    it("are refused with points that two of their quota proofs have exchanged", async () => {
      const [one, two, three] = votes
      const [first, third] = [one.quotaProofs[0]!, three.quotaProofs[0]!]
      const quota = (vote: PublicVote, own: QuotaProof, other: QuotaProof): PublicVote => ({
        ...vote,
        quotaProofs: [{ ...own, proof: { ...own.proof, c: other.proof.c } }, vote.quotaProofs[1]!],
      })
      await refused(
        [two, quota(three, third, first), quota(one, first, third)],
        "InvalidQuotaProof",
        1n,
        three.nullifier,
        0,
      )
    })

    it("are refused with a ledger root that the ledger does not know, first or after one that it knows", async () => {
      const { ledgerRoot } = votes[0].quotaProofs[0]!
      for (const other of [0n, ledgerRoot + 1n, ledgerRoot + FIELD_ORDER]) {
        for (const voter of [0, 1, 2])
          for (const place of [0, 1])
            await refused(withQuota(voter, place, { ledgerRoot: other }), "UnknownLedgerRoot", other)
      }
    })

    it("are refused with an instance that there is not, or another number of quota proofs", async () => {
      for (const records of [0, 13]) await refused(withQuota(1, 1, { records }), "UnknownQuotaInstance", records)
      const [one, two] = votes
      for (const quotaProofs of [[], two.quotaProofs.slice(1), [...two.quotaProofs, two.quotaProofs[0]!]])
        await refused([one, { ...two, quotaProofs }], "WrongQuotaProofCount", quotaProofs.length, 2)
    })
  })

  describe("secret ones", () => {
    let scene: SecretScene
    let calls: CastCall[]
    let votes: [SecretVote, SecretVote]

    before(async () => {
      // Quota proofs are true ones; of the ballots themselves assembly-secret-batch.test.ts tells.
      scene = await SecretScene.open({ ballots: false, decryption: false })
      const { voters, roll } = scene.scene
      const sheet = sheetOf(voters)
      await scene.scene.bookSheet(sheet)
      await scene.convene({ quotaPolicies: [inTheKitchen] })
      const { policy } = (await scene.assembly.poll(1n)) as { policy: bigint }
      const scope = (await scene.assembly.scopeOf(1n)) as bigint
      calls = []
      for (const place of [0, 1]) {
        const [pollId, nullifier, ballot, proof] = await scene.ballot(voters[place]!, [1, 0, 0])
        const { AbiCoder, keccak256 } = scene.scene.chain.ethers
        const { sequence, ciphertexts } = ballot
        const encoded = AbiCoder.defaultAbiCoder().encode(["uint64", "uint256[]"], [sequence, ciphertexts])
        const statement = { scope, message: BigInt(keccak256(encoded)) >> 8n, policy }
        const labor: Labor = { sheets: [sheet], rows: [[0, 2 * place]], quotaPolicy: inTheKitchen }
        const met = await prove("quota-1", quotaInput(voters[place]!, roll, statement, labor, 1))
        const quotas = [{ records: 1, ledgerRoot: met.signals[2]!, proof: met.proof }]
        calls.push([pollId, nullifier, ballot, proof, quotas])
      }
      votes = calls.map((call) => secretVote(call)) as [SecretVote, SecretVote]
    })

    let restore: () => Promise<void>
    beforeEach(async () => {
      restore = await scene.remember()
    })
    afterEach(() => restore())

    async function refused(given: readonly SecretVote[], error: string, ...args: unknown[]): Promise<void> {
      await expect(scene.assembly.castBallots(1n, given))
        .to.be.revertedWithCustomError(scene.assembly, error)
        .withArgs(...args)
    }

    it("count, and have the events of single ones", async () => {
      const again = await scene.remember()
      const events: unknown[] = []
      for (const call of calls) events.push(...(await logsOf(await scene.assembly.castBallot(...call))))
      await again()
      expect(await logsOf(await scene.assembly.castBallots(1n, votes))).to.deep.equal(events)
      expect(events).to.have.length(4)
    })

    it("are refused with the quota proof of another voter or ballot, and without one", async () => {
      const [one, two] = votes
      const stolen = { ...two, quotaProofs: one.quotaProofs }
      await refused([one, stolen], "InvalidQuotaProof", 1n, two.nullifier, 0)
      const other = { ...two, ballot: { ...two.ballot, sequence: 2 } }
      await refused([one, other], "InvalidQuotaProof", 1n, two.nullifier, 0)
      await refused([one, { ...two, quotaProofs: [] }], "WrongQuotaProofCount", 0, 1)
    })

    it("need none where they replace others", async () => {
      const [one, two] = votes
      await scene.assembly.castBallots(1n, [one])
      const [, , ballot, proof] = await scene.ballot(scene.scene.voters[0]!, [0, 1, 0], { sequence: 2, seed: 9 })
      await scene.assembly.castBallots(1n, [two, { ...one, ballot, proof, previous: one.ballot, quotaProofs: [] }])
      expect((await scene.assembly.poll(1n)).ballots).to.equal(2n)
    })
  })
})
