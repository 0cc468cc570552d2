import { compileKernel } from "../../scripts/kernel/compile.ts"
import type { KernelExports } from "../../sdk/kernel/exports.ts"

/** Operations of a field, by the numbers that kernel/probe.ts gives them. */
export const OPERATIONS = {
  product: 0,
  square: 1,
  sum: 2,
  difference: 3,
  reduced: 4,
  reducedDifference: 5,
  reducedDifferences: 6,
  negative: 7,
  inverse: 8,
  plain: 9,
  fromPlain: 10,
  fromZkey: 11,
  copy: 12,
  one: 13,
  isZero: 14,
  isCanonical: 15,
  isBlank: 16,
  productSum: 20,
  canonical: 21,
  reducedSum: 22,
  fromZkeyCoefficient: 23,
} as const

type FieldOperation = (operation: number, z: number, x: number, y: number, u: number, v: number) => number

export interface ProbeExports extends KernelExports {
  operateFq: FieldOperation
  operateFr: FieldOperation
  operateFq2: (operation: number, z: number, x: number, y: number, u: number) => number
  unpackFq: (z: number, bytes: number) => void
  packFq: (x: number, bytes: number) => void
  addExtendedG1: (to: number, x: number, y: number, both: number) => void
  addExtendedG2: (to: number, x: number, y: number, both: number) => void
  addPairsG1: (to: number, from: number, signs: number, count: number) => void
  addPairsG2: (to: number, from: number, signs: number, count: number) => void
  fillRootsOf: (to: number, root: number, length: number) => void
  transform: (elements: number, length: number, roots: number, back: number) => void
  windowWidth: (count: number) => number
  windowCount: (width: number) => number
  sumInWindowsG1: (to: number, points: number, scalars: number, count: number, width: number) => void
  sumInWindowsG2: (to: number, points: number, scalars: number, count: number, width: number) => void
}

/** The kernel with its single operations open. */
export class Probe {
  readonly exports: ProbeExports

  private constructor(exports: ProbeExports) {
    this.exports = exports
  }

  static async start(): Promise<Probe> {
    const { instance } = await WebAssembly.instantiate(await compileKernel("kernel/probe.ts"), {})
    return new Probe(instance.exports as unknown as ProbeExports)
  }

  room(size: number): number {
    return this.exports.allocate(size) >>> 0
  }

  put(bytes: Uint8Array): number {
    const address = this.room(bytes.length)
    this.bytes().set(bytes, address)
    return address
  }

  read(address: number, size: number): Uint8Array {
    return this.bytes().slice(address, address + size)
  }

  bytes(): Uint8Array {
    return new Uint8Array(this.exports.memory.buffer)
  }

  /** Runs something and gives its room back. */
  passing<Result>(task: () => Result): Result {
    const start = this.exports.mark()
    try {
      return task()
    } finally {
      this.exports.release(start)
    }
  }
}
