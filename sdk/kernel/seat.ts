import type { HashJob } from "./hash-job.ts"
import { HashKernel } from "./hash-kernel.ts"
import { Kernel } from "./kernel.ts"
import { PointShare, type Blinding, type PointShareKey, type PointShareResult } from "./point-share.ts"
import { QuotientShare, type QuotientShareKey } from "./quotient-share.ts"

/** What a seat can be asked to do, with what it gets and gives. */
export interface Calls {
  loadPoints: [args: [program: WebAssembly.Module, key: PointShareKey], result: undefined]
  loadQuotient: [args: [program: WebAssembly.Module, key: QuotientShareKey], result: undefined]
  pointSums: [args: [witness: Uint8Array<ArrayBuffer>, blinding: Blinding], result: PointShareResult]
  quotientSum: [args: [witness: Uint8Array<ArrayBuffer>, r: Uint8Array<ArrayBuffer>], result: Uint8Array<ArrayBuffer>]
  add: [args: [first: Uint8Array<ArrayBuffer>, second: Uint8Array<ArrayBuffer>], result: Uint8Array<ArrayBuffer>]
  loadHashes: [args: [program: WebAssembly.Module], result: undefined]
  hash: [args: [job: HashJob, from: Uint8Array<ArrayBuffer>, size: number], result: Uint8Array<ArrayBuffer>]
}

/** A part of some work with the kernel that does it: in a thread of its own, or where it was made. */
export class Seat {
  #points: PointShare | undefined
  #quotient: QuotientShare | undefined
  #hashes: HashKernel | undefined

  /** @throws KernelProblem */
  async call<Name extends keyof Calls>(name: Name, args: Calls[Name][0]): Promise<Calls[Name][1]> {
    return (this[name] as (...args: Calls[Name][0]) => Promise<Calls[Name][1]>)(...args)
  }

  async loadPoints(program: WebAssembly.Module, key: PointShareKey): Promise<undefined> {
    this.#points = new PointShare(await Kernel.start(program), key)
  }

  async loadQuotient(program: WebAssembly.Module, key: QuotientShareKey): Promise<undefined> {
    this.#quotient = new QuotientShare(await Kernel.start(program), key)
  }

  async pointSums(witness: Uint8Array<ArrayBuffer>, blinding: Blinding): Promise<PointShareResult> {
    return loaded(this.#points).sums(witness, blinding)
  }

  async quotientSum(witness: Uint8Array<ArrayBuffer>, r: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    return loaded(this.#quotient).sum(witness, r)
  }

  async add(first: Uint8Array<ArrayBuffer>, second: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    return loaded(this.#quotient).add(first, second)
  }

  async loadHashes(program: WebAssembly.Module): Promise<undefined> {
    this.#hashes = new HashKernel(program)
  }

  async hash(job: HashJob, from: Uint8Array<ArrayBuffer>, size: number): Promise<Uint8Array<ArrayBuffer>> {
    const to = new Uint8Array(size)
    loaded(this.#hashes).hash(job, to, from)
    return to
  }
}

function loaded<Share>(share: Share | undefined): Share {
  if (share === undefined) throw new Error("The seat has nothing loaded for this")
  return share
}
