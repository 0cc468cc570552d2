import { expect } from "chai"
import { Kernel } from "../../sdk/kernel/kernel.ts"
import { PointShare } from "../../sdk/kernel/point-share.ts"
import { KernelProblem } from "../../sdk/kernel/problem.ts"
import { kernelProgram } from "../../sdk/kernel/program.ts"
import { parseProvingKey, type ProvingKey } from "../../sdk/kernel/proving-key.ts"
import { QuotientShare } from "../../sdk/kernel/quotient-share.ts"
import { loadCircuit } from "../../sdk/proof/artifacts.ts"
import { WitnessProgram } from "../../sdk/proof/witness.ts"
import { inputOf } from "./circuit-inputs.ts"
import { bytesOf, numbers, R } from "./elements.ts"

describe("what the kernel's memory holds after a proof", function () {
  this.timeout(60_000)
  let key: ProvingKey
  let witness: Uint8Array<ArrayBuffer>
  const random = numbers(99n)
  const scalar = (): Uint8Array<ArrayBuffer> => new Uint8Array(bytesOf(random.next().value % R))

  before(async () => {
    const { wasm, zkey } = await loadCircuit("decrypt")
    key = parseProvingKey(zkey)
    witness = (await WitnessProgram.compile(wasm)).calculate(await inputOf("decrypt"))
  })

  async function kernel(): Promise<Kernel> {
    return Kernel.start(await kernelProgram())
  }

  /** All memory, in which nothing that was taken for a task may have left a trace. */
  function memoryOf(one: Kernel): Buffer {
    return Buffer.from(
      one.read(
        0,
        one.run(({ memory }) => memory.buffer.byteLength),
      ),
    )
  }

  it("is what it held before: sums of points", async () => {
    const one = await kernel()
    const share = new PointShare(one, key.points)
    one.wipe(one.mark())
    const before = memoryOf(one)
    const [r, s] = [scalar(), scalar()]
    const given = witness.slice()
    const { a } = share.sums(given, { r, s })
    expect(a.some((byte) => byte !== 0)).to.equal(true)
    const after = memoryOf(one)
    // What was grown since is blank; all else is as before.
    expect(after.subarray(0, before.length).equals(before)).to.equal(true)
    expect(after.subarray(before.length).every((byte) => byte === 0)).to.equal(true)
    for (const secret of [given, r, s]) expect(secret.every((byte) => byte === 0)).to.equal(true)
  })

  it("is what it held before: quotient and merged sum, also when the witness is refused", async () => {
    const one = await kernel()
    const share = new QuotientShare(one, key.quotient)
    one.wipe(one.mark())
    const before = memoryOf(one)
    const bad = witness.slice()
    bad.set(bytesOf(R), bad.length - 32)
    for (const given of [witness.slice(), bad]) {
      const r = scalar()
      if (given === bad) expect(() => share.sum(given, r)).to.throw(KernelProblem, "witness")
      else share.sum(given, r)
      const after = memoryOf(one)
      expect(after.subarray(0, before.length).equals(before)).to.equal(true)
      expect(after.subarray(before.length).every((byte) => byte === 0)).to.equal(true)
      for (const secret of [given, r]) expect(secret.every((byte) => byte === 0)).to.equal(true)
    }
  })

  it("is what it held before when memory ran out in the middle, and the next proof works", async () => {
    const one = await kernel()
    const share = new QuotientShare(one, key.quotient)
    one.wipe(one.mark())
    const before = memoryOf(one)
    const keep = one.keep.bind(one)
    let rooms = 0
    one.keep = (size) => keep(++rooms === 4 ? 2 ** 32 - 2 ** 20 : size)
    const given = witness.slice()
    expect(() => share.sum(given, scalar())).to.throw(KernelProblem, "memory")
    expect(rooms).to.equal(4)
    const after = memoryOf(one)
    expect(after.subarray(0, before.length).equals(before)).to.equal(true)
    expect(after.subarray(before.length).every((byte) => byte === 0)).to.equal(true)
    expect(given.every((byte) => byte === 0)).to.equal(true)
    one.keep = keep
    expect(share.sum(witness.slice(), scalar()).some((byte) => byte !== 0)).to.equal(true)
  })
})
