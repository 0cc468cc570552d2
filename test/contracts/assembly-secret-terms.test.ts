import { expect } from "chai"
import { atLeast, FULL, NONE, STATE, terms, type PollTerms, type SecretTerms } from "./assembly-scene.ts"
import { packRule } from "./ballot-witness.ts"
import { secretTerms, SecretScene } from "./secret-scene.ts"
import { CommitteeScene } from "./trustees-scene.ts"

describe("Assembly, from the proposal of a secret poll to its opening", () => {
  let scene: SecretScene

  before(async () => {
    scene = await SecretScene.open({ ballots: false, decryption: false })
  })

  let restore: () => Promise<void>
  beforeEach(async () => {
    restore = await scene.remember()
  })
  afterEach(() => restore())

  it("keeps what was proposed, and announces it", async () => {
    const secret = secretTerms({ ciphertexts: 3, maxScore: 9, minTotal: 2, maxTotal: 30, quadratic: true })
    const proposal = terms({ options: 8, abstainOption: NONE, secret })
    await expect(scene.assembly.propose(proposal)).to.emit(scene.assembly, "PollProposed")
    const { state, terms: kept, key, ballotRule } = await scene.assembly.poll(1n)
    expect(state).to.equal(STATE.proposed)
    expect(kept.secret.toObject()).to.deep.equal(
      Object.fromEntries(
        Object.entries(secret).map(([name, value]) => [name, typeof value === "number" ? BigInt(value) : value]),
      ),
    )
    expect([key.toArray(), ballotRule]).to.deep.equal([[0n, 0n], 0n])
    expect(await scene.assembly.sum(1n)).to.deep.equal([])
  })

  describe("refuses terms with", () => {
    const NO_SPECIAL = { abstainOption: NONE }
    for (const [what, secret, changes, error, args] of [
      ["two ciphertexts, for which there is no circuit", { ciphertexts: 2 }, {}, "InvalidCiphertextCount", [2, 3]],
      ["one ciphertext for five options", {}, { options: 5 }, "InvalidCiphertextCount", [1, 5]],
      ["three ciphertexts for thirteen", { ciphertexts: 3 }, { options: 13 }, "InvalidCiphertextCount", [3, 13]],
      ["no ciphertext, but a committee", { ciphertexts: 0 }, {}, "InvalidCiphertextCount", [0, 3]],
      ["scores of 0 at most", { maxScore: 0 }, NO_SPECIAL, "InvalidBallotRule", [0, 1, 1, false]],
      ["totals of 0 at most", { minTotal: 0, maxTotal: 0 }, NO_SPECIAL, "InvalidBallotRule", [1, 0, 0, false]],
      ["totals of 2^20", { maxTotal: 2 ** 20 }, NO_SPECIAL, "InvalidBallotRule", [1, 1, 2 ** 20, false]],
      ["a least total above the most", { minTotal: 2 }, NO_SPECIAL, "InvalidBallotRule", [1, 2, 1, false]],
      [
        "a least total above all that can be given",
        { maxScore: 2, minTotal: 7, maxTotal: 9 },
        NO_SPECIAL,
        "InvalidBallotRule",
        [2, 7, 9, false],
      ],
      [
        "a least total above all squares that can be given",
        { maxScore: 2, minTotal: 13, maxTotal: 20, quadratic: true },
        NO_SPECIAL,
        "InvalidBallotRule",
        [2, 13, 20, true],
      ],
      ["an abstention among scores", { maxScore: 2 }, {}, "InvalidBallotRule", [2, 1, 1, false]],
      ["an abstention among approvals", { maxTotal: 2 }, {}, "InvalidBallotRule", [1, 1, 2, false]],
      [
        "a block among approvals",
        { maxTotal: 2 },
        { ...NO_SPECIAL, blockOption: 0, blockLimit: 1 },
        "InvalidBallotRule",
        [1, 1, 2, false],
      ],
      ["a turnout of two", { minimumTurnout: 2 }, {}, "InvalidMinimums", [5, 2]],
      [
        "a turnout that the electorate need not have",
        { minimumElectorate: 3, minimumTurnout: 4 },
        {},
        "InvalidMinimums",
        [3, 4],
      ],
      ["no time to decrypt", { decryptionPeriod: 0 }, {}, "NoDecryptionPeriod", []],
    ] as [string, Partial<SecretTerms>, Partial<PollTerms>, string, unknown[]][]) {
      it(what, async () => {
        await expect(scene.assembly.propose(terms({ ...changes, secret: secretTerms(secret) })))
          .to.be.revertedWithCustomError(scene.assembly, error)
          .withArgs(...args)
      })
    }
  })

  it("refuses terms of a public poll that say anything of secrecy: it would be opened without", async () => {
    const nothing = terms().secret
    for (const said of [
      { committee: 1n },
      { maxScore: 1 },
      { minTotal: 1 },
      { maxTotal: 1 },
      { quadratic: true },
      { minimumElectorate: 5 },
      { minimumTurnout: 3 },
      { decryptionPeriod: 1 },
    ]) {
      await expect(scene.assembly.propose(terms({ secret: { ...nothing, ...said } })))
        .to.be.revertedWithCustomError(scene.assembly, "InvalidCiphertextCount")
        .withArgs(0, 3)
    }
  })

  it("takes terms at the edge of what is allowed", async () => {
    for (const [secret, changes] of [
      [{ ciphertexts: 1 }, { options: 2, abstainOption: 1 }],
      [{ ciphertexts: 1 }, { options: 4, blockOption: 3, blockLimit: 1 }],
      [{ ciphertexts: 3 }, { options: 12 }],
      [{ ciphertexts: 3 }, { options: 2, abstainOption: NONE }],
      [{ maxScore: 255, minTotal: 0, maxTotal: 2 ** 20 - 1 }, { abstainOption: NONE }],
      [{ maxScore: 2, minTotal: 6, maxTotal: 6 }, { abstainOption: NONE }],
      [{ maxScore: 2, minTotal: 12, maxTotal: 12, quadratic: true }, { abstainOption: NONE }],
      [{ minimumElectorate: 3, minimumTurnout: 3, decryptionPeriod: 1 }, {}],
    ] as [Partial<SecretTerms>, Partial<PollTerms>][]) {
      await scene.propose(changes, secret)
    }
    expect(await scene.assembly.pollCount()).to.equal(8n)
  })

  describe("on opening", () => {
    it("freezes the committee's key and the rule, and starts from the sum of no ballots", async () => {
      const pollId = await scene.propose()
      const rule = packRule(await scene.form(pollId))
      await expect(scene.assembly.open(pollId))
        .to.emit(scene.assembly, "SecretPollOpened")
        .withArgs(pollId, 1n, [...scene.key], rule)
        .and.to.emit(scene.assembly, "PollOpened")
      const poll = await scene.assembly.poll(pollId)
      expect([poll.key.toArray(), poll.ballotRule]).to.deep.equal([[...scene.key], rule])
      expect(await scene.assembly.sum(pollId)).to.deep.equal([0n, 1n, 0n, 1n])
      expect(await scene.assembly.tally(pollId)).to.deep.equal([])
    })

    it("packs the rule as the circuit takes it, for every number of options", async () => {
      for (let options = 2; options <= 12; options++) {
        for (const ciphertexts of options <= 4 ? [1, 3] : [3]) {
          const rule = {
            ciphertexts,
            maxScore: 77,
            minTotal: 10,
            maxTotal: 1000 - options,
            quadratic: options % 2 === 0,
          }
          const pollId = await scene.convene({ options, abstainOption: NONE }, rule)
          expect((await scene.assembly.poll(pollId)).ballotRule).to.equal(packRule({ options, ...rule }))
        }
      }
    })

    it("refuses an electorate below the minimum, and takes one at it", async () => {
      const small = await scene.propose({}, { minimumElectorate: 8 })
      await expect(scene.assembly.open(small))
        .to.be.revertedWithCustomError(scene.assembly, "ElectorateTooSmall")
        .withArgs(7, 8)
      await scene.assembly.open(await scene.propose({}, { minimumElectorate: 7 }))
    })

    it("refuses an electorate whose scores could run over from one lane into the next", async () => {
      // Four options in one ciphertext have lanes of 10 bits: 1023 is the largest total that fits.
      const changes = { options: 4, abstainOption: NONE, quorum: atLeast(0, 1) }
      const members = 7n
      await scene.assembly.open(await scene.propose(changes, { maxScore: 146, maxTotal: 500 })) // 1022
      const over = await scene.propose(changes, { maxScore: 147, maxTotal: 500 }) // 1029
      await expect(scene.assembly.open(over))
        .to.be.revertedWithCustomError(scene.assembly, "LanesWouldOverflow")
        .withArgs(members, 147, 10)
      // In three ciphertexts each of the four has more room.
      await scene.assembly.open(await scene.propose(changes, { ciphertexts: 3, maxScore: 147, maxTotal: 500 }))
    })

    it("refuses exactly 2^width: 8 members with scores up to 128 in lanes of 10 bits", async () => {
      await scene.scene.admit({ commitment: 77n, class: FULL, admitted: 100 })
      const changes = { options: 4, abstainOption: NONE }
      await scene.assembly.open(await scene.propose(changes, { maxScore: 127, maxTotal: 500 }))
      await expect(scene.assembly.open(await scene.propose(changes, { maxScore: 128, maxTotal: 500 })))
        .to.be.revertedWithCustomError(scene.assembly, "LanesWouldOverflow")
        .withArgs(8, 128, 10)
    })

    it("waits for the committee's key, and refuses a committee that failed or is not there", async () => {
      const { chain, trustees } = scene.scene
      const committee = await CommitteeScene.form(chain, trustees, { size: 3, threshold: 2 })
      const pollId = await scene.propose({}, { committee: committee.id })
      const refused = async (id: bigint, state: number): Promise<void> => {
        await expect(scene.assembly.open(pollId))
          .to.be.revertedWithCustomError(scene.assembly, "CommitteeNotReady")
          .withArgs(id, state)
      }
      await refused(committee.id, 1)
      await committee.commit(1, 2, 3)
      await refused(committee.id, 2)
      await committee.deal(1, 2, 3)
      await refused(committee.id, 2)
      const again = await scene.remember()
      await committee.finish()
      await scene.assembly.open(pollId)
      await again()

      const failed = await CommitteeScene.form(chain, trustees, { size: 3, threshold: 3 })
      await failed.commit(1)
      await failed.passCommitting()
      await trustees.endCommitting(failed.id)
      for (const [id, state] of [
        [failed.id, 4],
        [99n, 0],
      ] as const) {
        await expect(scene.assembly.open(await scene.propose({}, { committee: id })))
          .to.be.revertedWithCustomError(scene.assembly, "CommitteeNotReady")
          .withArgs(id, state)
      }
    })
  })
})
