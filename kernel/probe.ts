// Single operations, for tests alone: the program that is shipped has none of these.
import { Affine, affineSize } from "./curve/affine"
import { addLater, flush, openBatch } from "./curve/batch"
import { Extended } from "./curve/extended"
import { Fq } from "./field/fq"
import { Fq2 } from "./field/fq2"
import { Fr } from "./field/fr"
import { allocate, temporary } from "./memory"
import { sumInWindows } from "./msm/msm"
import { fillRoots, toCoefficients, toValues } from "./ntt/ntt"

export * from "./main"
export { windowCount, windowWidth } from "./msm/window"

/** Bytes of an element of each field. */
export const FQ_SIZE: usize = offsetof<Fq>()
export const FR_SIZE: usize = offsetof<Fr>()
export const FQ2_SIZE: usize = offsetof<Fq2>()

const EXTENDED = temporary(4)
const OTHER = temporary(4)

/** z <- operation(x, y, u, v); the numbers are those of OPERATIONS in test/kernel/probe.ts. Returns what the operation says, or 0. */
function operate<F>(operation: u32, z: F, x: F, y: F, u: F): u32 {
  switch (operation) {
    case 0:
      z.product(x, y)
      return 0
    case 1:
      z.square(x)
      return 0
    case 2:
      z.sum(x, y)
      return 0
    case 3:
      z.difference(x, y)
      return 0
    case 4:
      z.reduced(x)
      return 0
    case 5:
      z.reducedDifference(x, y)
      return 0
    case 6:
      z.reducedDifferences(x, y, u)
      return 0
    case 7:
      z.negative(x)
      return 0
    case 8:
      z.inverse(x)
      return 0
    case 9:
      z.plain(x)
      return 0
    case 10:
      z.fromPlain(x)
      return 0
    case 11:
      z.fromZkey(x)
      return 0
    case 12:
      z.copy(x)
      return 0
    case 13:
      z.one()
      return 0
    case 14:
      return x.isZero() as u32
    case 15:
      return x.isCanonical() as u32
    case 16:
      return x.isBlank() as u32
    default:
      unreachable()
      return 0
  }
}

export function operateFq(operation: u32, z: usize, x: usize, y: usize, u: usize, v: usize): u32 {
  const to = changetype<Fq>(z)
  if (operation === 20) to.productSum(changetype<Fq>(x), changetype<Fq>(y), changetype<Fq>(u), changetype<Fq>(v))
  else if (operation === 21) to.canonical(changetype<Fq>(x))
  else if (operation === 22) to.reducedSum(changetype<Fq>(x), changetype<Fq>(y))
  else if (operation === 23) to.fromZkeyCoefficient(changetype<Fq>(x))
  else return operate<Fq>(operation, to, changetype<Fq>(x), changetype<Fq>(y), changetype<Fq>(u))
  return 0
}

export function operateFr(operation: u32, z: usize, x: usize, y: usize, u: usize, v: usize): u32 {
  const to = changetype<Fr>(z)
  if (operation === 20) to.productSum(changetype<Fr>(x), changetype<Fr>(y), changetype<Fr>(u), changetype<Fr>(v))
  else if (operation === 21) to.canonical(changetype<Fr>(x))
  else if (operation === 22) to.reducedSum(changetype<Fr>(x), changetype<Fr>(y))
  else if (operation === 23) to.fromZkeyCoefficient(changetype<Fr>(x))
  else return operate<Fr>(operation, to, changetype<Fr>(x), changetype<Fr>(y), changetype<Fr>(u))
  return 0
}

export function operateFq2(operation: u32, z: usize, x: usize, y: usize, u: usize): u32 {
  return operate<Fq2>(operation, changetype<Fq2>(z), changetype<Fq2>(x), changetype<Fq2>(y), changetype<Fq2>(u))
}

export function unpackFq(z: usize, bytes: usize): void {
  changetype<Fq>(z).unpack(bytes)
}

export function packFq(x: usize, bytes: usize): void {
  changetype<Fq>(x).pack(bytes)
}

/** x + y without inverse: y by its coordinates, or, extended by a doubling and an addition, y + y - y. Plain points. */
function addExtended<F>(to: usize, x: usize, y: usize, both: bool): void {
  const point = changetype<Affine<F>>(allocate(3 * affineSize<F>()))
  const other = changetype<Affine<F>>(changetype<usize>(point) + affineSize<F>())
  const negative = changetype<Affine<F>>(changetype<usize>(other) + affineSize<F>())
  point.readPlain(x)
  other.readPlain(y)
  const sum = changetype<Extended<F>>(EXTENDED)
  sum.fromAffine(point)
  if (both) {
    const twice = changetype<Extended<F>>(OTHER)
    twice.fromAffine(other)
    twice.double()
    negative.copy(other)
    if (!other.isInfinity()) negative.y.negative(other.y)
    twice.addAffine(negative)
    sum.add(twice)
  } else sum.addAffine(other)
  sum.toAffine(point)
  point.writePlain(to)
}

export function addExtendedG1(to: usize, x: usize, y: usize, both: bool): void {
  addExtended<Fq>(to, x, y, both)
}

export function addExtendedG2(to: usize, x: usize, y: usize, both: bool): void {
  addExtended<Fq2>(to, x, y, both)
}

/** Adds pairs of points in a batch: count times first, second (plain) with the bits of `signs` (1: first negated, 2: second, 4: no second). */
function addPairs<F>(to: usize, from: usize, signs: usize, count: u32, plainSize: usize): void {
  const size = affineSize<F>()
  const points = allocate(2 * count * size)
  for (let index: u32 = 0; index < 2 * count; index++) {
    changetype<Affine<F>>(points + index * size).readPlain(from + index * plainSize)
  }
  openBatch<F>()
  for (let index: u32 = 0; index < count; index++) {
    const sign = load<u8>(signs + index)
    const first = points + 2 * index * size
    const second = first + size
    // Each sum is put where an earlier or this job's first summand is, as the sums of lists are.
    addLater<F>(first | (sign & 1 ? 1 : 0), sign & 4 ? 0 : second | (sign & 2 ? 1 : 0), points + index * size)
  }
  flush<F>()
  for (let index: u32 = 0; index < count; index++) {
    changetype<Affine<F>>(points + index * size).writePlain(to + index * plainSize)
  }
}

export function addPairsG1(to: usize, from: usize, signs: usize, count: u32): void {
  addPairs<Fq>(to, from, signs, count, 64)
}

export function addPairsG2(to: usize, from: usize, signs: usize, count: u32): void {
  addPairs<Fq2>(to, from, signs, count, 128)
}

/** Transforms elements in Montgomery's form there and back; `root` is one. */
export function fillRootsOf(to: usize, root: usize, length: u32): void {
  fillRoots(to, changetype<Fr>(root), length)
}

export function transform(elements: usize, length: u32, roots: usize, back: bool): void {
  if (back) toValues(elements, length, roots)
  else toCoefficients(elements, length, roots)
}

/** sumG1 and sumG2 with windows of a given width. */
export function sumInWindowsG1(to: usize, points: usize, scalars: usize, count: u32, width: u32): void {
  const sum = changetype<Affine<Fq>>(EXTENDED)
  sumInWindows<Fq>(sum, points, scalars, count, width)
  sum.writePlain(to)
}

export function sumInWindowsG2(to: usize, points: usize, scalars: usize, count: u32, width: u32): void {
  const sum = changetype<Affine<Fq2>>(EXTENDED)
  sumInWindows<Fq2>(sum, points, scalars, count, width)
  sum.writePlain(to)
}
