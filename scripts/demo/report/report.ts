import { summaryOf } from "../steps/close.ts"
import type { Play } from "./play.ts"
import { decisionTable } from "./decision-table.ts"
import { gasTable } from "./gas-table.ts"
import { membersTable } from "./members-table.ts"
import type { Paint } from "./paint.ts"
import { privacyNotes } from "./privacy.ts"
import { refusalsTable } from "./refusals-table.ts"
import type { Section } from "./section.ts"
import { stepsTable } from "./steps-table.ts"
import { timesTable } from "./times-table.ts"
import { wrapped } from "./wrap.ts"

/** The report on a play, for people. */
export function report(play: Play, paint: Paint, width: number): string {
  const sections = [
    stepsTable(play, width),
    membersTable(play, width),
    decisionTable(play, width),
    refusalsTable(play, width),
    gasTable(play, width),
    timesTable(play, width),
  ].filter((section) => section !== undefined)
  return [
    ...sections.flatMap((section) => text(section, paint, width)),
    ...privacy(play, paint, width),
    ...ending(play, paint, width),
    "",
  ].join("\n")
}

function text({ heading, explanation, table }: Section, paint: Paint, width: number): string[] {
  return ["", paint.bold(heading), ...wrapped(explanation, width).map(paint.dim), table]
}

function privacy({ scenario }: Play, paint: Paint, width: number): string[] {
  const said = privacyNotes(scenario.poll !== undefined, scenario.quotas.length > 0)
  return ["", paint.bold("What everybody can see, and what nobody can"), ...said.flatMap((one) => bullet(one, width))]
}

function bullet(sentence: string, width: number): string[] {
  return wrapped(sentence, width - 4).map((line, index) => (index === 0 ? `  - ${line}` : `    ${line}`))
}

function ending({ scenario, found, compared, differences, seconds }: Play, paint: Paint, width: number): string[] {
  const took = `The whole took ${seconds.toFixed(1)} seconds.`
  if (differences.length > 0) {
    return ["", paint.warn("THE RESULT DIFFERS FROM PLAIN ARITHMETIC:"), ...differences.map((one) => `  ${one}`), took]
  }
  const same = `All ${compared} results are what plain arithmetic makes of the same input. ${took}`
  const outcome =
    found.decision === undefined || scenario.poll === undefined
      ? []
      : [summaryOf(found.decision, scenario.poll.proposal.options)]
  return ["", ...[...outcome, same].flatMap((line) => wrapped(line, width).map(paint.good))]
}
