import { expect } from "chai"
import { as } from "./chain.ts"
import {
  atLeast,
  CANDIDATE,
  FULL,
  moreThan,
  NONE,
  NOT_SECRET,
  OUTCOME,
  Scene,
  STATE,
  terms,
  type PollTerms,
  type SecretTerms,
} from "./assembly-scene.ts"
import { deployAssemblyLibraries } from "./deploy.ts"
import { Scope } from "../../sdk/scope.ts"

describe("Assembly, from proposal to opening", () => {
  let scene: Scene

  before(async () => {
    scene = await Scene.open()
  })

  // Each test starts from a commune without polls.
  let restore: () => Promise<void>
  beforeEach(async () => {
    restore = await scene.remember()
  })
  afterEach(() => restore())

  it("keeps what was proposed", async () => {
    const proposal = terms({ quotaPolicies: [1n << 72n, 2n ** 100n - 1n], quorum: moreThan(1, 3) })
    await expect(scene.assembly.propose(proposal)).to.emit(scene.assembly, "PollProposed")
    const poll = await scene.assembly.poll(1n)
    expect(poll.state).to.equal(STATE.proposed)
    expect(poll.terms.subject).to.equal(proposal.subject)
    expect(poll.terms.quotaPolicies.toArray()).to.deep.equal(proposal.quotaPolicies)
    expect(poll.terms.quorum.toArray()).to.deep.equal([1n, 3n, true])
    expect([poll.terms.options, poll.terms.classes, poll.terms.admittedBy, poll.terms.votingPeriod]).to.deep.equal(
      [proposal.options, proposal.classes, proposal.admittedBy, proposal.votingPeriod].map(BigInt),
    )
    expect(await scene.assembly.pollCount()).to.equal(1n)
    expect(await scene.assembly.outcome(1n)).to.deep.equal([OUTCOME.undecided, 255n])
    expect(await scene.assembly.tally(1n)).to.deep.equal([0n, 0n, 0n])
  })

  it("announces all the terms with their convener", async () => {
    const proposal = terms({ quotaPolicies: [1n << 72n] })
    const receipt = await (await scene.assembly.propose(proposal)).wait()
    const { args } = scene.assembly.interface.parseLog(receipt!.logs[0])!
    expect(args["pollId"]).to.equal(1n)
    expect(args["convener"]).to.equal(scene.keeper.address)
    const announced = { ...args["terms"].toObject(true), quotaPolicies: args["terms"].quotaPolicies.toArray() }
    expect(announced).to.deep.equal({
      ...toBigInts(proposal),
      quotaPolicies: [1n << 72n],
      secret: toBigInts(NOT_SECRET),
      quorum: { numerator: 0n, denominator: 1n, strict: false },
      threshold: { numerator: 1n, denominator: 2n, strict: true },
    })
  })

  function toBigInts(proposal: PollTerms | SecretTerms): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(proposal).map(([name, value]) => [name, typeof value === "number" ? BigInt(value) : value]),
    )
  }

  it("says of a poll that there is not that it is undecided, empty and in no state", async () => {
    expect((await scene.assembly.poll(9n)).state).to.equal(STATE.none)
    expect(await scene.assembly.outcome(9n)).to.deep.equal([OUTCOME.undecided, 255n])
    expect(await scene.assembly.tally(9n)).to.deep.equal([])
  })

  describe("refuses terms with", () => {
    const quota = 2n ** 100n
    for (const [what, changes, error, args] of [
      ["no option", { options: 0, abstainOption: NONE }, "InvalidOptionCount", [0]],
      ["one option", { options: 1, abstainOption: NONE }, "InvalidOptionCount", [1]],
      ["33 options", { options: 33 }, "InvalidOptionCount", [33]],
      [
        "nothing to choose but to abstain or to block",
        { options: 2, abstainOption: 0, blockOption: 1, blockLimit: 1 },
        "InvalidOptionCount",
        [2],
      ],
      ["an abstention that is no option", { abstainOption: 3 }, "InvalidSpecialOption", [3, 3]],
      ["a block that is no option", { blockOption: 3, blockLimit: 1 }, "InvalidSpecialOption", [3, 3]],
      ["one option for abstention and block", { blockOption: 2, blockLimit: 1 }, "InvalidSpecialOption", [2, 3]],
      ["a block without a limit", { blockOption: 1 }, "InvalidBlockLimit", [0]],
      ["a limit without a block", { blockLimit: 1 }, "InvalidBlockLimit", [1]],
      ["no class", { classes: 0 }, "NoClasses", []],
      ["a day of 2^20", { admittedBy: 2 ** 20 }, "InvalidDay", [2 ** 20]],
      ["five quotas", { quotaPolicies: new Array(5).fill(quota - 1n) }, "TooManyQuotaPolicies", [5, 4]],
      ["a quota of 2^100", { quotaPolicies: [quota - 1n, quota] }, "InvalidQuotaPolicy", [quota]],
      ["a quota with threshold 0", { quotaPolicies: [(1n << 72n) - 1n] }, "InvalidQuotaPolicy", [(1n << 72n) - 1n]],
      ["a quorum over nothing", { quorum: atLeast(0, 0) }, "InvalidFraction", undefined],
      ["a quorum above the whole", { quorum: atLeast(3, 2) }, "InvalidFraction", undefined],
      ["a quorum of more than the whole", { quorum: moreThan(2, 2) }, "InvalidFraction", undefined],
      ["a threshold over nothing", { threshold: atLeast(0, 0) }, "InvalidFraction", undefined],
      ["a threshold above the whole", { threshold: atLeast(3, 2) }, "InvalidFraction", undefined],
      ["a threshold of more than the whole", { threshold: moreThan(1, 1) }, "InvalidFraction", undefined],
      ["no voting period", { votingPeriod: 0 }, "NoVotingPeriod", []],
    ] as [string, Partial<PollTerms>, string, unknown[] | undefined][]) {
      it(what, async () => {
        const refusal = expect(scene.assembly.propose(terms(changes))).to.be.revertedWithCustomError(
          scene.assembly,
          error,
        )
        await (args === undefined ? refusal : refusal.withArgs(...args))
      })
    }
  })

  it("takes terms at the edge of what is allowed", async () => {
    for (const changes of [
      { options: 2, abstainOption: 1 },
      { options: 32, abstainOption: 31, blockOption: 30, blockLimit: 1 },
      { classes: 0xffff, admittedBy: 2 ** 20 - 1, votingPeriod: 1 },
      { quotaPolicies: [1n << 72n, 2n << 72n, 3n << 72n, 2n ** 100n - 1n] },
      { quorum: atLeast(1, 1), threshold: atLeast(1, 1) },
    ]) {
      await scene.propose(changes)
    }
    expect(await scene.assembly.pollCount()).to.equal(5n)
  })

  describe("on opening", () => {
    it("freezes roll, policy and electorate", async () => {
      await scene.propose()
      const now = await scene.chain.networkHelpers.time.latest()
      await scene.chain.networkHelpers.time.setNextBlockTimestamp(now + 5)
      const policy = BigInt(1 << FULL) + (BigInt(terms().admittedBy) << 16n) + (1n << 36n)
      const closesAt = BigInt(now + 5 + terms().votingPeriod)
      await expect(scene.assembly.open(1n))
        .to.emit(scene.assembly, "PollOpened")
        .withArgs(1n, scene.roll.root, policy, 7n, closesAt)

      const root = scene.roll.root
      await scene.commune.admit(99n, 256n + 1n)
      await scene.commune.admit(98n, 512n + 1n)
      const poll = await scene.assembly.poll(1n)
      expect([poll.state, poll.root, poll.policy, poll.electorate, poll.closesAt]).to.deep.equal([
        STATE.open,
        root,
        policy,
        7n,
        closesAt,
      ])
    })

    it("counts the members of all classes that may vote", async () => {
      const pollId = await scene.convene({ classes: (1 << FULL) | (1 << CANDIDATE) })
      expect((await scene.assembly.poll(pollId)).electorate).to.equal(8n)
    })

    it("waits for the day of admittedBy, to the second", async () => {
      const today = Math.floor((await scene.chain.networkHelpers.time.latest()) / 86_400)
      await scene.propose({ admittedBy: today + 1 })
      const midnight = (today + 1) * 86_400
      await scene.chain.networkHelpers.time.setNextBlockTimestamp(midnight - 1)
      await expect(scene.assembly.open(1n))
        .to.be.revertedWithCustomError(scene.assembly, "AdmittedByInFuture")
        .withArgs(today + 1, today)
      await scene.chain.networkHelpers.time.setNextBlockTimestamp(midnight)
      await scene.assembly.open(1n)
    })

    it("refuses when nobody could vote", async () => {
      await scene.propose({ classes: 1 << 9 })
      await expect(scene.assembly.open(1n))
        .to.be.revertedWithCustomError(scene.assembly, "NoElectorate")
        .withArgs(1 << 9)
    })

    it("refuses a poll that is open, withdrawn or not there", async () => {
      await scene.convene()
      await scene.propose()
      await expect(scene.assembly.withdraw(2n)).to.emit(scene.assembly, "PollWithdrawn").withArgs(2n)
      for (const [pollId, state] of [
        [1n, STATE.open],
        [2n, STATE.withdrawn],
        [3n, STATE.none],
      ] as const) {
        for (const call of [() => scene.assembly.open(pollId), () => scene.assembly.withdraw(pollId)]) {
          await expect(call())
            .to.be.revertedWithCustomError(scene.assembly, "WrongPollState")
            .withArgs(pollId, state, STATE.proposed)
        }
      }
    })
  })

  it("has a scope of its own for every poll, contract and chain, the same that the SDK computes", async () => {
    const { assembly, chain } = scene
    const contract = await assembly.getAddress()
    const encode = (chainId: number, address: string, pollId: number): bigint => {
      const { AbiCoder, id, keccak256 } = chain.ethers
      const encoded = AbiCoder.defaultAbiCoder().encode(
        ["bytes32", "uint256", "address", "uint256"],
        [id("rochdale/scope/chain/v1"), chainId, address, pollId],
      )
      return BigInt(keccak256(encoded)) >> 8n
    }
    for (const pollId of [0, 1, 2, 77]) {
      expect(await assembly.scopeOf(pollId)).to.equal(encode(31337, contract, pollId))
      expect(await assembly.scopeOf(pollId)).to.equal(
        Scope.onChain({ chainId: 31337n, contract, purpose: BigInt(pollId) }).value,
      )
    }
    const elsewhere = await Scene.open(1337)
    expect(await elsewhere.assembly.getAddress()).to.equal(contract)
    expect(await elsewhere.assembly.scopeOf(1)).to.equal(encode(1337, contract, 1))
    expect(await elsewhere.assembly.scopeOf(1)).not.to.equal(await assembly.scopeOf(1))
  })

  describe("cannot be founded", () => {
    async function found(changes: Record<string, unknown> = {}): Promise<unknown> {
      const { assembly, admin, chain } = scene
      const parts = {
        commune: await assembly.commune(),
        ledger: await assembly.ledger(),
        trustees: await assembly.trustees(),
        timelock: await assembly.timelock(),
        membershipVerifier: await assembly.membershipVerifier(),
        decryptVerifier: await assembly.decryptVerifier(),
        quotas: [{ records: 1, verifier: await assembly.quotaVerifier(1) }],
        ballots: [{ ciphertexts: 1, verifier: await assembly.ballotVerifier(1) }],
        ...changes,
      }
      const settings = [admin.address, 0, parts, parts.quotas, parts.ballots]
      return chain.ethers.deployContract("Assembly", settings, { libraries: await deployAssemblyLibraries(chain) })
    }

    it("without contracts behind its addresses", async () => {
      const nobody = scene.outsider.address
      await found()
      for (const changes of [
        { commune: nobody },
        { ledger: nobody },
        { trustees: nobody },
        { timelock: nobody },
        { membershipVerifier: nobody },
        { decryptVerifier: nobody },
        { quotas: [{ records: 1, verifier: nobody }] },
        { ballots: [{ ciphertexts: 1, verifier: nobody }] },
      ]) {
        await expect(found(changes)).to.be.revertedWithCustomError(scene.assembly, "NotAContract").withArgs(nobody)
      }
    })

    it("with the verifier of another circuit", async () => {
      const { assembly } = scene
      const [membership, quota] = [await assembly.membershipVerifier(), await assembly.quotaVerifier(1)]
      const [four, twelve] = [await assembly.ballotVerifier(1), await assembly.ballotVerifier(3)]
      for (const [changes, ...args] of [
        [{ membershipVerifier: quota }, quota, 7, 5],
        [{ decryptVerifier: membership }, membership, 5, 6],
        [{ quotas: [{ records: 1, verifier: membership }] }, membership, 5, 7],
        [{ ballots: [{ ciphertexts: 1, verifier: twelve }] }, twelve, 20, 12],
        [{ ballots: [{ ciphertexts: 3, verifier: four }] }, four, 12, 20],
      ] as const) {
        await expect(found(changes))
          .to.be.revertedWithCustomError(assembly, "WrongSignalCount")
          .withArgs(...args)
      }
    })

    it("with two verifiers for one number of records, or one for none", async () => {
      const verifier = await scene.assembly.quotaVerifier(1)
      const twice = [4, 4].map((records) => ({ records, verifier }))
      await expect(found({ quotas: twice }))
        .to.be.revertedWithCustomError(scene.assembly, "InvalidQuotaInstance")
        .withArgs(4)
      await expect(found({ quotas: [{ records: 0, verifier }] }))
        .to.be.revertedWithCustomError(scene.assembly, "InvalidQuotaInstance")
        .withArgs(0)
    })

    it("with two verifiers for one number of ciphertexts, or one for a number that no circuit has", async () => {
      const verifier = await scene.assembly.ballotVerifier(1)
      for (const [ballots, ciphertexts] of [
        [[1, 1], 1],
        [[0], 0],
        [[2], 2],
        [[4], 4],
      ] as const) {
        await expect(found({ ballots: ballots.map((number) => ({ ciphertexts: number, verifier })) }))
          .to.be.revertedWithCustomError(scene.assembly, "InvalidBallotInstance")
          .withArgs(ciphertexts)
      }
    })
  })

  it("names its parts", async () => {
    const { assembly, commune, ledger } = scene
    expect(await assembly.commune()).to.equal(await commune.getAddress())
    expect(await assembly.ledger()).to.equal(await ledger.getAddress())
    expect(await assembly.quotaVerifier(2)).to.equal(scene.chain.ethers.ZeroAddress)
  })

  it("does not let a proposal through without its convener's role", async () => {
    const { assembly, outsider } = scene
    await expect(as(assembly, outsider).propose(terms())).to.be.revertedWithCustomError(
      assembly,
      "AccessControlUnauthorizedAccount",
    )
  })

  it("fits into the size that chains allow", async () => {
    const code = await scene.chain.ethers.provider.getCode(await scene.assembly.getAddress())
    expect((code.length - 2) / 2).to.be.lessThan(24_576)
  })
})
