import { temporary } from "../memory"
import { Fq } from "./fq"

const NEGATIVE = changetype<Fq>(temporary())
const FIRST = changetype<Fq>(temporary())
const SECOND = changetype<Fq>(temporary())

/**
 * The quadratic extension of the base field: real part, then the factor of u, with u * u = -1. Methods as in Fq, with the same
 * conditions on either part, except where they say otherwise.
 */
@unmanaged
export class Fq2 {
  // The limbs of the two parts; only to give the class its size.
  l0: u64
  l1: u64
  l2: u64
  l3: u64
  l4: u64
  l5: u64
  l6: u64
  l7: u64
  l8: u64

  get real(): Fq {
    return changetype<Fq>(this)
  }

  get imaginary(): Fq {
    return changetype<Fq>(changetype<usize>(this) + offsetof<Fq>())
  }

  /** x * y, tight. x is at most loose 3, y is tight. */
  product(x: Fq2, y: Fq2): void {
    NEGATIVE.negative(y.imaginary)
    FIRST.productSum(x.real, y.real, x.imaginary, NEGATIVE)
    this.imaginary.productSum(x.real, y.imaginary, x.imaginary, y.real)
    this.real.copy(FIRST)
  }

  /** x * x, tight. x is tight. */
  square(x: Fq2): void {
    FIRST.sum(x.real, x.imaginary)
    SECOND.difference(x.real, x.imaginary)
    NEGATIVE.sum(x.real, x.real)
    this.imaginary.product(NEGATIVE, x.imaginary)
    this.real.product(SECOND, FIRST)
  }

  sum(x: Fq2, y: Fq2): void {
    this.real.sum(x.real, y.real)
    this.imaginary.sum(x.imaginary, y.imaginary)
  }

  difference(x: Fq2, y: Fq2): void {
    this.real.difference(x.real, y.real)
    this.imaginary.difference(x.imaginary, y.imaginary)
  }

  reduced(x: Fq2): void {
    this.real.reduced(x.real)
    this.imaginary.reduced(x.imaginary)
  }

  reducedDifference(x: Fq2, y: Fq2): void {
    this.real.reducedDifference(x.real, y.real)
    this.imaginary.reducedDifference(x.imaginary, y.imaginary)
  }

  reducedDifferences(x: Fq2, y: Fq2, w: Fq2): void {
    this.real.reducedDifferences(x.real, y.real, w.real)
    this.imaginary.reducedDifferences(x.imaginary, y.imaginary, w.imaginary)
  }

  negative(x: Fq2): void {
    this.real.negative(x.real)
    this.imaginary.negative(x.imaginary)
  }

  isZero(): bool {
    return this.real.isZero() && this.imaginary.isZero()
  }

  isBlank(): bool {
    return this.real.isBlank() && this.imaginary.isBlank()
  }

  isCanonical(): bool {
    return this.real.isCanonical() && this.imaginary.isCanonical()
  }

  copy(x: Fq2): void {
    this.real.copy(x.real)
    this.imaginary.copy(x.imaginary)
  }

  blank(): void {
    this.real.blank()
    this.imaginary.blank()
  }

  one(): void {
    this.real.one()
    this.imaginary.blank()
  }

  unpack(bytes: usize): void {
    this.real.unpack(bytes)
    this.imaginary.unpack(bytes + 32)
  }

  pack(bytes: usize): void {
    this.real.pack(bytes)
    this.imaginary.pack(bytes + 32)
  }

  plain(x: Fq2): void {
    this.real.plain(x.real)
    this.imaginary.plain(x.imaginary)
  }

  fromPlain(x: Fq2): void {
    this.real.fromPlain(x.real)
    this.imaginary.fromPlain(x.imaginary)
  }

  fromZkey(x: Fq2): void {
    this.real.fromZkey(x.real)
    this.imaginary.fromZkey(x.imaginary)
  }

  /** 1 / x, tight; of zero it is zero. x is tight and not `this`. */
  inverse(x: Fq2): void {
    FIRST.productSum(x.real, x.real, x.imaginary, x.imaginary)
    SECOND.inverse(FIRST)
    NEGATIVE.negative(x.imaginary)
    this.real.product(x.real, SECOND)
    this.imaginary.product(NEGATIVE, SECOND)
  }
}
