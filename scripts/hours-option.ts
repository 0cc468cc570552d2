import { InvalidArgumentError } from "commander"
import { hours, RochdaleError } from "../sdk/index.ts"

/** Minutes of an option that is given in hours, for commander. */
export function hoursOption(text: string): number {
  try {
    const minutes = hours(text)
    if (minutes > 0) return minutes
  } catch (error) {
    if (!(error instanceof RochdaleError)) throw error
  }
  throw new InvalidArgumentError('It must be hours above zero, as in 100h or "99:30".')
}
