import { Roll, SnapshotError, type Member, type Vault } from "../../../sdk/index.ts"
import { ADMITTED, MEMBERS } from "./people.ts"
import type { World } from "./world.ts"

const SNAPSHOT = "roll"

/** The roll, from what was kept of it and what has happened since. */
export async function currentRoll(world: World): Promise<Roll> {
  const vault: Vault = world.passbook(MEMBERS[1] as Member).vault
  const kept = await vault.get(SNAPSHOT)
  const snapshot = typeof kept === "string" ? Uint8Array.from(Buffer.from(kept, "base64")) : undefined
  const roll = await Roll.fromChain(world.commune, { snapshot }).catch((error: unknown) => {
    if (!(error instanceof SnapshotError)) throw error
    return Roll.fromChain(world.commune)
  })
  await vault.set(SNAPSHOT, Buffer.from(roll.snapshot()).toString("base64"))
  return roll
}

export async function admitAll(world: World): Promise<void> {
  const roll = await currentRoll(world)
  const missing = MEMBERS.filter(({ commitment }) => !roll.has(commitment))
  if (missing.length === 0) return
  const admissions = missing.map(({ commitment }) => ({ commitment, class: "full", admitted: ADMITTED }))
  await world.commune.connect(world.as("steward")).admit(admissions)
}
