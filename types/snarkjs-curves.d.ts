import type { Curve } from "snarkjs"

// What @types/snarkjs leaves out: the curve object of ffjavascript, as far as this project uses it.
declare module "snarkjs" {
  interface PointGroup {
    fromObject(point: unknown): Uint8Array
    isValid(point: Uint8Array): boolean
    isZero(point: Uint8Array): boolean
    timesScalar(point: Uint8Array, scalar: bigint): Uint8Array
  }

  interface Curve {
    G1: PointGroup
    G2: PointGroup
    r: bigint
    terminate(): Promise<void>
  }

  namespace curves {
    function getCurveFromName(name: "bn128"): Promise<Curve>
  }
}

declare global {
  // Set by ffjavascript while its worker threads run.
  var curve_bn128: Curve | null | undefined
}
