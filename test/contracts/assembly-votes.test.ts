import { expect } from "chai"
import { FIELD_ORDER } from "../../sdk/crypto/field.ts"
import { as } from "./chain.ts"
import { ADMITTED_BY, CANDIDATE, FULL, OUTCOME, Scene, STATE, type Ballot } from "./assembly-scene.ts"
import { deployAssembly } from "./deploy.ts"
import { prove, refusingTemplates } from "./prover.ts"
import { membershipInput, nullifierOf, person, type Person } from "./witness.ts"

const BASE_FIELD_ORDER = 21888242871839275222246405745257275088696311157297823662689037894645226208583n

describe("Assembly, casting ballots", () => {
  let scene: Scene
  let ann: Person
  let ben: Person

  before(async () => {
    scene = await Scene.open()
    ;[ann, ben] = scene.voters as [Person, Person]
  })

  let restore: () => Promise<void>
  beforeEach(async () => {
    restore = await scene.remember()
    await scene.convene()
  })
  afterEach(() => restore())

  async function refused(ballot: Ballot, error: string, ...args: unknown[]): Promise<void> {
    const refusal = expect(scene.assembly.vote(...ballot)).to.be.revertedWithCustomError(scene.assembly, error)
    await (args.length === 0 ? refusal : refusal.withArgs(...args))
  }

  async function tally(pollId = 1n): Promise<unknown> {
    return scene.assembly.tally(pollId)
  }

  it("counts a ballot with a valid proof, whoever sends it", async () => {
    const ballot = await scene.ballot(ann, 1)
    await expect(as(scene.assembly, scene.outsider).vote(...ballot))
      .to.emit(scene.assembly, "VoteCast")
      .withArgs(1n, ballot[1], 1, Object.values(ballot[3]))
    expect(await tally()).to.deep.equal([0n, 1n, 0n])
    expect(await scene.assembly.nullifierUsed(1n, ballot[1])).to.equal(true)
    expect((await scene.assembly.poll(1n)).ballots).to.equal(1n)
  })

  it("only helps the voter when someone copies the ballot and sends it first", async () => {
    const ballot = await scene.ballot(ann, 0)
    await as(scene.assembly, scene.outsider).vote(...ballot)
    await refused(ballot, "NullifierUsed", 1n, ballot[1])
    expect(await tally()).to.deep.equal([1n, 0n, 0n])
  })

  it("counts every voter once", async () => {
    await scene.cast([0, 1, 0])
    expect(await tally()).to.deep.equal([2n, 1n, 0n])
    for (const [index, option] of [0, 1, 0].entries()) {
      const again = await scene.ballot(scene.voters[index]!, option)
      await refused(again, "NullifierUsed", 1n, again[1])
      const changed = await scene.ballot(scene.voters[index]!, 2)
      await refused(changed, "NullifierUsed", 1n, again[1])
    }
    expect(await tally()).to.deep.equal([2n, 1n, 0n])
  })

  it("refuses a second ballot with a proof that was made from the first one without the secret", async () => {
    const [pollId, nullifier, option, { a, b, c }, quotas] = await scene.ballot(ann, 0)
    await scene.assembly.vote(pollId, nullifier, option, { a, b, c }, quotas)
    const minus = (value: bigint): bigint => BASE_FIELD_ORDER - value
    const proof = { a: [a[0], minus(a[1])], b: [b[0], b[1].map(minus)], c } as Ballot[3]
    await refused([pollId, nullifier, option, proof, quotas], "NullifierUsed", 1n, nullifier)
    await refused([pollId, nullifier + FIELD_ORDER, option, proof, quotas], "InvalidNullifier", nullifier + FIELD_ORDER)
  })

  it("lets one member vote in two polls, under nullifiers that have nothing in common", async () => {
    const second = await scene.convene()
    const [here, there] = [await scene.ballot(ann, 0), await scene.ballot(ann, 0, { pollId: second })]
    expect(here[1]).not.to.equal(there[1])
    await scene.assembly.vote(...here)
    await scene.assembly.vote(...there)
    expect([await tally(), await tally(second)]).to.deep.equal([
      [1n, 0n, 0n],
      [1n, 0n, 0n],
    ])
  })

  describe("refuses a ballot", () => {
    it("for another option than its proof is bound to", async () => {
      const [pollId, nullifier, , proof, quotas] = await scene.ballot(ann, 0)
      for (const option of [1, 2]) {
        await refused([pollId, nullifier, option, proof, quotas], "InvalidMembershipProof", 1n, nullifier)
      }
    })

    it("for an option that the poll does not have", async () => {
      for (const option of [3, 255]) await refused(await scene.ballot(ann, option), "InvalidOption", option, 3)
    })

    it("under another nullifier", async () => {
      const [pollId, nullifier, option, proof, quotas] = await scene.ballot(ann, 0)
      for (const other of [0n, nullifier + 1n, nullifierOf(ben.secret, (await scene.statement(1n, 0)).scope)]) {
        await refused([pollId, other, option, proof, quotas], "InvalidMembershipProof", 1n, other)
      }
    })

    it("under the nullifier + r, a second encoding of the same", async () => {
      const [pollId, nullifier, option, proof, quotas] = await scene.ballot(ann, 0)
      for (let other = nullifier + FIELD_ORDER; other < 2n ** 256n; other += FIELD_ORDER) {
        await refused([pollId, other, option, proof, quotas], "InvalidNullifier", other)
      }
    })

    it("of another poll", async () => {
      const second = await scene.convene()
      const [, nullifier, option, proof, quotas] = await scene.ballot(ann, 0)
      await refused([second, nullifier, option, proof, quotas], "InvalidMembershipProof", second, nullifier)
    })

    it("of a poll that there is not, is not open yet, was withdrawn or is closed", async () => {
      const [, nullifier, option, proof, quotas] = await scene.ballot(ann, 0)
      const proposed = await scene.propose()
      const withdrawn = await scene.propose()
      await scene.assembly.withdraw(withdrawn)
      await scene.close()
      for (const [pollId, state] of [
        [99n, STATE.none],
        [proposed, STATE.proposed],
        [withdrawn, STATE.withdrawn],
        [1n, STATE.closed],
      ] as const) {
        await refused([pollId, nullifier, option, proof, quotas], "WrongPollState", pollId, state, STATE.open)
      }
    })

    it("from the second on in which the period is over", async () => {
      const { closesAt } = (await scene.assembly.poll(1n)) as { closesAt: bigint }
      const { time } = scene.chain.networkHelpers
      const [first, second] = [await scene.ballot(ann, 0), await scene.ballot(ben, 0)]
      await time.setNextBlockTimestamp(closesAt - 1n)
      await scene.assembly.vote(...first)
      await time.setNextBlockTimestamp(closesAt)
      await refused(second, "VotingOver", 1n, closesAt)
      expect(await tally()).to.deep.equal([1n, 0n, 0n])
    })

    it("with quota proofs that nobody asked for", async () => {
      const [pollId, nullifier, option, proof] = await scene.ballot(ann, 0)
      const extra = { records: 1, ledgerRoot: 5n, proof }
      await refused([pollId, nullifier, option, proof, [extra]], "WrongQuotaProofCount", 1, 0)
    })

    it("with a proof of nothing", async () => {
      const [pollId, nullifier, option, , quotas] = await scene.ballot(ann, 0)
      const zeros: Ballot[3] = {
        a: [0n, 0n],
        b: [
          [0n, 0n],
          [0n, 0n],
        ],
        c: [0n, 0n],
      }
      await refused([pollId, nullifier, option, zeros, quotas], "InvalidMembershipProof", 1n, nullifier)
    })

    it("made for the roll as it was before or after the opening", async () => {
      const frozen = scene.frozen()
      const late = person(100n, FULL, ADMITTED_BY)
      await scene.admit(late)
      const [pollId, nullifier, option, proof, quotas] = await scene.ballot(ann, 0)
      await refused([pollId, nullifier, option, proof, quotas], "InvalidMembershipProof", 1n, nullifier)
      await scene.assembly.vote(...(await scene.ballot(ann, 0, { roll: frozen })))
    })

    it("of who was admitted after the roll froze", async () => {
      const frozen = scene.frozen()
      const late = person(100n, FULL, ADMITTED_BY)
      await scene.admit(late)
      const ballot = await scene.ballot(late, 0)
      await refused(ballot, "InvalidMembershipProof", 1n, ballot[1])
      expect(frozen.indexOf(late.commitment), "the frozen roll has no path for them").to.equal(-1)
    })

    it("of who forges a path on the frozen roll", async () => {
      const frozen = scene.frozen()
      const late = person(100n, FULL, ADMITTED_BY)
      const [pollId, , option] = await scene.ballot(ann, 0)
      const forged = scene.frozen()
      forged.places[0] = late
      const statement = await scene.statement(1n, 0)
      const { proof, signals } = await prove("membership", membershipInput(late, forged, statement))
      expect(signals[1], "the forged path leads to another root").not.to.equal(frozen.root)
      await refused([pollId, signals[0]!, option, proof, []], "InvalidMembershipProof", 1n, signals[0])
    })
  })

  describe("holds one member to one ballot", () => {
    it("when a member is removed and admitted again while the poll is open", async () => {
      const frozen = scene.frozen()
      const first = await scene.ballot(ann, 0)
      await scene.assembly.vote(...first)
      await scene.remove(ann)
      await scene.admit(ann)
      await refused(await scene.ballot(ann, 1, { roll: frozen }), "NullifierUsed", 1n, first[1])
      const anew = await scene.ballot(ann, 1)
      await refused(anew, "NullifierUsed", 1n, first[1])
      expect(await tally()).to.deep.equal([1n, 0n, 0n])
    })

    it("when two members leave and join again under new commitments while the poll is open", async () => {
      await scene.cast([0, 0])
      for (const member of [ann, ben]) {
        await scene.remove(member)
        await scene.admit(person(member.secret + 1000n, FULL, ADMITTED_BY))
      }
      for (const member of [ann, ben]) {
        const renewed = person(member.secret + 1000n, FULL, ADMITTED_BY)
        const ballot = await scene.ballot(renewed, 1)
        await refused(ballot, "InvalidMembershipProof", 1n, ballot[1])
      }
      expect(await tally()).to.deep.equal([2n, 0n, 0n])
    })

    it("when a commitment is replaced: the old secret votes in this poll, the new one in none with an earlier admittedBy", async () => {
      const frozen = scene.frozen()
      const renewed = await scene.replace(ann, 2000n)
      expect(await refusingTemplates(() => scene.ballot(renewed, 0))).to.include("AssertPolicy")
      await scene.assembly.vote(...(await scene.ballot(ann, 0, { roll: frozen })))

      const second = await scene.convene()
      expect(await refusingTemplates(() => scene.ballot(renewed, 0, { pollId: second }))).to.include("AssertPolicy")
      const third = await scene.convene({ admittedBy: renewed.admitted })
      await scene.assembly.vote(...(await scene.ballot(renewed, 0, { pollId: third })))
    })
  })

  describe("lets nobody vote", () => {
    /** The proof that the member can make, under a policy that lets them. */
    async function underOwnPolicy(member: Person, policy: bigint, slot = 0n): Promise<Ballot> {
      const statement = { ...(await scene.statement(1n, 0)), policy }
      const input = { ...membershipInput(member, scene.roll, statement), slot }
      const { proof, signals } = await prove("membership", input)
      return [1n, signals[0]!, 0, proof, []]
    }

    it("who is of another class", async () => {
      expect(await refusingTemplates(() => scene.ballot(scene.candidate, 0))).to.include("AssertInSet")
      const policy = (1n << BigInt(CANDIDATE)) | (BigInt(ADMITTED_BY) << 16n) | (1n << 36n)
      const ballot = await underOwnPolicy(scene.candidate, policy)
      await refused(ballot, "InvalidMembershipProof", 1n, ballot[1])
    })

    it("who was admitted a day too late", async () => {
      expect(await refusingTemplates(() => scene.ballot(scene.latecomer, 0))).to.include("AssertPolicy")
      const policy = (1n << BigInt(FULL)) | (BigInt(ADMITTED_BY + 1) << 16n) | (1n << 36n)
      const ballot = await underOwnPolicy(scene.latecomer, policy)
      await refused(ballot, "InvalidMembershipProof", 1n, ballot[1])
    })

    it("a second time from another slot", async () => {
      await scene.cast([0])
      const { policy } = await scene.statement(1n, 0)
      expect(await refusingTemplates(() => underOwnPolicy(ann, policy, 1n))).to.include("AssertPolicy")
      const ballot = await underOwnPolicy(ann, policy + (1n << 36n), 1n)
      await refused(ballot, "InvalidMembershipProof", 1n, ballot[1])
    })
  })

  it("takes no ballot of another contract or another chain, though roll and poll are the same", async () => {
    const { assembly, chain, admin, keeper, commune, ledger } = scene
    const [, nullifier, option, proof, quotas] = await scene.ballot(ann, 0)

    const neighbour = as(await deployAssembly(chain, admin, keeper, { commune: as(commune, admin), ledger }), keeper)
    const proposal = (await assembly.poll(1n)).terms.toObject(true)
    await neighbour.propose({ ...proposal, quotaPolicies: [] })
    await neighbour.open(1n)
    expect((await neighbour.poll(1n)).root).to.equal((await assembly.poll(1n)).root)
    await expect(neighbour.vote(1n, nullifier, option, proof, quotas)).to.be.revertedWithCustomError(
      assembly,
      "InvalidMembershipProof",
    )

    const elsewhere = await Scene.open(1337)
    await elsewhere.convene()
    expect(await elsewhere.assembly.getAddress()).to.equal(await assembly.getAddress())
    expect((await elsewhere.assembly.poll(1n)).root).to.equal((await assembly.poll(1n)).root)
    await expect(elsewhere.assembly.vote(1n, nullifier, option, proof, quotas)).to.be.revertedWithCustomError(
      assembly,
      "InvalidMembershipProof",
    )
    await assembly.vote(1n, nullifier, option, proof, quotas)
  })

  it("cannot be closed before its time, twice, or before it was opened", async () => {
    const { closesAt } = (await scene.assembly.poll(1n)) as { closesAt: bigint }
    const proposed = await scene.propose()
    await scene.chain.networkHelpers.time.setNextBlockTimestamp(closesAt - 1n)
    await expect(scene.assembly.close(1n))
      .to.be.revertedWithCustomError(scene.assembly, "VotingNotOver")
      .withArgs(1n, closesAt)
    expect(await scene.assembly.outcome(1n)).to.deep.equal([OUTCOME.undecided, 255n])
    await scene.close()
    for (const [pollId, state] of [
      [1n, STATE.closed],
      [proposed, STATE.proposed],
    ] as const) {
      await expect(scene.assembly.close(pollId))
        .to.be.revertedWithCustomError(scene.assembly, "WrongPollState")
        .withArgs(pollId, state, STATE.open)
    }
  })
})
