import type { KernelExports } from "./exports.ts"
import { KernelProblem } from "./problem.ts"

/** Bytes of a scalar: a plain number, lowest byte first. */
export const SCALAR_SIZE = 32

/** One instance of the kernel, with a memory of its own. */
export class Kernel {
  readonly #exports: KernelExports

  private constructor(exports: KernelExports) {
    this.#exports = exports
  }

  static async start(program: WebAssembly.Module): Promise<Kernel> {
    const { exports } = await WebAssembly.instantiate(program, {})
    return new Kernel(exports as unknown as KernelExports)
  }

  /**
   * Calls the kernel.
   *
   * @throws KernelProblem when its memory does not suffice
   */
  run<Result>(call: (exports: KernelExports) => Result): Result {
    try {
      return call(this.#exports)
    } catch (error) {
      if (this.#exports.isExhausted() !== 0) throw new KernelProblem("memory", "the kernel")
      throw error
    }
  }

  /** Room that is kept. */
  keep(size: number): number {
    // Beyond 32 bits an address would start again from the front.
    if (size >= 2 ** 32) throw new KernelProblem("memory", "the kernel")
    return this.run(({ allocate }) => allocate(size)) >>> 0
  }

  /** Room with a copy of the bytes. */
  put(bytes: Uint8Array): number {
    const address = this.keep(bytes.length)
    this.#bytes().set(bytes, address)
    return address
  }

  write(address: number, bytes: Uint8Array): void {
    this.#bytes().set(bytes, address)
  }

  /** A copy of what stands in the memory. */
  read(address: number, size: number): Uint8Array<ArrayBuffer> {
    return this.#bytes().slice(address, address + size)
  }

  fill(address: number, size: number): void {
    this.#bytes().fill(0, address, address + size)
  }

  copy(to: number, from: number, size: number): void {
    this.#bytes().copyWithin(to, from, from + size)
  }

  /** Runs a task whose room is given back after it. For what is not secret. */
  passing<Result>(task: () => Result): Result {
    const start = this.#exports.mark()
    try {
      return task()
    } finally {
      this.#exports.release(start)
    }
  }

  /** Where the room of a secret task starts; to be given to `wipe`. */
  mark(): number {
    return this.#exports.mark()
  }

  /** Overwrites with zeros all that was handed out since `mark`, and all temporaries. */
  wipe(start: number): void {
    this.#exports.wipe(start)
  }

  // Anew each time: the buffer is another one after the memory has grown.
  #bytes(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#exports.memory.buffer)
  }
}
