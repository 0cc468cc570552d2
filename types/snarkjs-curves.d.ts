import type { Curve } from "snarkjs"

// What @types/snarkjs leaves out: the curve object of ffjavascript, as far as this project uses it. Points and elements are in its own
// memory format: little-endian Montgomery limbs, affine (x, y) or Jacobian (x, y, z).
declare module "snarkjs" {
  interface PointGroup {
    fromObject(point: unknown): Uint8Array
    toObject(point: Uint8Array): unknown
    toAffine(point: Uint8Array): Uint8Array
    toJacobian(point: Uint8Array): Uint8Array
    isValid(point: Uint8Array): boolean
    isZero(point: Uint8Array): boolean
    /** A Jacobian point. */
    timesScalar(point: Uint8Array, scalar: bigint): Uint8Array
    add(left: Uint8Array, right: Uint8Array): Uint8Array
    sub(left: Uint8Array, right: Uint8Array): Uint8Array
  }

  /** The target group of the pairing. */
  interface TargetGroup {
    /** Length of an element in bytes. */
    n8: number
    one: Uint8Array
    eq(left: Uint8Array, right: Uint8Array): boolean
    div(left: Uint8Array, right: Uint8Array): Uint8Array
  }

  interface Curve {
    G1: PointGroup
    G2: PointGroup
    Gt: TargetGroup
    r: bigint
    /** Lengths in bytes of points of the two groups that are prepared for the pairing. */
    prePSize: number
    preQSize: number
    prepareG2(point: Uint8Array): Uint8Array
    tm: ThreadManager
    terminate(): Promise<void>
  }

  interface ThreadManager {
    /** Runs the commands in order on the first thread that is free; gives what was got, by `out`. */
    queueAction(task: readonly ThreadCommand[]): Promise<Uint8Array[]>
  }

  /** Where a variable of a task begins, or so many bytes after; or a number. */
  type ThreadParameter = { var: number; offset?: number } | { val: number }

  type ThreadCommand =
    | { cmd: "ALLOCSET"; var: number; buff: Uint8Array }
    | { cmd: "ALLOC"; var: number; len: number }
    | { cmd: "CALL"; fnName: string; params: readonly ThreadParameter[] }
    | { cmd: "GET"; out: number; var: number; len: number }

  namespace curves {
    function getCurveFromName(name: "bn128"): Promise<Curve>
  }
}

declare global {
  // Set by ffjavascript while its worker threads run.
  var curve_bn128: Curve | null | undefined
}
