import { isIdentity, requireSubgroupPoint, type Point } from "../../../sdk/crypto/baby-jubjub.ts"
import { InvalidPointError } from "../../../sdk/errors.ts"
import { Finding, demand, type FindingContext } from "./finding.ts"

/** A point that was taken has canonical coordinates, is on the curve and in its subgroup. @throws Finding */
export function requirePoint(point: Point, what: string, context: FindingContext): void {
  try {
    requireSubgroupPoint(point, what)
  } catch (error) {
    if (!(error instanceof InvalidPointError)) throw error
    throw new Finding(`${what} is not ${String(error.details["rule"])}`, context)
  }
}

/** A key moreover is not the identity. @throws Finding */
export function requireKey(point: Point, what: string, context: FindingContext): void {
  requirePoint(point, what, context)
  demand(!isIdentity(point), context, `${what} is the identity: what is encrypted under it is open to all`)
}
