import { readFile } from "node:fs/promises"

/** A sum of coefficient * wire; coefficients lie around 0. Wire 0 holds the constant 1. */
export interface LinearCombination {
  wires: Uint32Array
  coefficients: bigint[]
}

/** Satisfied by a witness when a * b = c. */
export interface Constraint {
  a: LinearCombination
  b: LinearCombination
  c: LinearCombination
}

export interface ConstraintSystem {
  prime: bigint
  wires: number
  publicOutputs: number
  publicInputs: number
  privateInputs: number
  /**
   * Wire -> label. Labels number the signals as they are written: the constant, outputs, public inputs, private inputs, others.
   * Simplification removes wires and keeps the labels of the rest.
   */
  labels: Uint32Array
  constraints: Constraint[]
}

/**
 * Reads a .r1cs file of circom.
 * Format: https://github.com/iden3/r1csfile/blob/master/doc/r1cs_bin_format.md
 *
 * Written out here and not taken from snarkjs, so that the tests do not rest on the code that also makes the proofs.
 */
export async function readConstraintSystem(path: string): Promise<ConstraintSystem> {
  const file = await readFile(path)
  if (file.toString("latin1", 0, 4) !== "r1cs") throw new Error(`${path} is not an r1cs file`)
  const sections = new Map<number, number>()
  let at = 12
  for (let left = file.readUInt32LE(8); left > 0; left--) {
    sections.set(file.readUInt32LE(at), at + 12)
    at += 12 + Number(file.readBigUInt64LE(at + 4))
  }
  const start = (type: number): number => {
    const offset = sections.get(type)
    if (offset === undefined) throw new Error(`${path} has no section ${type}`)
    return offset
  }

  at = start(1)
  const width = file.readUInt32LE(at)
  if (width !== 32) throw new Error(`${path} is over a field of ${width} bytes, not of 32`)
  const number = (offset: number): bigint =>
    file.readBigUInt64LE(offset) |
    (file.readBigUInt64LE(offset + 8) << 64n) |
    (file.readBigUInt64LE(offset + 16) << 128n) |
    (file.readBigUInt64LE(offset + 24) << 192n)
  const prime = number(at + 4)
  const header = at + 36
  const count = file.readUInt32LE(header + 24)

  at = start(2)
  const combination = (): LinearCombination => {
    const terms = file.readUInt32LE(at)
    at += 4
    const wires = new Uint32Array(terms)
    const coefficients = new Array<bigint>(terms)
    for (let i = 0; i < terms; i++, at += 36) {
      wires[i] = file.readUInt32LE(at)
      const coefficient = number(at + 4)
      // Minus one is small again, and most coefficients are one or the other.
      coefficients[i] = coefficient > prime / 2n ? coefficient - prime : coefficient
    }
    return { wires, coefficients }
  }
  const constraints: Constraint[] = []
  for (let i = 0; i < count; i++) constraints.push({ a: combination(), b: combination(), c: combination() })

  const wires = file.readUInt32LE(header)
  return {
    prime,
    wires,
    publicOutputs: file.readUInt32LE(header + 4),
    publicInputs: file.readUInt32LE(header + 8),
    privateInputs: file.readUInt32LE(header + 12),
    labels: Uint32Array.from({ length: wires }, (_, wire) => Number(file.readBigUInt64LE(start(3) + 8 * wire))),
    constraints,
  }
}

/** All wires that a constraint reads, each once, without the constant. */
export function wiresOf({ a, b, c }: Constraint): Set<number> {
  const all = new Set([...a.wires, ...b.wires, ...c.wires])
  all.delete(0)
  return all
}

/** Value of a linear combination, between -prime and prime. */
export function evaluate(
  { wires, coefficients }: LinearCombination,
  witness: readonly bigint[],
  prime: bigint,
): bigint {
  let sum = 0n
  for (let i = 0; i < wires.length; i++) sum += coefficients[i]! * witness[wires[i]!]!
  return sum % prime
}

/** Whether a witness satisfies one constraint. */
export function holds(constraint: Constraint, witness: readonly bigint[], prime: bigint): boolean {
  const product = evaluate(constraint.a, witness, prime) * evaluate(constraint.b, witness, prime)
  return (product - evaluate(constraint.c, witness, prime)) % prime === 0n
}
