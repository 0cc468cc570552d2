import { expect } from "chai"
import { as } from "./chain.ts"
import {
  atLeast,
  moreThan,
  NONE,
  OUTCOME,
  STATE,
  type Fraction,
  type PollTerms,
  type SecretTerms,
} from "./assembly-scene.ts"
import { holds } from "./ballot-witness.ts"
import { SecretScene } from "./secret-scene.ts"

const YES = [1, 0, 0]
const NO = [0, 1, 0]
const ABSTAIN = [0, 0, 1]
const BLANK = [0, 0, 0]

describe("Assembly, the tally of secret ballots", () => {
  let scene: SecretScene

  before(async () => {
    scene = await SecretScene.open({ ballots: false, decryption: false })
  })

  let restore: () => Promise<void>
  beforeEach(async () => {
    restore = await scene.remember()
  })
  afterEach(() => restore())

  /** A poll of two for yes and one for no, decrypted by these trustees. */
  async function decrypted(...trustees: number[]): Promise<void> {
    await scene.convene()
    await scene.cast([YES, NO, YES])
    await scene.close()
    await scene.decrypt(trustees)
  }

  async function refused(
    trustees: readonly number[],
    totals: readonly (number | bigint)[],
    error: string,
    ...args: unknown[]
  ): Promise<void> {
    await expect(scene.announce(trustees, totals))
      .to.be.revertedWithCustomError(scene.assembly, error)
      .withArgs(...args)
  }

  it("is checked, kept and settled, whoever announces it", async () => {
    await decrypted(1, 3, 4)
    await expect(scene.announce([1, 3, 4], [2, 1, 0]))
      .to.emit(scene.assembly, "TallyAnnounced")
      .withArgs(1n, 0b1101, [2n, 1n, 0n])
      .and.to.emit(scene.assembly, "PollClosed")
      .withArgs(1n, OUTCOME.carried, 0, [2n, 1n, 0n])
    expect(await scene.assembly.tally(1n)).to.deep.equal([2n, 1n, 0n])
    expect(await scene.assembly.outcome(1n)).to.deep.equal([OUTCOME.carried, 0n])
    expect(await scene.state()).to.equal(STATE.closed)
    await refused([1, 3, 4], [2, 1, 0], "WrongPollState", 1n, STATE.closed, STATE.decrypting)
  })

  it("is the same by any three of the five trustees", async () => {
    await decrypted(1, 2, 3, 4, 5)
    for (let left = 1; left <= 5; left++) {
      for (let right = left + 1; right <= 5; right++) {
        const three = [1, 2, 3, 4, 5].filter((trustee) => trustee !== left && trustee !== right)
        const again = await scene.remember()
        await scene.announce(three, [2, 1, 0])
        await again()
      }
    }
  })

  for (const [size, threshold] of [
    [2, 2],
    [7, 4],
    [9, 5],
    [9, 9],
  ] as const) {
    it(`is opened by ${threshold} of ${size}, the last ones`, async () => {
      const other = await SecretScene.open({ ballots: false, decryption: false }, { size, threshold })
      const pollId = await other.convene({ options: 2, abstainOption: NONE }, { maxScore: 255, maxTotal: 510 })
      await other.cast(
        [
          [255, 255],
          [255, 0],
          [255, 1],
        ],
        pollId,
      )
      await other.close(pollId)
      const trustees = Array.from({ length: threshold }, (_, place) => size - threshold + place + 1)
      await other.decrypt(trustees, pollId)
      await expect(other.announce(trustees, [765, 257], pollId)).to.be.revertedWithCustomError(
        other.assembly,
        "WrongTally",
      )
      await other.announce(trustees, [765, 256], pollId)
    })
  }

  describe("is refused", () => {
    it("when a total is off by one, in any lane or by a shift between lanes", async () => {
      await decrypted(1, 2, 3)
      for (const totals of [
        [3, 1, 0],
        [1, 1, 0],
        [2, 0, 0],
        [2, 2, 0],
        [2, 1, 1],
        [1, 2, 0],
        [0, 0, 0],
      ])
        await refused([1, 2, 3], totals, "WrongTally", 1n, 0)
    })

    it("when a total runs over into the next lane, though the sum would be right", async () => {
      await decrypted(1, 2, 3)
      // Three options: lanes of 13 bits.
      await refused([1, 2, 3], [2 + 2 ** 13, 0, 0], "TotalTooLarge", 0, 2 + 2 ** 13)
      await refused([1, 2, 3], [2n + (1n << 13n), 1n, 2n ** 256n - 1n], "TotalTooLarge", 0, 2n + (1n << 13n))
      await refused([1, 2, 3], [2, 1, 2 ** 13], "TotalTooLarge", 2, 2 ** 13)
    })

    it("with another number of totals", async () => {
      await decrypted(1, 2, 3)
      await refused([1, 2, 3], [2, 1], "WrongTotalCount", 2, 3)
      await refused([1, 2, 3], [2, 1, 0, 0], "WrongTotalCount", 4, 3)
    })

    it("with the weights of other trustees than those whose parts they are", async () => {
      await decrypted(1, 2, 3)
      for (const trustee of [4, 5]) await refused([1, 2, trustee], [2, 1, 0], "PartNotPosted", 1n, trustee)
      await refused([1, 2, 9], [2, 1, 0], "PartNotPosted", 1n, 9)
      await refused([1, 2, 255], [2, 1, 0], "PartNotPosted", 1n, 255)
    })

    it("with a trustee twice, out of order, or the index 0", async () => {
      await decrypted(1, 2, 3)
      await refused([1, 2, 2], [2, 1, 0], "TrusteesNotAscending", 2)
      await refused([1, 3, 2], [2, 1, 0], "TrusteesNotAscending", 2)
      await refused([3, 2, 1], [2, 1, 0], "TrusteesNotAscending", 2)
      await refused([0, 1, 2], [2, 1, 0], "TrusteesNotAscending", 0)
    })

    it("with fewer or more trustees than the threshold", async () => {
      await decrypted(1, 2, 3, 4)
      await refused([], [2, 1, 0], "WrongTrusteeCount", 0, 3)
      await refused([1, 2], [2, 1, 0], "WrongTrusteeCount", 2, 3)
      await refused([1, 2, 3, 4], [2, 1, 0], "WrongTrusteeCount", 4, 3)
    })

    it("while fewer than the threshold have decrypted", async () => {
      await decrypted(1, 2)
      await refused([1, 2, 3], [2, 1, 0], "PartNotPosted", 1n, 3)
    })

    it("in the second of three ciphertexts just as in the first", async () => {
      const pollId = await scene.convene(
        { options: 7, abstainOption: NONE },
        { ciphertexts: 3, maxScore: 3, maxTotal: 21 },
      )
      await scene.cast(
        [
          [3, 0, 0, 2, 0, 0, 1],
          [1, 0, 3, 0, 0, 2, 0],
          [0, 0, 0, 3, 1, 0, 0],
        ],
        pollId,
      )
      await scene.close(pollId)
      await scene.decrypt([2, 3, 5], pollId)
      const totals = [4, 0, 3, 5, 1, 2, 1]
      for (const [option, ciphertext] of [
        [0, 0],
        [2, 0],
        [3, 1],
        [5, 1],
        [6, 2],
      ]) {
        const wrong = totals.map((total, place) => (place === option ? total + 1 : total))
        await expect(scene.announce([2, 3, 5], wrong, pollId))
          .to.be.revertedWithCustomError(scene.assembly, "WrongTally")
          .withArgs(pollId, ciphertext)
      }
      await scene.announce([2, 3, 5], totals, pollId)
      expect(await scene.assembly.tally(pollId)).to.deep.equal(totals.map(BigInt))
    })
  })

  it("holds the largest totals that the lanes hold", async () => {
    const pollId = await scene.convene({ options: 4, abstainOption: NONE }, { maxScore: 146, maxTotal: 600 })
    const all = [146, 146, 146, 146]
    await scene.cast([all, all, all, all, all, all], pollId)
    await scene.close(pollId)
    await scene.decrypt([1, 2, 3], pollId)
    await scene.announce([1, 2, 3], [876, 876, 876, 876], pollId)
    const sum = scene.sum(pollId)
    const message = [0n, 10n, 20n, 30n].reduce((packed, offset) => packed + (876n << offset), 0n)
    expect(holds([sum[0]!, sum[1]!], [sum[2]!, sum[3]!], scene.committee.secret, message)).to.equal(true)
  })

  it("can still be announced when the time to decrypt is over, as long as nobody gave the poll up", async () => {
    await decrypted(1, 2)
    const { openBy } = (await scene.assembly.poll(1n)) as { openBy: bigint }
    await scene.scene.chain.networkHelpers.time.increaseTo(openBy + 1n)
    await scene.decrypt([5])
    await scene.announce([1, 2, 5], [2, 1, 0])
  })

  describe("with too few trustees", () => {
    it("is given up from the second on in which their time is over, and the poll stays undecided", async () => {
      await decrypted(2, 4)
      const { openBy } = (await scene.assembly.poll(1n)) as { openBy: bigint }
      const { time } = scene.scene.chain.networkHelpers
      const abandon = () => as(scene.assembly, scene.scene.outsider).abandon(1n)
      await time.setNextBlockTimestamp(openBy - 1n)
      await expect(abandon()).to.be.revertedWithCustomError(scene.assembly, "DecryptionNotOver").withArgs(1n, openBy)
      await time.setNextBlockTimestamp(openBy)
      await expect(abandon()).to.emit(scene.assembly, "PollAbandoned").withArgs(1n, 0b1010)
      expect(await scene.state()).to.equal(STATE.abandoned)
      expect(await scene.assembly.outcome(1n)).to.deep.equal([OUTCOME.undecided, 255n])
      expect(await scene.assembly.tally(1n)).to.deep.equal([])

      await expect(scene.assembly.decrypt(...(await scene.decryption(1))))
        .to.be.revertedWithCustomError(scene.assembly, "WrongPollState")
        .withArgs(1n, STATE.abandoned, STATE.decrypting)
      await refused([1, 2, 4], [2, 1, 0], "WrongPollState", 1n, STATE.abandoned, STATE.decrypting)
    })

    it("is not given up when enough have decrypted, however late: who dislikes the totals cannot hide them", async () => {
      await decrypted(2, 4, 5)
      const { openBy } = (await scene.assembly.poll(1n)) as { openBy: bigint }
      await scene.scene.chain.networkHelpers.time.increaseTo(openBy)
      await expect(scene.assembly.abandon(1n))
        .to.be.revertedWithCustomError(scene.assembly, "DecryptionComplete")
        .withArgs(1n, 0b11010)
      await scene.announce([2, 4, 5], [2, 1, 0])
    })

    it("is not given up before voting is over", async () => {
      await scene.convene()
      await expect(scene.assembly.abandon(1n))
        .to.be.revertedWithCustomError(scene.assembly, "WrongPollState")
        .withArgs(1n, STATE.open, STATE.decrypting)
    })
  })

  describe("is settled:", () => {
    /** Votes, decrypts and announces; the totals are added up here. */
    async function decide(
      changes: Partial<PollTerms>,
      secret: Partial<SecretTerms>,
      ballots: readonly (readonly number[])[],
    ): Promise<[unknown, unknown]> {
      const pollId = await scene.convene(changes, secret)
      await scene.cast(ballots, pollId)
      await scene.close(pollId)
      await scene.decrypt([1, 2, 3], pollId)
      const totals = ballots[0]!.map((_, option) => ballots.reduce((total, scores) => total + scores[option]!, 0))
      await scene.announce([1, 2, 3], totals, pollId)
      const [outcome, option] = (await scene.assembly.outcome(pollId)) as [unknown, unknown]
      return [outcome, option]
    }

    const CARRIED = (option: number): [bigint, bigint] => [OUTCOME.carried, BigInt(option)]
    const NOT_CARRIED = [OUTCOME.notCarried, 255n]
    const NO_QUORUM = [OUTCOME.noQuorum, 255n]
    const BLOCKED = [OUTCOME.blocked, 255n]
    const half: Fraction = atLeast(1, 2)
    const scores = { maxScore: 4, minTotal: 0, maxTotal: 12 }
    const noSpecial = { abstainOption: NONE }
    const consent = { options: 3, ...noSpecial, blockOption: 2, blockLimit: 2 }

    for (const [what, changes, secret, ballots, expected] of [
      ["two of three carry", {}, {}, [YES, YES, NO], CARRIED(0)],
      ["a blank ballot is one that was cast", { threshold: moreThan(2, 3) }, {}, [YES, YES, BLANK], NOT_CARRIED],
      ["an abstention is not counted in the threshold", {}, {}, [YES, ABSTAIN, ABSTAIN], CARRIED(0)],
      ["blank ballots count for the quorum", { quorum: atLeast(3, 7) }, {}, [YES, BLANK, BLANK], NOT_CARRIED],
      ["a quorum that is missed", { quorum: atLeast(4, 7) }, {}, [YES, YES, YES], NO_QUORUM],
      ["a quorum that is met", { quorum: atLeast(4, 7) }, {}, [YES, YES, YES, NO], CARRIED(0)],
      ["only blank ballots carry nothing", { threshold: atLeast(0, 1) }, {}, [BLANK, BLANK, BLANK], NOT_CARRIED],
      ["of the electorate", { thresholdOfElectorate: true }, {}, [YES, YES, YES], NOT_CARRIED],
      ["of the electorate, met", { thresholdOfElectorate: true }, {}, [YES, YES, YES, YES], CARRIED(0)],
      ["blocks at the limit", consent, {}, [YES, YES, YES, ABSTAIN, ABSTAIN], BLOCKED],
      ["blocks below it", consent, {}, [YES, YES, YES, ABSTAIN], CARRIED(0)],
      // Scores: the whole is 4 a ballot.
      [
        "half of what three could give",
        { ...noSpecial, threshold: half },
        scores,
        [
          [4, 1, 0],
          [1, 1, 0],
          [1, 2, 0],
        ],
        CARRIED(0),
      ],
      [
        "one point less",
        { ...noSpecial, threshold: half },
        scores,
        [
          [4, 1, 0],
          [1, 1, 0],
          [0, 2, 0],
        ],
        NOT_CARRIED,
      ],
      [
        "half of what seven members could give",
        { ...noSpecial, threshold: half, thresholdOfElectorate: true },
        scores,
        [
          [4, 0, 0],
          [4, 0, 0],
          [4, 0, 1],
          [2, 0, 0],
        ],
        CARRIED(0),
      ],
      [
        "one point less of it",
        { ...noSpecial, threshold: half, thresholdOfElectorate: true },
        scores,
        [
          [4, 0, 0],
          [4, 0, 0],
          [4, 0, 1],
          [1, 0, 0],
        ],
        NOT_CARRIED,
      ],
      [
        "a tie of scores",
        { ...noSpecial, threshold: atLeast(0, 1) },
        scores,
        [
          [4, 0, 0],
          [0, 3, 0],
          [0, 1, 0],
        ],
        NOT_CARRIED,
      ],
    ] as [string, Partial<PollTerms>, Partial<SecretTerms>, number[][], [bigint, bigint]][]) {
      it(what, async () => {
        expect(await decide(changes, secret, ballots)).to.deep.equal(expected)
      })
    }
  })
})
