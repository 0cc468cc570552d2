import { Fr } from "../field/fr"
import { temporary } from "../memory"

/*
 * The matrices A and B of a circuit's constraints, as a zkey has them: (matrix, constraint, signal, coefficient) in any order, the
 * coefficient times 2^512. Here they are sorted by row, and a row is read from front to back.
 */

/** Bytes of a coefficient in a zkey. */
const ZKEY_SIZE: usize = 44

/** Bytes of a coefficient here: the address of its signal's value within the witness, then the element. */
const TERM_SIZE: usize = 4 + offsetof<Fr>()

/** Terms of a row that are added before the sum is reduced; a product is below two orders, and 16 are too many. */
const LOOSE_PAIRS: u32 = 4

const PAIR = changetype<Fr>(temporary())

/** Bytes of `count` coefficients here. */
export function termsSize(count: u32): usize {
  return count * TERM_SIZE
}

/** How many rows there are, A's and then B's. */
function rowsOf(domain: u32): u32 {
  return 2 * domain
}

/**
 * Counts the coefficients of each row.
 *
 * @param counts a u32 for each row and one more, one place on: zero at first, to be added to by further calls
 * @returns whether matrix, constraint, signal and coefficient of each exist
 */
export function countTerms(counts: usize, from: usize, count: u32, domain: u32, signals: u32): bool {
  for (let index: u32 = 0; index < count; index++, from += ZKEY_SIZE) {
    const matrix = load<u32>(from)
    const constraint = load<u32>(from, 4)
    if (matrix > 1 || constraint >= domain || load<u32>(from, 8) >= signals) return false
    PAIR.unpack(from + 12)
    if (!PAIR.isCanonical()) return false
    const place = counts + ((matrix * domain + constraint + 1) << 2)
    store<u32>(place, load<u32>(place) + 1)
  }
  return true
}

/** Turns the counts into where each row's terms start. */
export function startRows(counts: usize, domain: u32): void {
  for (let row: u32 = 0; row < rowsOf(domain); row++) {
    const place = counts + (row << 2)
    store<u32>(place, load<u32>(place) + load<u32>(place, 4), 4)
  }
}

/**
 * Puts the coefficients that were counted in their rows, in the same order of calls.
 *
 * @param places a copy of what `startRows` made
 */
export function placeTerms(terms: usize, places: usize, from: usize, count: u32, domain: u32): void {
  for (let index: u32 = 0; index < count; index++, from += ZKEY_SIZE) {
    const place = places + ((load<u32>(from) * domain + load<u32>(from, 4)) << 2)
    const at = load<u32>(place)
    store<u32>(place, at + 1)
    const term = terms + at * TERM_SIZE
    store<u32>(term, load<u32>(from, 8) * (offsetof<Fr>() as u32))
    const coefficient = changetype<Fr>(term + 4)
    coefficient.unpack(from + 12)
    coefficient.fromZkeyCoefficient(coefficient)
  }
}

/**
 * The value of each row: the sum of its coefficients, each times its signal; in Montgomery's form, tight.
 *
 * @param to      an element for each row, A's and then B's
 * @param witness elements in plain limbs
 */
export function evaluateRows(to: usize, terms: usize, starts: usize, witness: usize, domain: u32): void {
  let term = terms
  for (let row: u32 = 0; row < rowsOf(domain); row++) {
    const sum = changetype<Fr>(to + row * offsetof<Fr>())
    const end = terms + load<u32>(starts + ((row + 1) << 2)) * TERM_SIZE
    sum.blank()
    let loose: u32 = 0
    for (; term + TERM_SIZE < end; term += 2 * TERM_SIZE) {
      PAIR.productSum(
        changetype<Fr>(term + 4),
        changetype<Fr>(witness + load<u32>(term)),
        changetype<Fr>(term + TERM_SIZE + 4),
        changetype<Fr>(witness + load<u32>(term + TERM_SIZE)),
      )
      sum.sum(sum, PAIR)
      if (++loose === LOOSE_PAIRS) {
        sum.reduced(sum)
        loose = 0
      }
    }
    if (term < end) {
      PAIR.product(changetype<Fr>(term + 4), changetype<Fr>(witness + load<u32>(term)))
      sum.sum(sum, PAIR)
      term += TERM_SIZE
    }
    sum.reduced(sum)
  }
}
