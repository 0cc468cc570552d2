import { expect } from "chai"
import { RootHistory } from "../../../sdk/tree/root-history.ts"

describe("known roots", () => {
  it("accepts the current one, and a superseded one until the window after its supersession ends", async () => {
    let now = 1_000_000
    const history = new RootHistory({ rootWindow: 60, now: () => now })
    expect(await history.accepts(1n, 1n)).to.equal(true)
    // It may have stood for years: only its supersession starts the window.
    now += 10 ** 9
    history.supersede(1n)
    expect(await history.accepts(1n, 2n)).to.equal(true)
    now += 59_999
    expect(await history.accepts(1n, 2n)).to.equal(true)
    now += 1
    expect(await history.accepts(1n, 2n)).to.equal(false)
  })

  it("never accepts 0 or a stranger, whoever is asked", async () => {
    const history = new RootHistory({ knowsRoot: async () => true })
    expect(await history.accepts(0n, 0n)).to.equal(false)
    const strict = new RootHistory()
    expect(await strict.accepts(5n, 2n)).to.equal(false)
  })

  it("ends all superseded roots at once", async () => {
    const history = new RootHistory({ rootWindow: 60 })
    history.supersede(1n)
    history.end()
    expect(await history.accepts(1n, 2n)).to.equal(false)
  })

  it("asks the contract where there is one", async () => {
    const asked: bigint[] = []
    const history = new RootHistory({
      knowsRoot: async (root) => {
        asked.push(root)
        return root === 3n
      },
    })
    history.supersede(1n)
    expect(await history.accepts(1n, 2n)).to.equal(false)
    expect(await history.accepts(3n, 2n)).to.equal(true)
    expect(asked).to.deep.equal([1n, 3n])
  })
})
