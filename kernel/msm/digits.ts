import { allocate } from "../memory"
import { SCALAR_SIZE } from "../scalars/scalar"
import { bucketCount, windowCount } from "./window"

/** Bytes of a shifted scalar. */
const SHIFTED_SIZE: usize = 40

/**
 * Adds half a window's range to each window of every scalar: what stands in a window then, less that half, is its digit with a sign, and
 * no digit depends on another one.
 *
 * @param scalars plain numbers below the order of the scalar field
 * @returns address of the shifted scalars
 */
export function shiftScalars(scalars: usize, count: u32, width: u32): usize {
  const halves = allocate(SHIFTED_SIZE)
  memory.fill(halves, 0, SHIFTED_SIZE)
  for (let window: u32 = 0; window < windowCount(width); window++) {
    const bit = window * width + width - 1
    const word = halves + ((bit >> 6) << 3)
    store<u64>(word, load<u64>(word) | ((1 as u64) << (bit & 63)))
  }
  const shifted = allocate(count * SHIFTED_SIZE)
  for (let index: u32 = 0; index < count; index++) {
    const from = scalars + index * SCALAR_SIZE
    const to = shifted + index * SHIFTED_SIZE
    let carry: u64 = 0
    for (let at: usize = 0; at < SCALAR_SIZE; at += 8) {
      const half = load<u64>(halves + at)
      const partial = load<u64>(from + at) + half
      const sum = partial + carry
      carry = ((partial < half) as u64) | ((sum < carry) as u64)
      store<u64>(to + at, sum)
    }
    store<u64>(to, load<u64>(halves, 32) + carry, 32)
  }
  return shifted
}

/** A shifted scalar's digit in a window: -2^(width - 1) to 2^(width - 1) - 1. */
export function digitOf(shifted: usize, index: u32, window: u32, width: u32): i32 {
  const bit = window * width
  const bits = load<u32>(shifted + index * SHIFTED_SIZE + (bit >> 3)) >> (bit & 7)
  return (bits & ((1 << width) - 1)) - bucketCount(width)
}
