import type { Expected } from "../arithmetic/expected.ts"
import type { Accounts } from "../chain/accounts.ts"
import type { Journal } from "../journal.ts"
import type { Scenario } from "../scenario.ts"
import type { Labor } from "../steps/sheets.ts"

/** All that the report and the JSON file are made of. */
export interface Play {
  scenario: Scenario
  chain: { description: string; kind: "embedded" | "rpc"; url: string | undefined; chainId: bigint; accounts: Accounts }
  contracts: { commune: string; ledger: string; assembly: string; trustees: string }
  /** Number of the poll that was held, and the first block that has events. */
  poll: { id: bigint; fromBlock: number } | undefined
  journal: Journal
  found: Expected
  /** Ledger, books and everybody's openings; undefined where there is no labor. */
  labor: Labor | undefined
  /** How many results were compared with plain arithmetic, and which differ. */
  compared: number
  differences: string[]
  /** Of the whole demo. */
  seconds: number
}
