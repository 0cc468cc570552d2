import { mkdir, rename, rm } from "node:fs/promises"
import { dirname } from "node:path"
import { zKey } from "snarkjs"
import { DEV_BEACON, DEV_BEACON_ITERATIONS_EXP } from "./beacon.ts"

/**
 * Makes the development proving key of one circuit: the empty phase 2 and one public beacon.
 *
 * INSECURE BY CONSTRUCTION; the same inputs give the same bytes.
 *
 * @param r1cs  path of the compiled constraints
 * @param ptau  path of prepared powers of tau
 * @param zkey  path to write
 */
export async function developmentProvingKey(r1cs: string, ptau: string, zkey: string): Promise<void> {
  await mkdir(dirname(zkey), { recursive: true })
  const fresh = `${zkey}.new`
  const beaconed = `${zkey}.part`
  await zKey.newZKey(r1cs, ptau, fresh)
  await zKey.beacon(fresh, beaconed, "rochdale INSECURE development", DEV_BEACON, DEV_BEACON_ITERATIONS_EXP)
  await rename(beaconed, zkey)
  await rm(fresh)
}
