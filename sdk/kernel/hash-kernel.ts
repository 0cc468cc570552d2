import { HASH_INPUTS, type HashJob } from "./hash-job.ts"
import { NUMBER_SIZE } from "./packed-numbers.ts"

/** What the program exports; see kernel/hashes.ts. */
interface HashExports {
  memory: WebAssembly.Memory
  allocate: (size: number) => number
  prepareHash: (inputs: number) => void
  hashMany: (to: number, from: number, inputs: number, count: number) => void
}

/** So many hashes are made at once; more would only take more memory. */
const AT_ONCE = 1024
const MOST_INPUTS = Math.max(...Object.values(HASH_INPUTS))

/** The kernel's program for hashes, with a memory of its own. For what is public: nothing is wiped. */
export class HashKernel {
  readonly #exports: HashExports
  readonly #from: number
  readonly #to: number
  readonly #bytes: Uint8Array

  /** @param program small enough to be started without waiting */
  constructor(program: WebAssembly.Module) {
    this.#exports = new WebAssembly.Instance(program, {}).exports as unknown as HashExports
    for (const inputs of Object.values(HASH_INPUTS)) this.#exports.prepareHash(inputs)
    this.#from = this.#exports.allocate(AT_ONCE * MOST_INPUTS * NUMBER_SIZE) >>> 0
    this.#to = this.#exports.allocate(AT_ONCE * NUMBER_SIZE) >>> 0
    // The memory does not grow from here on, so that this stays its view.
    this.#bytes = new Uint8Array(this.#exports.memory.buffer)
  }

  /**
   * @param to   overwritten with the hashes, 32 bytes each, lowest first
   * @param from for each hash its inputs, in the same way
   */
  hash(job: HashJob, to: Uint8Array, from: Uint8Array): void {
    const inputs = HASH_INPUTS[job]
    const count = to.length / NUMBER_SIZE
    for (let first = 0; first < count; first += AT_ONCE) {
      const part = Math.min(AT_ONCE, count - first)
      const start = first * inputs * NUMBER_SIZE
      this.#bytes.set(from.subarray(start, start + part * inputs * NUMBER_SIZE), this.#from)
      this.#exports.hashMany(this.#to, this.#from, inputs, part)
      to.set(this.#bytes.subarray(this.#to, this.#to + part * NUMBER_SIZE), first * NUMBER_SIZE)
    }
  }
}
