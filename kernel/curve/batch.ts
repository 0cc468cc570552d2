import { allocate, temporary } from "../memory"
import { Affine } from "./affine"

/*
 * Additions of points by their coordinates, many at a time: one inverse for all the slopes. Each costs five products and a square, less
 * than half of an addition without inverse.
 */

/** How many additions share an inverse. */
const CAPACITY: u32 = 2048

/** Bit of a summand's address that says that its negative is meant; addresses are multiples of four. */
export const NEGATED: usize = 1

// A job: addresses of the two summands (0 as the second: the first is only moved) and of the sum.
const JOB_SIZE: usize = 12

// What to do for a job, in the upper byte-sized table.
const MOVE_FIRST: u8 = 0
const MOVE_SECOND: u8 = 1
const INFINITY: u8 = 2
const ADD: u8 = 3
const DOUBLE: u8 = 4

const INVERSE: usize = temporary()
const SLOPE: usize = temporary()
const NUMERATOR: usize = temporary()
const Y: usize = temporary()
const X: usize = temporary()

let jobs: usize = 0
let kinds: usize = 0
/** Denominators of the slopes. */
let denominators: usize = 0
/** Products of all denominators up to each; the first is one. */
let products: usize = 0
let count: u32 = 0

/** Takes the room that a batch over F needs; it is given back with all else that was allocated since. */
export function openBatch<F>(): void {
  jobs = allocate(CAPACITY * JOB_SIZE)
  kinds = allocate(CAPACITY)
  denominators = allocate(CAPACITY * offsetof<F>())
  products = allocate((CAPACITY + 1) * offsetof<F>())
  count = 0
}

/**
 * Adds two points at some time before `flush` returns. Sums are written in the order in which the jobs came, but all summands are looked
 * at before the first is written: none may be the sum of another job of the batch.
 *
 * @param first  address of a point, with NEGATED for its negative
 * @param second the same, or 0 to have the first one moved
 * @param sum    address of the result, which may be where a summand of this job or of an earlier one lies
 */
export function addLater<F>(first: usize, second: usize, sum: usize): void {
  const job = jobs + count * JOB_SIZE
  store<u32>(job, first as u32)
  store<u32>(job, second as u32, 4)
  store<u32>(job, sum as u32, 8)
  count++
  if (count === CAPACITY) flush<F>()
}

/** Runs what was added. */
export function flush<F>(): void {
  if (count === 0) return
  const size = offsetof<F>()
  let denominator = denominators
  let product = products
  changetype<F>(product).one()
  for (let index: i32 = count - 1; index >= 0; index--) {
    const kind = prepare<F>(jobs + index * JOB_SIZE, changetype<F>(denominator))
    store<u8>(kinds + index, kind)
    if (kind < ADD) continue
    changetype<F>(product + size).product(changetype<F>(denominator), changetype<F>(product))
    product += size
    denominator += size
  }
  const inverse = changetype<F>(INVERSE)
  const slope = changetype<F>(SLOPE)
  if (product !== products) inverse.inverse(changetype<F>(product))
  const end = count
  for (let index: u32 = 0; index < end; index++) {
    const job = jobs + index * JOB_SIZE
    const kind = load<u8>(kinds + index)
    if (kind < ADD) {
      finishSimple<F>(job, kind)
      continue
    }
    product -= size
    denominator -= size
    slope.product(inverse, changetype<F>(product))
    inverse.product(changetype<F>(denominator), inverse)
    finish<F>(job, kind, slope)
  }
  count = 0
}

/** Says what a job is, and puts the denominator of its slope down if it has one; it is never zero. */
function prepare<F>(job: usize, denominator: F): u8 {
  const first = load<u32>(job) as usize
  const second = load<u32>(job, 4) as usize
  if (second === 0) return MOVE_FIRST
  const a = changetype<Affine<F>>(first & ~NEGATED)
  const b = changetype<Affine<F>>(second & ~NEGATED)
  if (b.isInfinity()) return MOVE_FIRST
  if (a.isInfinity()) return MOVE_SECOND
  denominator.difference(b.x, a.x)
  if (!denominator.isZero()) return ADD
  const y = changetype<F>(Y)
  if (((first ^ second) & NEGATED) === 0) y.reducedDifference(a.y, b.y)
  else y.sum(a.y, b.y)
  if (!y.isZero() || a.y.isZero()) return INFINITY
  denominator.sum(a.y, a.y)
  return DOUBLE
}

function finishSimple<F>(job: usize, kind: u8): void {
  const sum = changetype<Affine<F>>(load<u32>(job, 8))
  if (kind === INFINITY) {
    sum.infinity()
    return
  }
  const from = load<u32>(job + (kind === MOVE_FIRST ? 0 : 4)) as usize
  const point = changetype<Affine<F>>(from & ~NEGATED)
  sum.copy(point)
  if ((from & NEGATED) !== 0 && !point.isInfinity()) sum.y.negative(point.y)
}

/** Adds, given the inverse of the slope's denominator in `slope`. */
function finish<F>(job: usize, kind: u8, slope: F): void {
  const first = load<u32>(job) as usize
  const second = load<u32>(job, 4) as usize
  const a = changetype<Affine<F>>(first & ~NEGATED)
  const b = changetype<Affine<F>>(second & ~NEGATED)
  const sum = changetype<Affine<F>>(load<u32>(job, 8))
  const numerator = changetype<F>(NUMERATOR)
  // With the sign s of the first: a + b = s * (a' + s * b), where a' is the first point itself.
  const opposite = ((first ^ second) & NEGATED) !== 0
  if (kind === DOUBLE) {
    numerator.square(a.x)
    const twice = changetype<F>(X)
    twice.sum(numerator, numerator)
    numerator.sum(twice, numerator)
  } else if (opposite) {
    // -b.y - a.y
    numerator.negative(b.y)
    numerator.difference(numerator, a.y)
  } else {
    numerator.difference(b.y, a.y)
  }
  slope.product(numerator, slope)
  const x = changetype<F>(X)
  const y = changetype<F>(Y)
  x.square(slope)
  x.reducedDifferences(x, a.x, b.x)
  y.difference(a.x, x)
  y.product(y, slope)
  if ((first & NEGATED) === 0) sum.y.reducedDifference(y, a.y)
  else sum.y.reducedDifference(a.y, y)
  sum.x.copy(x)
}
