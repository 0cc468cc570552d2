/** What the kernel's program exports; see kernel/main.ts. Addresses come as signed numbers. */
export interface KernelExports {
  memory: WebAssembly.Memory
  G1_SIZE: WebAssembly.Global
  G2_SIZE: WebAssembly.Global
  allocate: (size: number) => number
  mark: () => number
  wipe: (to: number) => void
  release: (to: number) => void
  isExhausted: () => number
  readG1: (to: number, indices: number, from: number, count: number, first: number) => number
  readG2: (to: number, indices: number, from: number, count: number, first: number) => number
  sumG1: (to: number, points: number, scalars: number, count: number) => void
  sumG2: (to: number, points: number, scalars: number, count: number) => void
  multiplyG1: (to: number, point: number, scalar: number) => void
  addG1: (to: number, first: number, second: number) => void
  areCanonical: (scalars: number, count: number) => number
  unpackScalars: (to: number, scalars: number, count: number) => void
  pickScalars: (to: number, scalars: number, indices: number, count: number) => void
  pickScalarsTimes: (to: number, scalars: number, indices: number, count: number, factor: number) => void
  termsSize: (count: number) => number
  countTerms: (counts: number, from: number, count: number, domain: number, signals: number) => number
  startRows: (counts: number, domain: number) => void
  placeTerms: (terms: number, places: number, from: number, count: number, domain: number) => void
  domainSize: (domain: number) => number
  prepareDomain: (to: number, bits: number, root: number, shift: number, perLength: number) => void
  quotient: (to: number, tables: number, bits: number, terms: number, starts: number, witness: number) => void
}
