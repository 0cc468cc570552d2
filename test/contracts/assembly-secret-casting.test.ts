import { expect } from "chai"
import { generatorTimes, pointSum, pointTimes, SUBGROUP_ORDER, type Point } from "../../sdk/crypto/baby-jubjub.ts"
import { FIELD_ORDER } from "../../sdk/crypto/field.ts"
import { as } from "./chain.ts"
import { NONE, STATE } from "./assembly-scene.ts"
import { packRule } from "./ballot-witness.ts"
import { NO_PROOF } from "./ledger-scene.ts"
import { refusingTemplates, type SolidityProof } from "./prover.ts"
import { SecretScene, type CastCall } from "./secret-scene.ts"
import { nullifierOf, type Person } from "./witness.ts"

const BASE_FIELD_ORDER = 21888242871839275222246405745257275088696311157297823662689037894645226208583n

const YES = [1, 0, 0]
const NO = [0, 1, 0]

describe("Assembly, casting secret ballots", () => {
  let scene: SecretScene
  let ann: Person
  let ben: Person
  let anns: CastCall
  let bens: CastCall

  before(async () => {
    scene = await SecretScene.open({ ballots: true, decryption: false })
    ;[ann, ben] = scene.scene.voters as [Person, Person]
  })

  let restore: () => Promise<void>
  beforeEach(async () => {
    restore = await scene.remember()
    await scene.convene()
    anns = await scene.ballot(ann, YES)
    bens = await scene.ballot(ben, NO)
  })
  afterEach(() => restore())

  /** A call with some of its parts changed. */
  function changed(
    call: CastCall,
    changes: { nullifier?: bigint; ciphertexts?: bigint[]; sequence?: number; proof?: SolidityProof },
  ): CastCall {
    const [pollId, nullifier, ballot, proof, quotas] = call
    const { nullifier: other = nullifier, proof: otherProof = proof, ...rest } = changes
    return [pollId, other, { ...ballot, ...rest }, otherProof, quotas]
  }

  async function refused(call: CastCall, error = "InvalidBallotProof", ...args: unknown[]): Promise<void> {
    const details = error === "InvalidBallotProof" ? [call[0], call[1]] : args
    const refusal = expect(scene.assembly.castBallot(...call)).to.be.revertedWithCustomError(scene.assembly, error)
    await (details.length === 0 ? refusal : refusal.withArgs(...details))
  }

  it("takes a ballot with a valid proof, whoever sends it, and says all that an auditor needs", async () => {
    const [pollId, nullifier, ballot, proof] = anns
    await expect(as(scene.assembly, scene.scene.outsider).castBallot(...anns))
      .to.emit(scene.assembly, "BallotCast")
      .withArgs(pollId, nullifier, ballot.sequence, ballot.ciphertexts, Object.values(proof))
    const { AbiCoder, keccak256 } = scene.scene.chain.ethers
    const hash = keccak256(AbiCoder.defaultAbiCoder().encode(["uint64", "uint256[]"], [1, ballot.ciphertexts]))
    expect(await scene.assembly.ballotHash(pollId, nullifier)).to.equal(hash)
    expect(await scene.assembly.nullifierUsed(pollId, nullifier)).to.equal(true)
    expect((await scene.assembly.poll(pollId)).ballots).to.equal(1n)
  })

  it("adds ballots up, blank ones too, and shows no totals", async () => {
    await scene.send(anns)
    await scene.send(bens)
    await scene.send(await scene.ballot(scene.scene.voters[2]!, [0, 0, 0]))
    expect(await scene.assembly.sum(1n)).to.deep.equal(scene.sum())
    expect((await scene.assembly.poll(1n)).ballots).to.equal(3n)
    expect(await scene.assembly.tally(1n)).to.deep.equal([])
  })

  it("only helps the voter when someone copies the whole call and sends it first", async () => {
    await as(scene.assembly, scene.scene.outsider).castBallot(...anns)
    await refused(anns, "NullifierUsed", 1n, anns[1])
    expect((await scene.assembly.poll(1n)).ballots).to.equal(1n)
  })

  it("counts a voter once, by whatever encoding of proof or nullifier", async () => {
    await scene.send(anns)
    const { a, b, c } = anns[3]
    const minus = (value: bigint): bigint => BASE_FIELD_ORDER - value
    const proof = { a: [a[0], minus(a[1])], b: [b[0], b[1].map(minus)], c } as SolidityProof
    await refused(changed(anns, { proof }), "NullifierUsed", 1n, anns[1])
    for (let nullifier = anns[1] + FIELD_ORDER; nullifier < 2n ** 256n; nullifier += FIELD_ORDER)
      await refused(changed(anns, { nullifier }), "InvalidNullifier", nullifier)
  })

  describe("refuses", () => {
    it("another voter's ciphertext, under the own nullifier and with either proof", async () => {
      const { ciphertexts } = anns[2]
      await refused(changed(bens, { ciphertexts }))
      await refused(changed(bens, { ciphertexts, proof: anns[3] }))
      await refused(changed(anns, { nullifier: bens[1] }))
    })

    it("another voter's ciphertext made to look different: the copier cannot prove it", async () => {
      const [x, y, u, v] = anns[2].ciphertexts as [bigint, bigint, bigint, bigint]
      const fresh = 12345n
      const again = [...pointSum([x, y], generatorTimes(fresh)), ...pointSum([u, v], pointTimes(fresh, scene.key))]
      await refused(changed(bens, { ciphertexts: again }))
      // Nor can twice the first voter's ballot be made of it.
      const twice = [...pointSum([x, y], [x, y]), ...pointSum([u, v], [u, v])]
      await refused(changed(anns, { ciphertexts: twice }))
    })

    it("points that are off the curve, of small order or outside the subgroup, and the identity", async () => {
      const [x, y, u, v] = anns[2].ciphertexts as [bigint, bigint, bigint, bigint]
      const order2: Point = [0n, FIELD_ORDER - 1n]
      for (const first of [[x, y + 1n], [0n, 0n], order2, [FIELD_ORDER - x, FIELD_ORDER - y], [0n, 1n]])
        await refused(changed(anns, { ciphertexts: [...first, u, v] }))
      for (const second of [[u + 1n, v], [0n, 0n], order2, [FIELD_ORDER - u, FIELD_ORDER - v], [0n, 1n]])
        await refused(changed(anns, { ciphertexts: [x, y, ...second] }))
    })

    it("coordinates + r, another encoding of the same points", async () => {
      for (let place = 0; place < 4; place++) {
        const ciphertexts = anns[2].ciphertexts.map((value, index) => (index === place ? value + FIELD_ORDER : value))
        await refused(changed(anns, { ciphertexts }))
      }
    })

    it("another number of coordinates", async () => {
      const { ciphertexts } = anns[2]
      for (const given of [[], ciphertexts.slice(1), [...ciphertexts, ...ciphertexts]])
        await refused(changed(anns, { ciphertexts: given }), "WrongCiphertextCount", given.length, 4)
    })

    it("another sequence than the proof is bound to, and a proof of nothing", async () => {
      for (const sequence of [0, 2]) await refused(changed(anns, { sequence }))
      await refused(changed(anns, { proof: NO_PROOF }))
    })

    it("a ballot under another key: its sum could not be opened", async () => {
      await refused(await scene.ballot(ann, YES, { key: generatorTimes(99n) }))
    })

    it("a ballot that keeps to a laxer rule only", async () => {
      const form = { ...(await scene.form(1n)), maxScore: 2, maxTotal: 2 }
      await refused(await scene.ballot(ann, [2, 0, 0], { ballotRule: packRule(form) }))
    })

    it("quota proofs that nobody asked for", async () => {
      const quota = { records: 1, ledgerRoot: 1n, proof: NO_PROOF }
      const [pollId, nullifier, ballot, proof] = anns
      await refused([pollId, nullifier, ballot, proof, [quota]], "WrongQuotaProofCount", 1, 0)
    })
  })

  it("has no proof of a score above the maximum, below zero or wrapping", async () => {
    for (const scores of [
      [2, 0, 0],
      [1, 1, 0],
    ])
      expect(await refusingTemplates(() => scene.ballot(ann, scores))).to.include("AssertScores")
    // A score of -1 beside one of 2 would make the total right.
    for (const scores of [
      [2, -1, 0],
      [1, -1, 1],
    ])
      expect((await refusingTemplates(() => scene.ballot(ann, scores))).join()).to.match(/AssertScores|AssertBits/)
  })

  describe("takes no ballot of", () => {
    it("another poll", async () => {
      const second = await scene.convene()
      const [, nullifier, ballot, proof] = anns
      await refused([second, nullifier, ballot, proof, []])
      const there = nullifierOf(ann.secret, (await scene.assembly.scopeOf(second)) as bigint)
      await refused([second, there, ballot, proof, []])
    })

    it("another contract, though roll, committee and poll are the same", async () => {
      const neighbour = await scene.neighbour()
      await neighbour.convene()
      expect((await neighbour.assembly.poll(1n)).root).to.equal((await scene.assembly.poll(1n)).root)
      await expect(neighbour.assembly.castBallot(...anns)).to.be.revertedWithCustomError(
        scene.assembly,
        "InvalidBallotProof",
      )
    })

    it("another chain, though all else is the same", async () => {
      const elsewhere = await SecretScene.open({ ballots: true, decryption: false }, { chainId: 1337 })
      await elsewhere.convene()
      expect(await elsewhere.assembly.getAddress()).to.equal(await scene.assembly.getAddress())
      const [here, there] = [await scene.assembly.poll(1n), await elsewhere.assembly.poll(1n)]
      expect([there.root, there.key]).to.deep.equal([here.root, here.key])
      await expect(elsewhere.assembly.castBallot(...anns)).to.be.revertedWithCustomError(
        scene.assembly,
        "InvalidBallotProof",
      )
      await scene.send(anns)
    })
  })

  it("takes none for a poll that is not open, or from the second on in which its period is over", async () => {
    const [, nullifier, ballot, proof] = anns
    const proposed = await scene.propose()
    const { closesAt } = (await scene.assembly.poll(1n)) as { closesAt: bigint }
    for (const [pollId, state] of [
      [99n, STATE.none],
      [proposed, STATE.proposed],
    ] as const)
      await refused([pollId, nullifier, ballot, proof, []], "WrongPollState", pollId, state, STATE.open)
    await scene.scene.chain.networkHelpers.time.setNextBlockTimestamp(closesAt)
    await refused(anns, "VotingOver", 1n, closesAt)
    await as(scene.assembly, scene.scene.outsider).close(1n)
    await refused(anns, "WrongPollState", 1n, STATE.closed, STATE.open)
  })

  it("keeps public votes out of a secret poll, and secret ones out of a public poll", async () => {
    const [, nullifier, ballot, proof] = anns
    await expect(scene.assembly.vote(1n, nullifier, 0, proof, []))
      .to.be.revertedWithCustomError(scene.assembly, "WrongPollKind")
      .withArgs(1n)
    const open = await scene.scene.convene({ options: 3, abstainOption: NONE })
    await refused([open, nullifier, ballot, proof, []], "WrongPollKind", open)
    await expect(scene.assembly.replaceBallot(open, nullifier, ballot, ballot, proof))
      .to.be.revertedWithCustomError(scene.assembly, "WrongPollKind")
      .withArgs(open)
  })

  describe("freezes the roll at opening:", () => {
    it("who is removed afterwards still votes", async () => {
      await scene.scene.remove(ann)
      expect(await scene.scene.commune.isMember(ann.commitment)).to.equal(false)
      await scene.send(anns)
    })

    it("who is removed before has no vote, not even with a proof for the roll as it was", async () => {
      const before = scene.scene.frozen()
      await scene.scene.remove(ann)
      const later = await scene.convene()
      await refused(await scene.ballot(ann, YES, { pollId: later, roll: before }))
    })

    it("a proof for a later roll is refused", async () => {
      await scene.scene.admit({ commitment: 4711n, class: 1, admitted: 100 })
      await refused(await scene.ballot(ann, YES))
    })
  })

  it("has all its points in the subgroup", () => {
    for (const point of [0, 2].map((at): Point => anns[2].ciphertexts.slice(at, at + 2) as unknown as Point))
      expect(pointTimes(SUBGROUP_ORDER - 1n, point)).to.deep.equal([(FIELD_ORDER - point[0]) % FIELD_ORDER, point[1]])
  })
})
