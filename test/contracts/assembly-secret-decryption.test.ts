import { expect } from "chai"
import { generatorTimes, IDENTITY, pointTimes, type Point } from "../../sdk/crypto/baby-jubjub.ts"
import { FIELD_ORDER } from "../../sdk/crypto/field.ts"
import { as } from "./chain.ts"
import { atLeast, NONE, OUTCOME, STATE } from "./assembly-scene.ts"
import { NO_PROOF } from "./ledger-scene.ts"
import { SecretScene, type DecryptCall } from "./secret-scene.ts"

const YES = [1, 0, 0]
const NO = [0, 1, 0]

describe("Assembly, decrypting the sum of secret ballots", () => {
  let scene: SecretScene

  before(async () => {
    scene = await SecretScene.open({ ballots: false, decryption: true })
  })

  let restore: () => Promise<void>
  beforeEach(async () => {
    restore = await scene.remember()
  })
  afterEach(() => restore())

  /** A poll with three ballots, closed. */
  async function decrypting(): Promise<void> {
    await scene.convene()
    await scene.cast([YES, NO, YES])
    await scene.close()
  }

  async function refused(call: DecryptCall, error: string, ...args: unknown[]): Promise<void> {
    await expect(scene.assembly.decrypt(...call))
      .to.be.revertedWithCustomError(scene.assembly, error)
      .withArgs(...args)
  }

  it("begins when the poll is closed, and says what is to be decrypted and until when", async () => {
    await scene.convene()
    await scene.cast([YES, NO, YES])
    const { closesAt } = (await scene.assembly.poll(1n)) as { closesAt: bigint }
    await scene.scene.chain.networkHelpers.time.setNextBlockTimestamp(closesAt + 9n)
    const openBy = closesAt + 9n + 3n * 86_400n
    await expect(as(scene.assembly, scene.scene.outsider).close(1n))
      .to.emit(scene.assembly, "DecryptionBegun")
      .withArgs(1n, scene.sum(), openBy)
    const poll = await scene.assembly.poll(1n)
    expect([poll.state, poll.openBy, poll.outcome]).to.deep.equal([STATE.decrypting, openBy, OUTCOME.undecided])
    expect(await scene.assembly.outcome(1n)).to.deep.equal([OUTCOME.undecided, 255n])
    expect(await scene.assembly.tally(1n)).to.deep.equal([])
  })

  it("takes a trustee's part with its proof, whoever sends it", async () => {
    await decrypting()
    const call = await scene.decryption(4)
    await expect(as(scene.assembly, scene.scene.outsider).decrypt(...call))
      .to.emit(scene.assembly, "PartlyDecrypted")
      .withArgs(1n, 4, call[2], [Object.values(call[3][0]!)])
    expect(await scene.assembly.part(1n, 4)).to.deep.equal(call[2])
    expect(await scene.assembly.partsPosted(1n)).to.equal(0b1000n)
    expect(await scene.assembly.part(1n, 3)).to.deep.equal([])
  })

  it("takes one for each of three ciphertexts", async () => {
    const pollId = await scene.convene({ options: 6, abstainOption: NONE }, { ciphertexts: 3 })
    const one = (option: number): number[] => Array.from({ length: 6 }, (_, place) => (place === option ? 1 : 0))
    await scene.cast([one(0), one(3), one(5)], pollId)
    await scene.close(pollId)
    const call = await scene.decryption(2, { pollId })
    const [, , parts, proofs] = call
    const exchanged: DecryptCall = [pollId, 2, [parts[0]!, parts[2]!, parts[1]!], proofs]
    await refused(exchanged, "InvalidPartialDecryption", pollId, 2, 1)
    await refused([pollId, 2, parts.slice(0, 2), proofs.slice(0, 2)], "WrongPartCount", 2, 2, 3)
    await scene.assembly.decrypt(...call)
    expect(await scene.assembly.part(pollId, 2)).to.deep.equal(parts)
  })

  describe("is refused", () => {
    it("before the poll is closed, also when its period is over", async () => {
      await scene.convene()
      await scene.cast([YES, NO, YES])
      const call = await scene.decryption(1)
      await refused(call, "WrongPollState", 1n, STATE.open, STATE.decrypting)
      const { closesAt } = (await scene.assembly.poll(1n)) as { closesAt: bigint }
      await scene.scene.chain.networkHelpers.time.increaseTo(closesAt)
      await refused(call, "WrongPollState", 1n, STATE.open, STATE.decrypting)
      await expect(scene.announce([1, 2, 3], [2, 1, 0]))
        .to.be.revertedWithCustomError(scene.assembly, "WrongPollState")
        .withArgs(1n, STATE.open, STATE.decrypting)
    })

    it("below the turnout: the poll then ends without a quorum, and nobody learns a vote", async () => {
      await scene.convene({ quorum: atLeast(0, 1), threshold: atLeast(0, 1) })
      await scene.cast([YES, YES])
      const { closesAt } = (await scene.assembly.poll(1n)) as { closesAt: bigint }
      await scene.scene.chain.networkHelpers.time.setNextBlockTimestamp(closesAt)
      await expect(scene.assembly.close(1n))
        .to.emit(scene.assembly, "PollClosed")
        .withArgs(1n, OUTCOME.noQuorum, 255, [])
        .and.not.to.emit(scene.assembly, "DecryptionBegun")
      await refused(await scene.decryption(1), "WrongPollState", 1n, STATE.closed, STATE.decrypting)
      expect(await scene.assembly.tally(1n)).to.deep.equal([])
    })

    it("with one ballot alone, replaced as often as one likes", async () => {
      await scene.convene()
      const ann = scene.scene.voters[0]!
      let last = await scene.ballot(ann, YES)
      await scene.send(last)
      for (const sequence of [2, 3, 4]) {
        const [pollId, nullifier, ballot, proof] = await scene.ballot(ann, YES, { sequence, seed: sequence })
        await scene.replace([pollId, nullifier, ballot, last[2], proof])
        last = [pollId, nullifier, ballot, proof, []]
      }
      await scene.close()
      expect(await scene.state()).to.equal(STATE.closed)
    })

    it("with a part made by another share, and with another part than the proof's", async () => {
      await decrypting()
      const [, , , proofs] = await scene.decryption(1)
      await refused(await scene.decryption(1, { share: 4711n }), "InvalidPartialDecryption", 1n, 1, 0)
      await refused(
        await scene.decryption(1, { share: scene.committee.share(2) }),
        "InvalidPartialDecryption",
        1n,
        1,
        0,
      )
      for (const part of [generatorTimes(3n), IDENTITY, [0n, 0n]] as Point[])
        await refused([1n, 1, [part], proofs], "InvalidPartialDecryption", 1n, 1, 0)
    })

    it("as another trustee's, and with a proof of nothing", async () => {
      await decrypting()
      const [pollId, , parts, proofs] = await scene.decryption(1)
      await refused([pollId, 2, parts, proofs], "InvalidPartialDecryption", 1n, 2, 0)
      await refused([pollId, 1, parts, [NO_PROOF]], "InvalidPartialDecryption", 1n, 1, 0)
    })

    it("with coordinates + r", async () => {
      await decrypting()
      const [pollId, trustee, [part], proofs] = await scene.decryption(1)
      const [x, y] = part!
      for (const other of [
        [x + FIELD_ORDER, y],
        [x, y + FIELD_ORDER],
      ] as Point[])
        await refused([pollId, trustee, [other], proofs], "InvalidPartialDecryption", 1n, 1, 0)
    })

    it("for another sum: of another poll, or of one ballot of this poll", async () => {
      await decrypting()
      const first = await scene.ballot(scene.scene.voters[0]!, YES)
      await refused(await scene.decryption(1, { sum: first[2].ciphertexts }), "InvalidPartialDecryption", 1n, 1, 0)
      const second = await scene.convene()
      await scene.cast([YES, YES, YES], second)
      await scene.close(second)
      const call = await scene.decryption(1, { pollId: second })
      await refused([1n, call[1], call[2], call[3]], "InvalidPartialDecryption", 1n, 1, 0)
      await scene.assembly.decrypt(...call)
    })

    it("a second time", async () => {
      await decrypting()
      const call = await scene.decryption(1)
      await scene.assembly.decrypt(...call)
      await refused(call, "PartAlreadyPosted", 1n, 1)
    })

    it("from who has no share", async () => {
      await decrypting()
      const [pollId, , parts, proofs] = await scene.decryption(1)
      for (const trustee of [0, 6, 9, 10, 255]) await refused([pollId, trustee, parts, proofs], "NoShare", 1n, trustee)
    })

    it("with another number of parts or proofs", async () => {
      await decrypting()
      const [pollId, trustee, parts, proofs] = await scene.decryption(1)
      await refused([pollId, trustee, [], []], "WrongPartCount", 0, 0, 1)
      await refused([pollId, trustee, [...parts, ...parts], proofs], "WrongPartCount", 2, 1, 1)
      await refused([pollId, trustee, parts, []], "WrongPartCount", 1, 0, 1)
    })
  })

  it("opens to the totals with true proofs of true parts", async () => {
    await decrypting()
    await scene.decrypt([1, 2, 5])
    const sum = scene.sum()
    expect((await scene.assembly.part(1n, 5))[0].toArray()).to.deep.equal([
      ...pointTimes(scene.committee.share(5), [sum[0]!, sum[1]!]),
    ])
    await scene.announce([1, 2, 5], [2, 1, 0])
    expect(await scene.assembly.tally(1n)).to.deep.equal([2n, 1n, 0n])
  })
})
