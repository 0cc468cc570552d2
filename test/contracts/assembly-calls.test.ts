import { expect } from "chai"
import { as } from "./chain.ts"
import { moreThan, NONE, OUTCOME, STATE, terms, type PollTerms } from "./assembly-scene.ts"
import { deployAssembly, TIMELOCK_DELAY, type Timelock } from "./deploy.ts"
import { SecretScene } from "./secret-scene.ts"

const YES = [1, 0, 0]
const NO = [0, 1, 0]

type Calls = [targets: string[], values: bigint[], payloads: string[]]

describe("Assembly, calls that a poll decides on", () => {
  let scene: SecretScene
  let timelock: Timelock
  let calls: Calls
  const recipient = `0x${"cd".repeat(20)}`

  before(async () => {
    scene = await SecretScene.open({ ballots: false, decryption: false })
    timelock = scene.scene.timelock
    // Money for the roof, and a longer delay from now on, which the timelock takes from itself only.
    const purse = await timelock.getAddress()
    await scene.scene.admin.sendTransaction({ to: purse, value: 1_000n })
    const delay = timelock.interface.encodeFunctionData("updateDelay", [5 * 86_400])
    calls = [
      [recipient, purse],
      [700n, 0n],
      ["0x", delay],
    ]
  })

  let restore: () => Promise<void>
  beforeEach(async () => {
    restore = await scene.remember()
  })
  afterEach(() => restore())

  function hashOf(lists: Calls): string {
    const { AbiCoder, keccak256 } = scene.scene.chain.ethers
    return keccak256(AbiCoder.defaultAbiCoder().encode(["address[]", "uint256[]", "bytes[]"], lists))
  }

  /** A secret poll on these calls that ends as its ballots say. */
  async function decided(
    ballots: readonly (readonly number[])[] = [YES, YES, NO],
    changes: Partial<PollTerms> = {},
  ): Promise<bigint> {
    const pollId = await scene.convene({ calls: hashOf(calls), callsOption: 0, ...changes })
    await scene.cast(ballots, pollId)
    await scene.close(pollId)
    await scene.decrypt([1, 2, 3], pollId)
    const totals = [0, 1, 2].map((option) => ballots.reduce((total, scores) => total + scores[option]!, 0))
    await scene.announce([1, 2, 3], totals, pollId)
    return pollId
  }

  const schedule = (pollId: bigint, lists: Calls = calls) =>
    as(scene.assembly, scene.scene.outsider).scheduleCalls(pollId, ...lists)

  async function saltOf(pollId: bigint): Promise<string> {
    const { AbiCoder, keccak256 } = scene.scene.chain.ethers
    const contract = await scene.assembly.getAddress()
    return keccak256(AbiCoder.defaultAbiCoder().encode(["address", "uint256"], [contract, pollId]))
  }

  const ZERO = `0x${"00".repeat(32)}`

  it("go to the timelock when their option has carried, and are made after its delay: by anyone, exactly these", async () => {
    const { chain, outsider } = scene.scene
    const pollId = await decided()
    const salt = await saltOf(pollId)
    const operation = (await timelock.hashOperationBatch(...calls, ZERO, salt)) as string
    expect(await scene.assembly.callsOperation(pollId)).to.equal(ZERO)
    await expect(schedule(pollId)).to.emit(scene.assembly, "CallsScheduled").withArgs(pollId, operation)
    expect(await scene.assembly.callsOperation(pollId)).to.equal(operation)
    expect(await timelock.isOperationPending(operation)).to.equal(true)

    const execute = () => as(timelock, outsider).executeBatch(...calls, ZERO, salt)
    const scheduled = await chain.networkHelpers.time.latest()
    await chain.networkHelpers.time.setNextBlockTimestamp(scheduled + TIMELOCK_DELAY - 1)
    await expect(execute()).to.be.revertedWithCustomError(timelock, "TimelockUnexpectedOperationState")
    await chain.networkHelpers.time.setNextBlockTimestamp(scheduled + TIMELOCK_DELAY)
    await execute()
    expect(await timelock.isOperationDone(operation)).to.equal(true)
    expect(await chain.ethers.provider.getBalance(recipient)).to.equal(700n)
    expect(await timelock.getMinDelay()).to.equal(BigInt(5 * 86_400))
  })

  it("serve public polls as well", async () => {
    const { scene: inner } = scene
    const pollId = await inner.convene({ calls: hashOf(calls), callsOption: 1 })
    await inner.cast([1, 1, 0], pollId)
    await inner.close(pollId)
    await schedule(pollId)
  })

  it("are two operations where two polls decide on the same calls", async () => {
    const [first, second] = [await decided(), await decided()]
    await schedule(first)
    await schedule(second)
    expect(await scene.assembly.callsOperation(first)).not.to.equal(await scene.assembly.callsOperation(second))
  })

  describe("are refused", () => {
    async function refused(pollId: bigint, error: string, args: unknown[], lists: Calls = calls): Promise<void> {
      await expect(schedule(pollId, lists))
        .to.be.revertedWithCustomError(scene.assembly, error)
        .withArgs(...args)
    }

    it("when they are others than the terms say, or in another order", async () => {
      const pollId = await decided()
      const [targets, values, payloads] = calls
      for (const other of [
        [targets.toReversed(), values, payloads],
        [targets, [701n, 0n], payloads],
        [targets, values, ["0x01", payloads[1]!]],
        [targets.slice(0, 1), values.slice(0, 1), payloads.slice(0, 1)],
        [[], [], []],
      ] as Calls[])
        await refused(pollId, "WrongCalls", [pollId, hashOf(other), hashOf(calls)], other)
    })

    it("a second time, also when the timelock cancelled them", async () => {
      const { admin } = scene.scene
      const pollId = await decided()
      await schedule(pollId)
      await refused(pollId, "CallsAlreadyScheduled", [pollId])
      await as(timelock, admin).grantRole(await timelock.CANCELLER_ROLE(), admin.address)
      await as(timelock, admin).cancel(await scene.assembly.callsOperation(pollId))
      await refused(pollId, "CallsAlreadyScheduled", [pollId])
    })

    it("when another option has carried", async () => {
      const pollId = await decided([NO, NO, YES])
      expect(await scene.assembly.outcome(pollId)).to.deep.equal([OUTCOME.carried, 1n])
      await refused(pollId, "CallsNotCarried", [pollId])
    })

    it("when none has, or there was no quorum", async () => {
      const tied = await decided([YES, NO, [0, 0, 0]])
      await refused(tied, "CallsNotCarried", [tied])
      const few = await decided([YES, YES, YES], { quorum: moreThan(3, 7) })
      expect(await scene.assembly.outcome(few)).to.deep.equal([OUTCOME.noQuorum, 255n])
      await refused(few, "CallsNotCarried", [few])
    })

    it("of a poll that has none", async () => {
      const pollId = await decided([NO, NO, [0, 0, 0]], { calls: ZERO, callsOption: NONE })
      await refused(pollId, "CallsNotCarried", [pollId])
      const tied = await decided([YES, NO, [0, 0, 0]], { calls: ZERO, callsOption: NONE })
      await refused(tied, "CallsNotCarried", [tied], [[], [], []])
    })

    it("before the tally is announced", async () => {
      const pollId = await scene.convene({ calls: hashOf(calls), callsOption: 0 })
      await scene.cast([YES, YES, YES], pollId)
      await refused(pollId, "WrongPollState", [pollId, STATE.open, STATE.closed])
      await scene.close(pollId)
      await scene.decrypt([1, 2, 3], pollId)
      await refused(pollId, "WrongPollState", [pollId, STATE.decrypting, STATE.closed])
      await refused(99n, "WrongPollState", [99n, STATE.none, STATE.closed])
    })

    it("with the timelock's own word when they cannot be made: lists of different lengths", async () => {
      const uneven: Calls = [[recipient], [], []]
      const pollId = await decided([YES, YES, YES], { calls: hashOf(uneven) })
      await expect(schedule(pollId, uneven)).to.be.revertedWithCustomError(timelock, "TimelockInvalidOperationLength")
      expect(await scene.assembly.callsOperation(pollId)).to.equal(ZERO)
    })

    it("by the timelock when somebody else proposes them", async () => {
      await expect(
        as(timelock, scene.scene.outsider).scheduleBatch(...calls, ZERO, ZERO, TIMELOCK_DELAY),
      ).to.be.revertedWithCustomError(timelock, "AccessControlUnauthorizedAccount")
    })
  })

  it("are part of terms that fit together only", async () => {
    const hash = hashOf(calls)
    for (const [given, option] of [
      [hash, NONE],
      [hash, 3],
      [ZERO, 0],
      [ZERO, 2],
    ] as const) {
      await expect(scene.assembly.propose(terms({ calls: given, callsOption: option })))
        .to.be.revertedWithCustomError(scene.assembly, "InvalidCalls")
        .withArgs(given, option)
    }
  })

  it("need a timelock", async () => {
    const { chain, admin, keeper, commune, ledger } = scene.scene
    const none = await deployAssembly(chain, admin, keeper, { commune: as(commune, admin), ledger, timelock: "none" })
    expect(await none.timelock()).to.equal(chain.ethers.ZeroAddress)
    const hash = hashOf(calls)
    await expect(as(none, keeper).propose(terms({ calls: hash, callsOption: 0 })))
      .to.be.revertedWithCustomError(none, "InvalidCalls")
      .withArgs(hash, 0)
    await as(none, keeper).propose(terms())
  })
})
