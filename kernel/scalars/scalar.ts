import { Fr } from "../field/fr"
import { temporary } from "../memory"

/** Bytes of a scalar outside: a plain number below the order, lowest byte first. */
export const SCALAR_SIZE: usize = 32

/** Bytes of an element inside. */
export const ELEMENT_SIZE: usize = offsetof<Fr>()

const ELEMENT = changetype<Fr>(temporary())
const FACTOR = changetype<Fr>(temporary())

/** Whether all scalars are below the order. */
export function areCanonical(scalars: usize, count: u32): bool {
  for (let index: u32 = 0; index < count; index++) {
    ELEMENT.unpack(scalars + index * SCALAR_SIZE)
    if (!ELEMENT.isCanonical()) return false
  }
  return true
}

/** Scalars as elements in plain limbs. */
export function unpackScalars(to: usize, scalars: usize, count: u32): void {
  for (let index: u32 = 0; index < count; index++) {
    changetype<Fr>(to + index * ELEMENT_SIZE).unpack(scalars + index * SCALAR_SIZE)
  }
}

/** Those scalars that a table of indices names. */
export function pickScalars(to: usize, scalars: usize, indices: usize, count: u32): void {
  for (let index: u32 = 0; index < count; index++) {
    memory.copy(to + index * SCALAR_SIZE, scalars + load<u32>(indices + (index << 2)) * SCALAR_SIZE, SCALAR_SIZE)
  }
}

/** The same, each times the scalar `factor`. */
export function pickScalarsTimes(to: usize, scalars: usize, indices: usize, count: u32, factor: usize): void {
  FACTOR.unpack(factor)
  FACTOR.fromPlain(FACTOR)
  for (let index: u32 = 0; index < count; index++) {
    ELEMENT.unpack(scalars + load<u32>(indices + (index << 2)) * SCALAR_SIZE)
    ELEMENT.product(ELEMENT, FACTOR)
    ELEMENT.canonical(ELEMENT)
    ELEMENT.pack(to + index * SCALAR_SIZE)
  }
}
