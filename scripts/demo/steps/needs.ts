import { dayOf } from "../../../sdk/index.ts"
import type { ChainNeeds } from "../chain/needs.ts"
import type { Scenario } from "../scenario.ts"

const SECONDS_A_DAY = 86_400
// Rounded up from what the demo measures; see its table of gas.
const GAS = {
  deploy: 50_000_000n,
  role: 100_000n,
  admission: 150_000n,
  sheet: 900_000n,
  poll: 2_000_000n,
  ballot: 900_000n,
  quota: 400_000n,
  trustee: 2_500_000n,
}
/** With a threshold of 3: one can drop out and one can cheat. */
const TRUSTEES = 5
/** Some members vote again. */
const MORE_BALLOTS = 2n

/** What a scenario needs of a chain: accounts, a clock past its last day, and gas for each role. */
export function needsOf(scenario: Scenario): ChainNeeds {
  const attesters = Math.max(2, scenario.countersignatures + 1)
  const { poll } = scenario
  const [members, sheets] = [BigInt(scenario.members.length), BigInt(scenario.sheets.length)]
  const ballot = GAS.ballot + GAS.quota * BigInt(scenario.quotas.length)
  return {
    attesters,
    trustees: poll === undefined ? 0 : TRUSTEES,
    notBefore: lastDay(scenario) * SECONDS_A_DAY,
    gas: {
      admin: GAS.deploy + GAS.role * BigInt(attesters + 3),
      steward: GAS.role + GAS.admission * members,
      attester: GAS.sheet * sheets + GAS.role,
      convener: GAS.poll,
      relay: GAS.poll + (members + MORE_BALLOTS) * ballot,
      trustee: GAS.trustee,
    },
  }
}

// The contract takes no day of admission, and opens no poll for one, that is still to come; nobody attests a week before it is over.
function lastDay({ members, sheets, policy }: Scenario): number {
  return Math.max(
    dayOf(policy.admittedBy),
    ...members.map(({ admitted }) => admitted),
    ...sheets.map(({ day }) => day + 1),
  )
}
