import { access, mkdir, rename, rm } from "node:fs/promises"
import { join } from "node:path"
import { curves, powersOfTau } from "snarkjs"
import { CACHE } from "../paths.ts"
import { DEV_BEACON, DEV_BEACON_ITERATIONS_EXP } from "./beacon.ts"

/** Powers for which a development file of powers of tau is made: a circuit takes the smallest that holds it. */
export const PHASE1_POWERS = [14, 16] as const

/**
 * Makes the development powers of tau of 2^power, ready for phase 2, or finds them in the cache.
 *
 * INSECURE BY CONSTRUCTION: its only contribution is a public beacon, so that anyone can rebuild it bit for bit.
 *
 * @returns path of the file
 */
export async function developmentPowersOfTau(power: number): Promise<string> {
  const final = join(CACHE, `INSECURE-dev-${power}.ptau`)
  try {
    await access(final)
    return final
  } catch {
    await mkdir(CACHE, { recursive: true })
  }
  const fresh = `${final}.new`
  const beaconed = `${final}.beacon`
  const prepared = `${final}.part`
  const curve = await curves.getCurveFromName("bn128")
  await powersOfTau.newAccumulator(curve, power, fresh)
  await powersOfTau.beacon(fresh, beaconed, "rochdale INSECURE development", DEV_BEACON, DEV_BEACON_ITERATIONS_EXP)
  await powersOfTau.preparePhase2(beaconed, prepared)
  // Renamed when whole, so that an interrupted run leaves no half file under the final name.
  await rename(prepared, final)
  await rm(fresh)
  await rm(beaconed)
  return final
}
