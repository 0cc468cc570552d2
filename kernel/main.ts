// What the kernel offers. Addresses are of its own memory; scalars and points are read and written as plain numbers of 32 bytes, lowest
// byte first, unless a zkey's section is read. Callers see to it that addresses and counts are what they say they are: sdk/kernel/.
import { Affine, affineSize } from "./curve/affine"
import { add, multiply } from "./curve/multiply"
import { readPoints } from "./curve/read-points"
import { Fq } from "./field/fq"
import { Fq2 } from "./field/fq2"
import { temporary } from "./memory"
import { sumOfProducts } from "./msm/msm"

export { countTerms, placeTerms, startRows, termsSize } from "./groth16/constraints"
export { domainSize, prepareDomain, quotient } from "./groth16/quotient"
export { allocate, isExhausted, mark, release, wipe } from "./memory"
export { areCanonical, pickScalars, pickScalarsTimes, unpackScalars } from "./scalars/scalar"

/** Bytes of a point over the base field, and over its extension. */
export const G1_SIZE: usize = affineSize<Fq>()
export const G2_SIZE: usize = affineSize<Fq2>()

const FIRST: usize = temporary(2)
const SECOND: usize = temporary(2)

/** See readPoints. */
export function readG1(to: usize, indices: usize, from: usize, count: u32, first: u32): i32 {
  return readPoints<Fq>(to, indices, from, count, first)
}

/** See readPoints. */
export function readG2(to: usize, indices: usize, from: usize, count: u32, first: u32): i32 {
  return readPoints<Fq2>(to, indices, from, count, first)
}

/** The sum of points that were read, each times its scalar. */
export function sumG1(to: usize, points: usize, scalars: usize, count: u32): void {
  sumAndWrite<Fq>(to, points, scalars, count)
}

/** The sum of points that were read, each times its scalar. */
export function sumG2(to: usize, points: usize, scalars: usize, count: u32): void {
  sumAndWrite<Fq2>(to, points, scalars, count)
}

function sumAndWrite<F>(to: usize, points: usize, scalars: usize, count: u32): void {
  const sum = changetype<Affine<F>>(FIRST)
  sumOfProducts<F>(sum, points, scalars, count)
  sum.writePlain(to)
}

/** A plain point times a scalar. */
export function multiplyG1(to: usize, point: usize, scalar: usize): void {
  const product = changetype<Affine<Fq>>(FIRST)
  const factor = changetype<Affine<Fq>>(SECOND)
  factor.readPlain(point)
  multiply<Fq>(product, factor, scalar)
  product.writePlain(to)
}

/** The sum of two plain points. */
export function addG1(to: usize, first: usize, second: usize): void {
  const sum = changetype<Affine<Fq>>(FIRST)
  const summand = changetype<Affine<Fq>>(SECOND)
  sum.readPlain(first)
  summand.readPlain(second)
  add<Fq>(sum, sum, summand)
  sum.writePlain(to)
}
