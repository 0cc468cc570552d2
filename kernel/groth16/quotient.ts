import { Fr } from "../field/fr"
import { allocate, mark, release, temporary } from "../memory"
import { fillRoots, reverseBits, toCoefficients, toValues } from "../ntt/ntt"
import { SCALAR_SIZE } from "../scalars/scalar"
import { evaluateRows } from "./constraints"

/*
 * The scalars of the points H: A * B - C, where A, B and C are the polynomials whose values at the powers of the root are those of the
 * constraints' rows, at the odd powers of a root of the double order. That is what a zkey's points H are made for.
 */

const SIZE: usize = offsetof<Fr>()
const ROOT = changetype<Fr>(temporary())
const SHIFT = changetype<Fr>(temporary())
const MINUS_ONE = changetype<Fr>(temporary())

/** Bytes of a domain's tables. */
export function domainSize(domain: u32): usize {
  return ((domain >> 1) + domain) * SIZE
}

/**
 * Fills a domain's tables: the powers of the root, and in bit-reversed order the factors that move a polynomial to the odd powers.
 *
 * @param to        room of `domainSize` bytes
 * @param root      scalar of order 2^bits
 * @param shift     scalar of the double order, whose square the root is
 * @param perLength scalar: 1 / 2^bits
 */
export function prepareDomain(to: usize, bits: u32, root: usize, shift: usize, perLength: usize): void {
  const domain: u32 = 1 << bits
  ROOT.unpack(root)
  ROOT.fromPlain(ROOT)
  fillRoots(to, ROOT, domain)
  SHIFT.unpack(shift)
  SHIFT.fromPlain(SHIFT)
  ROOT.unpack(perLength)
  ROOT.fromPlain(ROOT)
  const factors = to + (domain >> 1) * SIZE
  for (let index: u32 = 0; index < domain; index++) {
    changetype<Fr>(factors + reverseBits(index, bits) * SIZE).copy(ROOT)
    ROOT.product(ROOT, SHIFT)
  }
}

/**
 * Writes the scalars of the points H.
 *
 * @param to      room for a scalar for each element of the domain
 * @param witness elements in plain limbs
 */
export function quotient(to: usize, tables: usize, bits: u32, terms: usize, starts: usize, witness: usize): void {
  const start = mark()
  const domain: u32 = 1 << bits
  const a = allocate(3 * domain * SIZE)
  const b = a + domain * SIZE
  const c = b + domain * SIZE
  evaluateRows(a, terms, starts, witness, domain)
  for (let at: usize = 0; at < domain * SIZE; at += SIZE) {
    changetype<Fr>(c + at).product(changetype<Fr>(a + at), changetype<Fr>(b + at))
  }
  const roots = tables
  const factors = tables + (domain >> 1) * SIZE
  for (let index: u32 = 0; index < 3; index++) {
    const polynomial = a + index * domain * SIZE
    toCoefficients(polynomial, domain, roots)
    for (let at: usize = 0; at < domain * SIZE; at += SIZE) {
      changetype<Fr>(polynomial + at).product(changetype<Fr>(polynomial + at), changetype<Fr>(factors + at))
    }
    toValues(polynomial, domain, roots)
  }
  MINUS_ONE.one()
  MINUS_ONE.negative(MINUS_ONE)
  for (let index: u32 = 0; index < domain; index++) {
    const at = index * SIZE
    const value = changetype<Fr>(a + at)
    value.productSum(value, changetype<Fr>(b + at), changetype<Fr>(c + at), MINUS_ONE)
    value.plain(value)
    value.pack(to + index * SCALAR_SIZE)
  }
  release(start)
}
