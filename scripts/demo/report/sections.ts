import { ballotsTable } from "./ballots-table.ts"
import { booksByGroup, booksByPeriod } from "./books-tables.ts"
import { decisionTable } from "./decision-table.ts"
import { gasTable } from "./gas-table.ts"
import { membersTable } from "./members-table.ts"
import type { Play } from "./play.ts"
import { privateView } from "./private-view.ts"
import { refusalsTable } from "./refusals-table.ts"
import type { Section } from "./section.ts"
import { stepsTable } from "./steps-table.ts"
import { timesTable } from "./times-table.ts"
import { trusteesTable } from "./trustees-table.ts"

/** All parts of the report, in their order; the text on the terminal and the page are made of the same ones. */
export function sectionsOf(play: Play): Section[] {
  return [
    stepsTable(play),
    membersTable(play),
    decisionTable(play),
    trusteesTable(play),
    ballotsTable(play),
    booksByGroup(play),
    booksByPeriod(play),
    privateView(play),
    refusalsTable(play),
    gasTable(play),
    timesTable(play),
  ].filter((section) => section !== undefined)
}
