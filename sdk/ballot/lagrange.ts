import { InvalidInputError } from "../errors.ts"
import { requireIndex } from "./seat.ts"

/** size! of a committee: what makes its Lagrange coefficients whole. */
export function factorial(size: number): bigint {
  return size <= 1 ? 1n : BigInt(size) * factorial(size - 1)
}

/**
 * Lagrange's coefficients at 0, times size!: with them sum(weight_i * f(i)) = size! * f(0) for every polynomial with as many coefficients as there
 * are indexes. They are whole numbers, and small, so that a contract can apply them cheaply; the least common multiple of all divisors divides size!.
 *
 * @param indexes of the trustees whose parts are used, each from 1 to size and once
 * @returns in the same order
 * @throws InvalidInputError
 */
export function integerWeights(indexes: readonly number[], size: number): bigint[] {
  for (const index of indexes) requireIndex("trustee", index, size)
  if (new Set(indexes).size !== indexes.length)
    throw new InvalidInputError("trustees", indexes.join(), "each of them once")
  return indexes.map((index) => {
    let [above, below] = [factorial(size), 1n]
    for (const other of indexes) {
      if (other === index) continue
      above *= BigInt(other)
      below *= BigInt(other - index)
    }
    return above / below
  })
}
