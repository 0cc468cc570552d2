import { IncrementalMerkleTree } from "@zk-kit/incremental-merkle-tree"
import { expect } from "chai"
import fc from "fast-check"
import { poseidon2, poseidon5 } from "poseidon-lite"
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts"
import { HashCrew } from "../../../sdk/kernel/hash-crew.ts"
import { ALL_DONE, type HashSteps } from "../../../sdk/kernel/hash-job.ts"
import { PackedNumbers } from "../../../sdk/kernel/packed-numbers.ts"
import { heightFor, LeanTree } from "../../../sdk/tree/lean-tree.ts"
import { nodesAbove } from "../../../sdk/tree/node-rows.ts"

const SIZES = [1, 4, 5, 6, 24, 25, 26, 125, 126, 3125]

/** The reference package's tree, exactly as deep as the leaves need. */
function referenceOf(leaves: readonly bigint[]): IncrementalMerkleTree {
  return new IncrementalMerkleTree((children) => poseidon5(children), heightFor(leaves.length), 0n, 5, [...leaves])
}

/** Leaves of which each third, and the last, is empty. */
function leavesOf(size: number): bigint[] {
  return Array.from({ length: size }, (_, index) =>
    index % 3 === 1 || (size > 1 && index === size - 1) ? 0n : BigInt(index + 2) ** 31n % FIELD_ORDER,
  )
}

async function builtInThreads(leaves: readonly bigint[], threads: number): Promise<LeanTree> {
  const tree = new LeanTree(9)
  const steps = tree.inserting(leaves.length, (row, first) => {
    leaves.forEach((leaf, index) => {
      row.set(first + index, leaf)
    })
    return undefined
  })
  await HashCrew.finish(steps, { threads }, { leaf: leaves.length, node: nodesAbove(leaves.length) })
  return tree
}

function requireSame(tree: LeanTree, reference: IncrementalMerkleTree, indices: readonly number[]): void {
  expect(tree.root).to.equal(reference.root)
  for (const index of indices) expect(tree.siblings(index)).to.deep.equal(reference.createProof(index).siblings)
}

describe("a tree built in bulk", function () {
  this.timeout(60_000)

  for (const size of SIZES) {
    it(`of ${size} leaves, some empty, is the reference's, in one thread, in three, and after changes`, async () => {
      const leaves = leavesOf(size)
      const reference = referenceOf(leaves)
      const indices = [...new Set([0, Math.floor(size / 2), size - 1])]
      const trees = [LeanTree.of(leaves, 9), await builtInThreads(leaves, 1), await builtInThreads(leaves, 3)]
      for (const tree of trees) requireSame(tree, reference, indices)
      for (const [step, index] of indices.entries()) {
        const leaf = step === 1 ? 0n : 77n + BigInt(index)
        reference.update(index, leaf)
        for (const tree of trees) tree.update(index, leaf)
      }
      for (const tree of trees) requireSame(tree, reference, indices)
      if (size === 5 ** heightFor(size)) return
      reference.insert(99n)
      for (const tree of trees) tree.insert(99n)
      for (const tree of trees) requireSame(tree, reference, [...indices, size])
    })
  }

  it("is the reference's after whatever was appended, changed and emptied", () => {
    const leaf = fc.oneof(fc.constant(0n), fc.bigInt({ min: 1n, max: FIELD_ORDER - 1n }))
    const change = fc.record({ at: fc.nat(1000), leaf })
    const steps = fc.array(fc.oneof(fc.array(leaf, { maxLength: 12 }), change), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(fc.array(leaf, { minLength: 1, maxLength: 30 }), steps, (start, changes) => {
        const leaves = [...start]
        const tree = LeanTree.of(leaves, 9)
        for (const step of changes) {
          if (Array.isArray(step)) {
            leaves.push(...step)
            tree.insertMany(step)
          } else {
            leaves[step.at % leaves.length] = step.leaf
            tree.update(step.at % leaves.length, step.leaf)
          }
          expect(tree.root).to.equal(referenceOf(leaves).root)
        }
        expect(tree.leaves).to.deep.equal(leaves)
        requireSame(tree, referenceOf(leaves), [leaves.length - 1])
      }),
      { numRuns: 25 },
    )
  })

  it("changes many leaves at once, also in one family", async () => {
    const leaves = leavesOf(700)
    const tree = LeanTree.of(leaves, 9)
    const indices = [0, 1, 4, 5, 124, 125, 126, 127, 624, 625, 699]
    const steps = tree.updating(indices, (packed) => {
      indices.forEach((index, place) => {
        packed.set(place, BigInt(index) + 1000n)
      })
      return undefined
    })
    await HashCrew.finish(steps, {}, { leaf: 0, node: 50 })
    for (const index of indices) leaves[index] = BigInt(index) + 1000n
    requireSame(tree, referenceOf(leaves), indices)
  })
})

describe("hashing work", function () {
  this.timeout(60_000)

  /** 5,000 leaves in tasks of unlike sizes, then one node over the first five. */
  function* work(leaves: PackedNumbers, node: PackedNumbers): HashSteps<string> {
    const inputs = new PackedNumbers(2 * leaves.length)
    for (let index = 0; index < inputs.length; index++) inputs.set(index, BigInt(index))
    for (const [first, end] of [
      [0, 3000],
      [3000, 3001],
      [3001, 5000],
    ] as const)
      yield { job: "leaf", to: leaves.bytes(first, end), from: inputs.bytes(2 * first, 2 * end) }
    yield ALL_DONE
    yield { job: "node", to: node.bytes(0, 1), from: leaves.bytes(0, 5) }
    return "result"
  }

  const expectedLeaves = [0, 1, 2, 3, 4].map((index) => poseidon2([2 * index, 2 * index + 1]))

  /** Where threads are made from this, and puts things back. */
  async function withWorker<Result>(Worker: unknown, task: () => Promise<Result>): Promise<Result> {
    const scope = globalThis as { Worker?: unknown }
    const had = Object.getOwnPropertyDescriptor(scope, "Worker")
    scope.Worker = Worker
    try {
      return await task()
    } finally {
      if (had === undefined) delete scope.Worker
      else Object.defineProperty(scope, "Worker", had)
    }
  }

  async function requireDone(options: Parameters<typeof HashCrew.finish>[1]): Promise<void> {
    const [leaves, node] = [new PackedNumbers(5000), new PackedNumbers(1)]
    // The number of hashes is an estimate.
    expect(await HashCrew.finish(work(leaves, node), options, { leaf: 5500, node: 1 })).to.equal("result")
    expect(node.at(0)).to.equal(poseidon5(expectedLeaves))
    expect(leaves.at(4999)).to.equal(poseidon2([9998, 9999]))
    expect(leaves.at(3000)).to.equal(poseidon2([6000, 6001]))
  }

  it("tells how far it is, up to 1", async () => {
    for (const threads of [1, 2]) {
      const told: number[] = []
      await requireDone({ threads, onProgress: (done) => told.push(done) })
      expect(told).to.deep.equal(told.toSorted((one, other) => one - other))
      expect(told.length).to.be.greaterThan(5)
      expect([told.at(-1), (told[0] as number) < 0.5]).to.deep.equal([1, true])
    }
  })

  it("ends with the signal's reason, before it begins or in the middle", async () => {
    const reason = new Error("no longer wanted")
    for (const threads of [1, 2]) {
      const controller = new AbortController()
      let told = 0
      const onProgress = (): void => {
        if (++told === 2) controller.abort(reason)
      }
      const [leaves, node] = [new PackedNumbers(5000), new PackedNumbers(1)]
      const ended = HashCrew.finish(
        work(leaves, node),
        { threads, onProgress, signal: controller.signal },
        { leaf: 5000, node: 1 },
      )
      expect(await ended.catch((error: unknown) => error)).to.equal(reason)
      expect(node.at(0)).to.equal(0n)
      // What was begun by then is finished; in the calling thread that is nothing.
      if (threads === 1) expect(told).to.equal(2)
      const again = HashCrew.finish(work(leaves, node), { signal: controller.signal }, { leaf: 5000, node: 1 })
      expect(await again.catch((error: unknown) => error)).to.equal(reason)
    }
  })

  it("ends with what the work throws", async () => {
    const error = new Error("a wrong member")
    function* failing(): HashSteps {
      const leaves = new PackedNumbers(3000)
      yield { job: "leaf", to: leaves.bytes(0, 3000), from: new PackedNumbers(6000).bytes(0, 6000) }
      throw error
    }
    for (const threads of [1, 2]) {
      const ended = HashCrew.finish(failing(), { threads }, { leaf: 5000, node: 0 })
      expect(await ended.catch((reason: unknown) => reason)).to.equal(error)
    }
  })

  it("is done in the calling thread where there are no threads", () =>
    withWorker(
      function Forbidden(): never {
        throw new Error("refused by the policy")
      },
      () => requireDone({ threads: 2 }),
    ))

  it("is taken over by the calling thread when threads end in the middle", () => {
    let calls = 0
    // A browser's worker that answers twice, then dies.
    class Dying {
      onmessage: ((event: { data: unknown }) => void) | undefined
      onerror: ((event: unknown) => void) | undefined
      postMessage({ number, name }: { number: number; name: string }): void {
        queueMicrotask(() => {
          if (name === "hash") {
            calls++
            this.onerror?.(new Error("killed"))
          } else this.onmessage?.({ data: { number, result: undefined } })
        })
      }
      terminate(): void {
        return undefined
      }
    }
    return withWorker(Dying, async () => {
      await requireDone({ threads: 2 })
      expect(calls).to.be.greaterThan(0)
    })
  })
})
