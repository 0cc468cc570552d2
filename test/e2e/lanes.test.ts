import { expect } from "chai"
import { inLanes } from "../../scripts/demo/in-lanes.ts"
import { Lane } from "../../scripts/demo/lane.ts"

const pause = (milliseconds = 1): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

describe("work side by side in the demo", () => {
  it("is done for every item, so many at a time and no more", async () => {
    let [running, most] = [0, 0]
    const done: number[] = []
    await inLanes([1, 2, 3, 4, 5], 2, async (item) => {
      most = Math.max(most, ++running)
      await pause()
      running--
      done.push(item)
    })
    expect(done.sort()).to.deep.equal([1, 2, 3, 4, 5])
    expect(most).to.equal(2)
  })

  it("begins nothing after a failure, and waits for what was begun before it tells", async () => {
    const [begun, done]: [number[], number[]] = [[], []]
    const work = inLanes([1, 2, 3, 4], 2, async (item) => {
      begun.push(item)
      await pause(item === 1 ? 1 : 20)
      if (item === 1) throw new Error("one failed")
      done.push(item)
    })
    await work.then(
      () => expect.fail("the failure was swallowed"),
      (error: unknown) => expect((error as Error).message).to.equal("one failed"),
    )
    expect(begun).to.deep.equal([1, 2])
    expect(done).to.deep.equal([2])
  })

  it("of one lane is done in order, and its failure is told at the next step and at the end", async () => {
    const lane = new Lane()
    const done: number[] = []
    const task = (item: number) => async () => {
      await pause(5 - item)
      if (item === 3) throw new Error("three failed")
      done.push(item)
    }
    for (const item of [1, 2, 3, 4]) lane.add(task(item))
    await lane.finish().then(
      () => expect.fail("the failure was swallowed"),
      (error: unknown) => expect((error as Error).message).to.equal("three failed"),
    )
    expect(() => lane.add(task(5))).to.throw("three failed")
    expect(done).to.deep.equal([1, 2])
    await lane.settle()
  })
})
