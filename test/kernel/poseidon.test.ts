import { expect } from "chai"
import { buildPoseidonReference } from "circomlibjs"
import fc from "fast-check"
import * as lite from "poseidon-lite"
import { requireRoom } from "../../scripts/kernel/poseidon/lanes-source.ts"
import { HASH_PROGRAM } from "../../sdk/kernel/generated/hash-program.ts"
import { HASH_INPUTS, type HashJob } from "../../sdk/kernel/hash-job.ts"
import { hashNow, hashWithoutKernel } from "../../sdk/kernel/hash-now.ts"
import { bytesOf, edges, fromBytes, fromLimbs, numbers, R } from "./elements.ts"

const LITE = [lite.poseidon1, lite.poseidon2, lite.poseidon3, lite.poseidon4, lite.poseidon5]
const INPUTS = [1, 2, 3, 4, 5]
const element = fc.bigInt({ min: 0n, max: R - 1n })

interface Exports {
  memory: WebAssembly.Memory
  allocate: (size: number) => number
  mark: () => number
  release: (to: number) => void
  prepareHash: (inputs: number) => void
  hashMany: (to: number, from: number, inputs: number, count: number) => void
}

function start(prepared: readonly number[] = INPUTS): Exports {
  const program = new WebAssembly.Module(Buffer.from(HASH_PROGRAM, "base64"))
  const exports = new WebAssembly.Instance(program, {}).exports as unknown as Exports
  for (const inputs of prepared) exports.prepareHash(inputs)
  return exports
}

describe("the kernel's Poseidon", function () {
  this.timeout(60_000)
  const kernel = start()

  function hash(lists: readonly (readonly bigint[])[], inputs: number, exports = kernel): bigint[] {
    const top = exports.mark()
    const from = exports.allocate(32 * inputs * lists.length)
    const to = exports.allocate(32 * lists.length)
    new Uint8Array(exports.memory.buffer).set(bytesOf(...lists.flat()), from)
    exports.hashMany(to, from, inputs, lists.length)
    const bytes = new Uint8Array(exports.memory.buffer).slice(to, to + 32 * lists.length)
    exports.release(top)
    return fromBytes(bytes)
  }

  const expected = (list: readonly bigint[]): bigint => (LITE[list.length - 1] as typeof lite.poseidon1)([...list])

  for (const inputs of INPUTS) {
    it(`over ${inputs} inputs is circomlib's, at the edges of the field and of limbs`, async () => {
      const reference = await buildPoseidonReference()
      const values = [
        ...edges(R).filter((value) => value < R),
        fromLimbs(Array<number>(8).fill(2 ** 29 - 1)),
        2n ** 28n,
      ]
      const lists = values.flatMap((value, index) => [
        Array<bigint>(inputs).fill(value),
        Array.from({ length: inputs }, (_, place) => values[(index * 3 + place * 5 + 1) % values.length] as bigint),
      ])
      const hashes = hash(lists, inputs)
      lists.forEach((list, index) => {
        expect(hashes[index]).to.equal(expected(list))
        expect(hashes[index]).to.equal(reference.F.toObject(reference([...list])))
      })
    })

    it(`over ${inputs} inputs is poseidon-lite's, whatever the inputs`, () => {
      fc.assert(
        fc.property(
          fc.array(fc.array(element, { minLength: inputs, maxLength: inputs }), { minLength: 1, maxLength: 5 }),
          (lists) => {
            expect(hash(lists, inputs)).to.deep.equal(lists.map(expected))
          },
        ),
        { numRuns: 60 },
      )
    })
  }

  it("counts inputs modulo r, up to 2^256", () => {
    for (const value of [R, R + 5n, 2n * R - 1n, 5n * R, 2n ** 255n, 2n ** 256n - 1n])
      expect(hash([[value, value]], 2)).to.deep.equal([expected([value % R, value % R])])
  })

  it("hashes each of many by itself: an even or odd number, and none has an influence on another", () => {
    const random = numbers(5n)
    const lists = Array.from({ length: 9 }, () => Array.from({ length: 5 }, () => random.next().value % R))
    const alone = lists.map((list) => hash([list], 5)[0])
    for (let count = 1; count <= lists.length; count++) {
      expect(hash(lists.slice(0, count), 5)).to.deep.equal(alone.slice(0, count))
    }
    // A width leaves nothing behind for the next.
    const [one] = hash([[7n]], 1)
    hash(lists, 5)
    expect(hash([[7n]], 1)).to.deep.equal([one])
  })

  it("writes nothing beside the hashes", () => {
    const top = kernel.mark()
    const to = kernel.allocate(32 * 5)
    const from = kernel.allocate(32 * 6)
    const memory = new Uint8Array(kernel.memory.buffer)
    memory.fill(0xaa, to, to + 32 * 5)
    memory.set(bytesOf(1n, 2n, 3n, 4n, 5n, 6n), from)
    kernel.hashMany(to + 32, from, 2, 3)
    expect(fromBytes(memory.slice(to + 32, to + 128))).to.deep.equal(
      [
        [1n, 2n],
        [3n, 4n],
        [5n, 6n],
      ].map(expected),
    )
    for (const at of [to, to + 128]) expect(memory.slice(at, at + 32).every((byte) => byte === 0xaa)).to.equal(true)
    kernel.release(top)
  })

  it("refuses a number of inputs that was not made ready, or that it does not have", () => {
    const exports = start([2])
    expect(() => hash([[1n, 2n, 3n]], 3, exports)).to.throw(WebAssembly.RuntimeError)
    expect(() => exports.prepareHash(6)).to.throw(WebAssembly.RuntimeError)
    expect(hash([[1n, 2n]], 2, exports)).to.deep.equal([expected([1n, 2n])])
  })

  it("has no sum of products that could exceed 64 bits: such a one is not generated", () => {
    const largest = fromLimbs(Array<number>(9).fill(2 ** 29 - 1))
    requireRoom(Array<bigint>(6).fill(largest))
    expect(() => {
      requireRoom(Array<bigint>(7).fill(largest))
    }).to.throw("64 bits")
  })

  for (const job of Object.keys(HASH_INPUTS) as HashJob[]) {
    it(`gives the same ${job} as the code that is taken where it cannot run`, () => {
      const random = numbers(3n)
      const count = 1100
      const from = bytesOf(...Array.from({ length: HASH_INPUTS[job] * count }, () => random.next().value % R))
      const [fast, slow] = [new Uint8Array(32 * count), new Uint8Array(32 * 5)]
      hashNow({ job, to: fast, from: new Uint8Array(from) })
      // Of the first and the last, which are not done at once.
      for (const first of [0, count - 5]) {
        const size = 32 * HASH_INPUTS[job]
        hashWithoutKernel({ job, to: slow, from: new Uint8Array(from.slice(first * size)) })
        expect(fast.slice(32 * first, 32 * (first + 5))).to.deep.equal(slow)
      }
    })
  }
})
