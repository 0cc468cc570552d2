import { Ledger, proveQuota, Scope, ScopeUsedError, verify } from "../../../sdk/index.ts"
import { DRIVERS, KINDS, MEMBERS, QUOTA } from "./people.ts"
import { currentRoll } from "./roll.ts"
import type { World } from "./world.ts"

/** What the van may be used for, once a member. */
export const VAN = Scope.offChain("https://tools.example", "the van, week 3")

const POLICY = { classes: ["full"] }

/** Members with their hours done borrow the van from a service that is no part of the chain, once each. */
export async function borrowVan(world: World): Promise<void> {
  const roll = await currentRoll(world)
  const ledger = await Ledger.fromChain(world.ledger)
  for (const member of MEMBERS.slice(0, DRIVERS)) {
    const passbook = world.passbook(member)
    // Noted before the proof is sent; whether it got there the service knows.
    await passbook.markSpent(VAN)
    const nullifier = member.nullifier(VAN.value)
    if (await world.nullifiers.has(VAN.value, nullifier)) continue
    const openings = await passbook.openings()
    const statement = { scope: VAN, policy: POLICY, quota: QUOTA, kinds: KINDS }
    const proof = await proveQuota(member, roll, ledger, { ...statement, openings, message: "the van" })
    try {
      await verify(proof, { ...statement, roll, ledger, message: "the van", nullifiers: world.nullifiers })
    } catch (error) {
      // Nobody else can have made this mark.
      if (!(error instanceof ScopeUsedError)) throw error
    }
  }
}
