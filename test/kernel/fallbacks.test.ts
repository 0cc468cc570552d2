import { once } from "node:events"
import { Worker } from "node:worker_threads"
import { expect } from "chai"
import { Roll } from "../../sdk/index.ts"
import { HASH_INPUTS, type HashJob } from "../../sdk/kernel/hash-job.ts"
import { hashNow, hashWithoutKernel } from "../../sdk/kernel/hash-now.ts"
import { NUMBER_SIZE } from "../../sdk/kernel/packed-numbers.ts"
import { hashProgramSoon } from "../../sdk/kernel/program.ts"
import { scalarBytes } from "../../sdk/kernel/scalar-bytes.ts"
import { Seat } from "../../sdk/kernel/seat.ts"
import { crowd } from "../sdk/roll/scene.ts"

/** What hashes are made of: numbers from 1 on. */
function numbers(count: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(count * NUMBER_SIZE)
  for (let index = 0; index < count; index++) bytes.set(scalarBytes(BigInt(index + 1) ** 99n), index * NUMBER_SIZE)
  return bytes
}

describe("where the kernel cannot run", () => {
  it("a roll has the same root, only slower", async () => {
    const worker = new Worker(new URL("no-webassembly.ts", import.meta.url))
    const [roots] = (await once(worker, "message")) as [bigint[]]
    const { root } = Roll.of(crowd(40))
    expect(roots).to.deep.equal([root, root])
  })
})

describe("a seat of the kernel", () => {
  it("hashes as the calling thread does, with the kernel and without", async () => {
    const seat = new Seat()
    await seat.call("loadHashes", [(await hashProgramSoon())!])
    for (const job of Object.keys(HASH_INPUTS) as HashJob[]) {
      const from = numbers(7 * HASH_INPUTS[job])
      const [kernel, reference] = [new Uint8Array(7 * NUMBER_SIZE), new Uint8Array(7 * NUMBER_SIZE)]
      hashNow({ job, to: kernel, from })
      hashWithoutKernel({ job, to: reference, from })
      expect(kernel).to.deep.equal(reference)
      expect(await seat.call("hash", [job, from, 7 * NUMBER_SIZE])).to.deep.equal(reference)
    }
  })

  it("does nothing for which it has nothing loaded", async () => {
    const seat = new Seat()
    const word = new Uint8Array(NUMBER_SIZE)
    const refusals = await Promise.allSettled([
      seat.call("hash", ["leaf", numbers(2), NUMBER_SIZE]),
      seat.call("quotientSum", [word, word]),
      seat.call("add", [word, word]),
      seat.call("pointSums", [word, { r: word, s: word }]),
    ])
    for (const refusal of refusals) expect(refusal).to.deep.include({ status: "rejected" })
  })
})
