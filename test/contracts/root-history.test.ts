import { expect } from "chai"
import { deployed, simulatedChain, type Callable, type Chain } from "./chain.ts"

type History = Callable<
  "setRoots" | "setEndAndSet" | "endSupersededRoots" | "setRootWindow" | "rootWindow" | "isKnownRoot" | "root"
>

const WINDOW = 600
const [A, B, C] = [11n, 22n, 33n]

describe("RootHistory", () => {
  let chain: Chain
  let history: History

  before(async () => {
    chain = await simulatedChain()
  })

  beforeEach(async () => {
    history = await deployed(chain, "RootHistoryHarness", [WINDOW])
  })

  /** Sends a change and says at which second it took place. */
  async function at(change: Promise<unknown>): Promise<number> {
    await change
    return chain.networkHelpers.time.latest()
  }

  /** Asks in a block of exactly this second. */
  async function knownAt(root: bigint, second: number): Promise<unknown> {
    if ((await chain.networkHelpers.time.latest()) < second) await chain.networkHelpers.time.increaseTo(second)
    return history.isKnownRoot(root)
  }

  it("knows the current root for ever", async () => {
    const set = await at(history.setRoots([A]))
    expect(await history.root()).to.equal(A)
    expect(await knownAt(A, set + 100 * WINDOW)).to.equal(true)
  })

  it("never knows root 0, nor one that never was", async () => {
    expect(await history.isKnownRoot(0n)).to.equal(false)
    await history.setRoots([A])
    await history.setRoots([B])
    expect(await history.isKnownRoot(0n)).to.equal(false)
    expect(await history.isKnownRoot(C)).to.equal(false)
    // A window from before 1970: "never superseded" must not read as "superseded at second 0".
    await history.setRootWindow(2 ** 32 - 1)
    expect(await history.isKnownRoot(C)).to.equal(false)
    expect(await history.isKnownRoot(A)).to.equal(true)
  })

  it("knows a superseded root until one second before the window has passed", async () => {
    const set = await at(history.setRoots([A]))
    await chain.networkHelpers.time.increaseTo(set + 50 * WINDOW)
    const superseded = await at(history.setRoots([B]))
    expect(superseded - set, "the root stood longer than the window").to.be.greaterThan(WINDOW)
    expect(await knownAt(A, superseded)).to.equal(true)
    expect(await knownAt(A, superseded + WINDOW - 1)).to.equal(true)
    expect(await knownAt(A, superseded + WINDOW)).to.equal(false)
    expect(await knownAt(B, superseded + WINDOW)).to.equal(true)
  })

  it("knows no superseded root when the window is 0, not even within its block", async () => {
    await history.setRootWindow(0)
    await history.setRoots([A, B])
    expect(await history.isKnownRoot(A)).to.equal(false)
    expect(await history.isKnownRoot(B)).to.equal(true)
  })

  it("applies a new window at once, to both sides", async () => {
    await history.setRoots([A])
    const superseded = await at(history.setRoots([B]))
    expect(await knownAt(A, superseded + 300)).to.equal(true)
    await expect(history.setRootWindow(100)).to.emit(history, "RootWindowSet").withArgs(100)
    expect(await history.rootWindow()).to.equal(100n)
    expect(await history.isKnownRoot(A)).to.equal(false)
    await history.setRootWindow(WINDOW)
    expect(await history.isKnownRoot(A)).to.equal(true)
  })

  it("ends every superseded root at once, and leaves the current one", async () => {
    await history.setRoots([A])
    await history.setRoots([B])
    await history.setRoots([C])
    await expect(history.endSupersededRoots()).to.emit(history, "SupersededRootsEnded").withArgs(1n)
    expect(await history.isKnownRoot(A)).to.equal(false)
    expect(await history.isKnownRoot(B)).to.equal(false)
    expect(await history.isKnownRoot(C)).to.equal(true)
  })

  it("does not bring an ended root back with a longer window", async () => {
    await history.setRoots([A])
    await history.setRoots([B])
    await history.endSupersededRoots()
    await history.setRootWindow(4_000_000_000)
    expect(await history.isKnownRoot(A)).to.equal(false)
  })

  it("knows a root that is superseded after the end of others, for the whole window", async () => {
    await history.setRoots([A])
    await history.endSupersededRoots()
    const superseded = await at(history.setRoots([B]))
    expect(await knownAt(A, superseded + WINDOW - 1)).to.equal(true)
    expect(await knownAt(A, superseded + WINDOW)).to.equal(false)
  })

  it("tells two changes of one block apart from an end between them", async () => {
    await history.setRoots([A])
    await history.setEndAndSet(B, C)
    expect(await history.isKnownRoot(A), "superseded before the end").to.equal(false)
    expect(await history.isKnownRoot(B), "superseded after the end").to.equal(true)
    expect(await history.isKnownRoot(C)).to.equal(true)
  })

  it("knows both older roots after two changes in one block", async () => {
    await history.setRoots([A])
    const superseded = await at(history.setRoots([B, C]))
    for (const root of [A, B]) expect(await knownAt(root, superseded)).to.equal(true)
    for (const root of [A, B]) expect(await knownAt(root, superseded + WINDOW)).to.equal(false)
  })

  it("starts the window anew for a root that becomes current again", async () => {
    await history.setRoots([A])
    const first = await at(history.setRoots([B]))
    await chain.networkHelpers.time.increaseTo(first + WINDOW)
    expect(await history.isKnownRoot(A)).to.equal(false)
    await history.setRoots([A])
    expect(await history.isKnownRoot(A)).to.equal(true)
    const second = await at(history.setRoots([C]))
    expect(await knownAt(A, second + WINDOW - 1)).to.equal(true)
    expect(await knownAt(A, second + WINDOW)).to.equal(false)
  })

  it("knows an ended root again once it is current again, and for a window after that", async () => {
    await history.setRoots([A])
    await history.setRoots([B])
    await history.endSupersededRoots()
    await history.setRoots([A])
    expect(await history.isKnownRoot(A)).to.equal(true)
    const superseded = await at(history.setRoots([C]))
    expect(await knownAt(A, superseded + WINDOW - 1)).to.equal(true)
    expect(await knownAt(A, superseded + WINDOW)).to.equal(false)
  })
})
