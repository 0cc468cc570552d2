import { access, mkdir, rename, rm } from "node:fs/promises"
import { join } from "node:path"
import { curves, powersOfTau } from "snarkjs"
import { CACHE } from "../paths.ts"
import { DEV_BEACON, DEV_BEACON_ITERATIONS_EXP } from "./beacon.ts"

/** One file for all circuits: the largest needs 2^16. Another power can change the last point of a key whose domain fills the file. */
export const PHASE1_POWER = 16

/**
 * Makes the development powers of tau, ready for phase 2, or finds them in the cache. Making them takes some 20 minutes.
 *
 * INSECURE BY CONSTRUCTION: its only contribution is a public beacon, so that anyone can rebuild it bit for bit.
 *
 * @returns path of the file
 */
export async function developmentPowersOfTau(): Promise<string> {
  const final = join(CACHE, `INSECURE-dev-${PHASE1_POWER}.ptau`)
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
  await powersOfTau.newAccumulator(curve, PHASE1_POWER, fresh)
  await powersOfTau.beacon(fresh, beaconed, "rochdale INSECURE development", DEV_BEACON, DEV_BEACON_ITERATIONS_EXP)
  await powersOfTau.preparePhase2(beaconed, prepared)
  // Renamed when whole, so that an interrupted run leaves no half file under the final name.
  await rename(prepared, final)
  await rm(fresh)
  await rm(beaconed)
  return final
}
