/** Order r of the field of all of this. */
export const ORDER = 21888242871839275222246405745257275088548364400416034343698204186575808495617n

export type Vector = bigint[]
export type Matrix = bigint[][]

export const modulo = (value: bigint): bigint => ((value % ORDER) + ORDER) % ORDER

export const dot = (one: Vector, other: Vector): bigint =>
  modulo(one.reduce((sum, value, index) => sum + value * other[index]!, 0n))

export const apply = (matrix: Matrix, vector: Vector): Vector => matrix.map((row) => dot(row, vector))

export const transposed = (matrix: Matrix): Matrix => matrix[0]!.map((_, index) => matrix.map((row) => row[index]!))

export const times = (one: Matrix, other: Matrix): Matrix => one.map((row) => apply(transposed(other), row))

export const unit = (size: number, place: number): Vector =>
  Array.from({ length: size }, (_, index) => (index === place ? 1n : 0n))

/** @throws Error for a matrix that has none */
export function inverse(matrix: Matrix): Matrix {
  const size = matrix.length
  const rows = matrix.map((row, index) => [...row, ...unit(size, index)])
  for (let pivot = 0; pivot < size; pivot++) {
    const found = rows.findIndex((row, index) => index >= pivot && row[pivot] !== 0n)
    if (found === -1) throw new Error("The matrix has no inverse")
    ;[rows[pivot], rows[found]] = [rows[found]!, rows[pivot]!]
    const factor = reciprocal(rows[pivot]![pivot]!)
    rows[pivot] = rows[pivot]!.map((value) => modulo(value * factor))
    for (let other = 0; other < size; other++) {
      if (other === pivot) continue
      const share = rows[other]![pivot]!
      rows[other] = rows[other]!.map((value, index) => modulo(value - share * rows[pivot]![index]!))
    }
  }
  return rows.map((row) => row.slice(size))
}

function reciprocal(value: bigint): bigint {
  let [result, base, exponent] = [1n, modulo(value), ORDER - 2n]
  for (; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = modulo(result * base)
    base = modulo(base * base)
  }
  return result
}
