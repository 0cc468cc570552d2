import { RochdaleError } from "./base.ts"

/** A point that is no key: not canonical, off the curve, outside the subgroup, or the identity. */
export class InvalidPointError extends RochdaleError {
  readonly code = "invalid-point"

  /**
   * @param parameter name of what was given
   * @param point     its coordinates; public keys and parts of ciphertexts only
   * @param rule      what it must be
   */
  constructor(parameter: string, point: readonly [bigint, bigint], rule: string) {
    super({
      message: `${parameter} is (${point[0]}, ${point[1]}), but must be ${rule}`,
      hint: "Do not use it: whoever gave it made a mistake or means to see what is encrypted under it",
      details: { parameter, point: point.map(String), rule },
    })
  }
}
