import { Member, Roll } from "../../../sdk/index.ts"
import type { Deployment } from "../../deploy/deploy.ts"
import { alreadyMember } from "../attacks/office.ts"
import type { ScenarioMember } from "../scenario.ts"
import type { Stage } from "../stage.ts"
import { step } from "./step.ts"

const BATCH = 25

/** A commune's people with the keys on their devices, by name. */
export type Members = ReadonlyMap<string, Member>

/** Every member makes keys, the steward admits them in batches, and the roll is read back from the chain. */
export function admitMembers(stage: Stage, { commune }: Deployment): Promise<{ members: Members; roll: Roll }> {
  const { scenario, chain, journal } = stage
  const all = scenario.members
  return step(stage, "Admit the members", all.length, async (shown) => {
    const members: Members = new Map(all.map(({ name }) => [name, Member.create()]))
    const admission = ({ name, class: memberClass, admitted }: ScenarioMember) => ({
      commitment: (members.get(name) as Member).commitment,
      class: memberClass,
      admitted,
    })
    const asSteward = commune.connect(chain.accounts.steward)
    let batches = 0
    for (let from = 0; from < all.length; from += BATCH) {
      const batch = all.slice(from, from + BATCH)
      const { gasUsed } = await asSteward.admit(batch.map(admission), scenario.classes)
      journal.spendGas(`admit a member (in batches of up to ${BATCH})`, gasUsed / BigInt(batch.length))
      shown.advance(batch.length)
      batches++
    }
    journal.refusals.push(await alreadyMember(asSteward, admission(all[0] as ScenarioMember), scenario.classes))
    const roll = await Roll.fromChain(commune, { classes: scenario.classes })
    const transactions = `${batches} ${batches === 1 ? "transaction" : "transactions"}`
    return {
      result: { members, roll },
      summary: `${all.length} members made keys on their own devices; the steward put them on the roll in ${transactions}`,
    }
  })
}
