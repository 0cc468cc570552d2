// The package has no types. What this project uses of it: the Poseidon of the reference, straight from the paper.
declare module "circomlibjs" {
  /** An element in Montgomery form. */
  type Element = Uint8Array

  interface Poseidon {
    (inputs: readonly (bigint | number | string)[]): Element
    F: { toObject(element: Element): bigint }
  }

  export function buildPoseidonReference(): Promise<Poseidon>
  export function buildPoseidonOpt(): Promise<Poseidon>
}
