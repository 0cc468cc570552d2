import { InvalidInputError } from "../errors.ts"
import { requireIndex } from "./seat.ts"

/** size! of a committee: what makes its Lagrange coefficients whole. */
export function factorial(size: number): bigint {
  return size <= 1 ? 1n : BigInt(size) * factorial(size - 1)
}

/**
 * Lagrange's coefficients at 0, times size!: with them sum(weight_i * f(i)) = size! * f(0) for every polynomial with as many coefficients as there
 * are indexes. They are whole numbers, since the product of an index's distances to others divides (index - 1)! * (size - index)!, and that divides
 * size!; and they stay below 2^29, so that a contract can apply them cheaply.
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
