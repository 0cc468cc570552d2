import { SCALAR_SIZE, type Kernel } from "./kernel.ts"
import { Points, POINT_SIZE, type PointRange } from "./points.ts"

/** What the sums A and B of a proof need of a proving key, as it stands in the zkey. */
export interface PointShareKey {
  a: Uint8Array
  b2: Uint8Array
  alpha1: Uint8Array
  delta1: Uint8Array
  beta2: Uint8Array
  delta2: Uint8Array
}

/** Secret: to be wiped by who has it. */
export interface Blinding {
  r: Uint8Array<ArrayBuffer>
  s: Uint8Array<ArrayBuffer>
}

/** The points a and b of a proof, and s * a, which belongs to its third; plain coordinates. */
export interface PointShareResult {
  a: Uint8Array<ArrayBuffer>
  b: Uint8Array<ArrayBuffer>
  sa: Uint8Array<ArrayBuffer>
}

/** One of the two halves of the work, about equal: a = alpha + sum w A + r delta and b = beta + sum w B + s delta. */
export class PointShare {
  readonly #kernel: Kernel
  readonly #a: Points
  readonly #b2: Points
  readonly #fromA: PointRange
  readonly #fromB2: PointRange

  /** @throws KernelProblem for a point that is none, or when memory does not suffice */
  constructor(kernel: Kernel, { a, b2, alpha1, delta1, beta2, delta2 }: PointShareKey) {
    this.#kernel = kernel
    this.#a = new Points(kernel, "G1", [a, alpha1, delta1])
    this.#fromA = this.#a.add(a, "A")
    this.#a.addOne(alpha1, "alpha")
    this.#a.addOne(delta1, "delta")
    this.#b2 = new Points(kernel, "G2", [b2, beta2, delta2])
    this.#fromB2 = this.#b2.add(b2, "B2")
    this.#b2.addOne(beta2, "beta")
    this.#b2.addOne(delta2, "delta")
  }

  /** @param witness scalars, one after another */
  sums(witness: Uint8Array<ArrayBuffer>, { r, s }: Blinding): PointShareResult {
    const kernel = this.#kernel
    const start = kernel.mark()
    try {
      const signals = kernel.put(witness)
      const a = this.#sum(this.#a, this.#fromA, signals, r)
      const b = this.#sum(this.#b2, this.#fromB2, signals, s)
      const product = kernel.keep(POINT_SIZE.G1)
      const factor = kernel.put(a)
      const scalar = kernel.put(s)
      kernel.run(({ multiplyG1 }) => {
        multiplyG1(product, factor, scalar)
      })
      return { a, b, sa: kernel.read(product, POINT_SIZE.G1) }
    } finally {
      kernel.wipe(start)
      for (const secret of [witness, r, s]) secret.fill(0)
    }
  }

  /** The section's points times the witness, the next one once, and the last one times the blinding. */
  #sum(points: Points, section: PointRange, signals: number, blinding: Uint8Array): Uint8Array<ArrayBuffer> {
    const scalars = points.roomForScalars()
    this.#kernel.run(({ pickScalars }) => {
      pickScalars(scalars, signals, section.indices, section.count)
    })
    const next = scalars + section.count * SCALAR_SIZE
    this.#kernel.fill(next, SCALAR_SIZE)
    this.#kernel.write(next, Uint8Array.of(1))
    this.#kernel.write(next + SCALAR_SIZE, blinding)
    return points.sum(scalars)
  }
}
