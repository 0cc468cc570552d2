import type { Groth16Proof } from "../proof/groth16.ts"

/** A proof as the contracts take it: b's coordinates have the imaginary part first. */
export function solidityProof({ a, b, c }: Groth16Proof): { a: string[]; b: string[][]; c: string[] } {
  return { a, b: [b[0].toReversed(), b[1].toReversed()], c }
}
