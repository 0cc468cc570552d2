/** The variable that says whether tests take all their cases. */
export const THOROUGHNESS = "ROCHDALE_THOROUGHNESS"

/** Its value under `./run assure`. */
export const FULL = "full"

/**
 * How many cases a test takes.
 *
 * @param sample within `./run test`: enough to see that the check works
 * @param full   within `./run assure`
 */
export function cases(sample: number, full: number): number {
  return process.env[THOROUGHNESS] === FULL ? full : sample
}
