import { Fr } from "../field/fr"
import { temporary } from "../memory"

/*
 * Number-theoretic transforms of 2^k elements, radix 2, in place. The one from values to coefficients leaves its result in bit-reversed
 * order, in which the one back takes it: nothing is ever put in order.
 */

const SIZE: usize = offsetof<Fr>()
const DIFFERENCE = changetype<Fr>(temporary())
const SUM = changetype<Fr>(temporary())

/**
 * The powers of a root of unity that both transforms need.
 *
 * @param to   room for length / 2 elements
 * @param root of order `length`, in Montgomery's form
 */
export function fillRoots(to: usize, root: Fr, length: u32): void {
  changetype<Fr>(to).one()
  for (let index: u32 = 1; index < length >> 1; index++) {
    changetype<Fr>(to + index * SIZE).product(changetype<Fr>(to + (index - 1) * SIZE), root)
  }
}

/** From values at the powers of the root to `length` times the coefficients, in bit-reversed order. All are tight. */
export function toCoefficients(elements: usize, length: u32, roots: usize): void {
  for (let half = length >> 1, stride: u32 = 1; half > 0; half >>= 1, stride <<= 1) {
    const distance = half * SIZE
    for (let block: u32 = 0; block < length; block += 2 * half) {
      let at = elements + block * SIZE
      addAndSubtract(changetype<Fr>(at), changetype<Fr>(at + distance))
      // The inverse of a root's power is, up to sign, another power of it: w^-j = -w^(length / 2 - j).
      let root = roots + ((length >> 1) - stride) * SIZE
      for (let index: u32 = 1; index < half; index++) {
        at += SIZE
        const first = changetype<Fr>(at)
        const second = changetype<Fr>(at + distance)
        DIFFERENCE.difference(second, first)
        first.reducedSum(first, second)
        second.product(DIFFERENCE, changetype<Fr>(root))
        root -= stride * SIZE
      }
    }
  }
}

/** From coefficients in bit-reversed order to values at the powers of the root. All are tight. */
export function toValues(elements: usize, length: u32, roots: usize): void {
  for (let half: u32 = 1, stride = length >> 1; half < length; half <<= 1, stride >>= 1) {
    const distance = half * SIZE
    for (let block: u32 = 0; block < length; block += 2 * half) {
      let at = elements + block * SIZE
      addAndSubtract(changetype<Fr>(at), changetype<Fr>(at + distance))
      let root = roots + stride * SIZE
      for (let index: u32 = 1; index < half; index++) {
        at += SIZE
        const first = changetype<Fr>(at)
        const second = changetype<Fr>(at + distance)
        DIFFERENCE.product(second, changetype<Fr>(root))
        second.reducedDifference(first, DIFFERENCE)
        first.reducedSum(first, DIFFERENCE)
        root += stride * SIZE
      }
    }
  }
}

function addAndSubtract(first: Fr, second: Fr): void {
  SUM.reducedSum(first, second)
  second.reducedDifference(first, second)
  first.copy(SUM)
}

/** The number whose `bits` bits are those of `index` in reverse. */
export function reverseBits(index: u32, bits: u32): u32 {
  let reversed: u32 = 0
  for (let bit: u32 = 0; bit < bits; bit++) reversed |= ((index >> bit) & 1) << (bits - 1 - bit)
  return reversed
}
