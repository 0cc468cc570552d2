import type { Chain } from "./chain/chain.ts"
import type { Journal } from "./journal.ts"
import type { Scenario } from "./scenario.ts"
import type { Show } from "./show/show.ts"

/** What every step works with. */
export interface Stage {
  scenario: Scenario
  chain: Chain
  journal: Journal
  show: Show
  /** Folder of the circuits' files; the project's own when not given. */
  artifacts?: string | undefined
}
