import type { Result } from "ethers"
import type { Point } from "../../../sdk/crypto/baby-jubjub.ts"
import type { Groth16Proof } from "../../../sdk/proof/groth16.ts"

/** A point as an event has it. */
export function pointOf(coordinates: Result): Point {
  return [coordinates[0] as bigint, coordinates[1] as bigint]
}

/** A list of numbers. */
export function numbersOf(list: Result): bigint[] {
  return [...list] as bigint[]
}

/** A proof as an event has it: of each coordinate of b the imaginary part comes first. */
export function proofOf(proof: Result): Groth16Proof {
  const [a, b, c] = [...proof] as Result[]
  const pair = (point: Result, [first, second] = [0, 1]): [string, string] => [
    String(point[first]),
    String(point[second]),
  ]
  return { a: pair(a!), b: [pair(b![0] as Result, [1, 0]), pair(b![1] as Result, [1, 0])], c: pair(c!) }
}

/** Indexes of a mask's trustees: bit i stands for index i + 1. */
export function indexesOf(mask: bigint): number[] {
  const indexes: number[] = []
  for (let index = 1; mask >> BigInt(index - 1) !== 0n; index++) {
    if ((mask >> BigInt(index - 1)) % 2n === 1n) indexes.push(index)
  }
  return indexes
}

/** Inverse of indexesOf. */
export function maskOf(indexes: Iterable<number>): bigint {
  let mask = 0n
  for (const index of indexes) mask |= 1n << BigInt(index - 1)
  return mask
}
