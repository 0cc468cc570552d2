import { auditHint } from "./audit-hint.ts"
import { withBars } from "./bars.ts"
import type { Play } from "./play.ts"
import type { Paint } from "./paint.ts"
import { endingOf } from "./ending.ts"
import { privacyNotes } from "./privacy.ts"
import type { Section } from "./section.ts"
import { sectionsOf } from "./sections.ts"
import { table } from "./table.ts"
import { wrapped } from "./wrap.ts"

/** The report on a play, for people. */
export function report(play: Play, paint: Paint, width: number): string {
  return [
    ...sectionsOf(play).flatMap((section) => text(section, paint, width)),
    ...privacy(play, paint, width),
    ...audit(play, width),
    ...ending(play, paint, width),
    "",
  ].join("\n")
}

function text(section: Section, paint: Paint, width: number): string[] {
  const { columns, rows } = withBars(section)
  const explanation = wrapped(section.explanation, width).map(paint.dim)
  return ["", paint.bold(section.heading), ...explanation, table(columns, rows, width)]
}

function privacy({ scenario, journal }: Play, paint: Paint, width: number): string[] {
  const said = privacyNotes(scenario, journal.trustees.length)
  return ["", paint.bold("What everybody can see, and what nobody can"), ...said.flatMap((one) => bullet(one, width))]
}

/** The command is not wrapped, so that it can be copied. */
function audit(play: Play, width: number): string[] {
  const hint = auditHint(play)
  if (hint === undefined) return []
  return ["", ...wrapped(hint.text, width), ...(hint.command === undefined ? [] : [`  ${hint.command}`])]
}

function bullet(sentence: string, width: number): string[] {
  return wrapped(sentence, width - 4).map((line, index) => (index === 0 ? `  - ${line}` : `    ${line}`))
}

function ending(play: Play, paint: Paint, width: number): string[] {
  const { bad, good } = endingOf(play)
  return ["", ...bad.map(paint.warn), ...good.flatMap((line) => wrapped(line, width).map(paint.good))]
}
