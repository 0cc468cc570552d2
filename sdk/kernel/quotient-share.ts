import { FIELD_ORDER } from "../crypto/field.ts"
import { SCALAR_SIZE, type Kernel } from "./kernel.ts"
import { Points, POINT_SIZE, type PointRange } from "./points.ts"
import { KernelProblem } from "./problem.ts"
import { scalarBytes } from "./scalar-bytes.ts"

/** What the third point of a proof needs of a proving key, as it stands in the zkey. */
export interface QuotientShareKey {
  /** How many signals a witness has. */
  signals: number
  /** How many of them are public; they follow the constant one. */
  publicSignals: number
  /** The domain has 2^domainBits elements. */
  domainBits: number
  coefficients: Uint8Array
  b1: Uint8Array
  c: Uint8Array
  h: Uint8Array
  beta1: Uint8Array
}

/** Bytes of a coefficient in a zkey. */
const COEFFICIENT_SIZE = 44

/** So many coefficients are read at once. */
const COEFFICIENTS_AT_ONCE = 16384

/** An element of order 2^28 of the scalar field: a non-residue to the power (r - 1) / 2^28. */
const ROOT = power(5n, (FIELD_ORDER - 1n) >> 28n)

/** The largest domain: its root of the double order exists. */
export const MOST_DOMAIN_BITS = 27

/**
 * The other half of the work: the quotient of the circuit's polynomials, and the sum of the points C, H and r * B, merged into one.
 *
 * The proof's third point is sum w C + sum h H + s a + r (beta + sum w B): its terms r s delta cancel.
 */
export class QuotientShare {
  readonly #kernel: Kernel
  readonly #key: Pick<QuotientShareKey, "signals" | "publicSignals" | "domainBits">
  readonly #terms: number
  readonly #starts: number
  readonly #tables: number
  readonly #points: Points
  readonly #c: PointRange
  readonly #h: PointRange
  readonly #b1: PointRange

  /** @throws KernelProblem for a point or coefficient that is none, or when memory does not suffice */
  constructor(kernel: Kernel, key: QuotientShareKey) {
    const { signals, publicSignals, domainBits, coefficients, c, h, b1, beta1 } = key
    this.#kernel = kernel
    this.#key = { signals, publicSignals, domainBits }
    const count = coefficients.length / COEFFICIENT_SIZE
    this.#terms = kernel.keep(kernel.run(({ termsSize }) => termsSize(count)))
    this.#starts = kernel.keep(4 * (2 * 2 ** domainBits + 1))
    this.#readCoefficients(coefficients)
    this.#tables = kernel.keep(kernel.run(({ domainSize }) => domainSize(2 ** domainBits)))
    this.#prepareDomain()
    this.#points = new Points(kernel, "G1", [c, h, b1, beta1])
    this.#c = this.#points.add(c, "C")
    this.#h = this.#points.add(h, "H")
    this.#b1 = this.#points.add(b1, "B1")
    this.#points.addOne(beta1, "beta")
  }

  /**
   * The sum of C, H and r * B, of plain coordinates.
   *
   * @param witness scalars, one after another
   * @throws KernelProblem for a value that is not below r
   */
  sum(witness: Uint8Array<ArrayBuffer>, r: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    const kernel = this.#kernel
    const { signals, publicSignals, domainBits } = this.#key
    const start = kernel.mark()
    try {
      const values = kernel.put(witness)
      if (kernel.run(({ areCanonical }) => areCanonical(values, signals)) === 0)
        throw new KernelProblem("witness", "a value that is not below r")
      const factor = kernel.put(r)
      const scalars = this.#points.roomForScalars()
      const at = ({ start: first }: PointRange): number => scalars + first * SCALAR_SIZE
      kernel.run(({ pickScalars, pickScalarsTimes }) => {
        pickScalars(at(this.#c), values + (1 + publicSignals) * SCALAR_SIZE, this.#c.indices, this.#c.count)
        pickScalarsTimes(at(this.#b1), values, this.#b1.indices, this.#b1.count, factor)
      })
      kernel.write(at(this.#b1) + this.#b1.count * SCALAR_SIZE, r)
      const elements = kernel.keep(signals * 36)
      const quotient = kernel.keep(2 ** domainBits * SCALAR_SIZE)
      kernel.run((exports) => {
        exports.unpackScalars(elements, values, signals)
        exports.quotient(quotient, this.#tables, domainBits, this.#terms, this.#starts, elements)
        exports.pickScalars(at(this.#h), quotient, this.#h.indices, this.#h.count)
      })
      return this.#points.sum(scalars)
    } finally {
      kernel.wipe(start)
      for (const secret of [witness, r]) secret.fill(0)
    }
  }

  /** The sum of two points. */
  add(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
    const kernel = this.#kernel
    const start = kernel.mark()
    try {
      const [one, other, sum] = [kernel.put(first), kernel.put(second), kernel.keep(POINT_SIZE.G1)]
      kernel.run(({ addG1 }) => {
        addG1(sum, one, other)
      })
      return kernel.read(sum, POINT_SIZE.G1)
    } finally {
      kernel.wipe(start)
    }
  }

  #readCoefficients(section: Uint8Array): void {
    const kernel = this.#kernel
    const domain = 2 ** this.#key.domainBits
    const tableSize = 4 * (2 * domain + 1)
    const inParts = (read: (from: number, count: number) => void): void => {
      const step = COEFFICIENTS_AT_ONCE * COEFFICIENT_SIZE
      for (let at = 0; at < section.length; at += step) {
        const part = section.subarray(at, at + step)
        kernel.passing(() => {
          read(kernel.put(part), part.length / COEFFICIENT_SIZE)
        })
      }
    }
    kernel.fill(this.#starts, tableSize)
    inParts((from, count) => {
      const good = kernel.run(({ countTerms }) => countTerms(this.#starts, from, count, domain, this.#key.signals))
      if (good === 0) throw new KernelProblem("coefficient", "coefficients")
    })
    kernel.run(({ startRows }) => {
      startRows(this.#starts, domain)
    })
    kernel.passing(() => {
      const places = kernel.keep(tableSize)
      kernel.copy(places, this.#starts, tableSize)
      inParts((from, count) => {
        kernel.run(({ placeTerms }) => {
          placeTerms(this.#terms, places, from, count, domain)
        })
      })
    })
  }

  #prepareDomain(): void {
    const { domainBits } = this.#key
    const kernel = this.#kernel
    const shift = power(ROOT, 1n << BigInt(MOST_DOMAIN_BITS - domainBits))
    const perLength = power(2n ** BigInt(domainBits), FIELD_ORDER - 2n)
    kernel.passing(() => {
      const [root, step, factor] = [(shift * shift) % FIELD_ORDER, shift, perLength].map((value) =>
        kernel.put(scalarBytes(value)),
      ) as [number, number, number]
      kernel.run(({ prepareDomain }) => {
        prepareDomain(this.#tables, domainBits, root, step, factor)
      })
    })
  }
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  for (let [square, left] = [base, exponent]; left > 0n; left >>= 1n, square = (square * square) % FIELD_ORDER) {
    if (left & 1n) result = (result * square) % FIELD_ORDER
  }
  return result
}
