import { readFileSync } from "node:fs"
import { Eta } from "eta"
import { auditHint } from "../report/audit-hint.ts"
import { endingOf } from "../report/ending.ts"
import { WARNING } from "../report/introduction.ts"
import type { Play } from "../report/play.ts"
import { privacyNotes } from "../report/privacy.ts"
import { sectionsOf } from "../report/sections.ts"

/** The report as one file for a browser. It loads nothing, runs no script, and escapes all that comes from the input. */
export function page(play: Play): string {
  const { scenario } = play
  const template = readFileSync(new URL("report.eta", import.meta.url), "utf8")
  return new Eta({ autoEscape: true }).renderString(template, {
    title: scenario.title,
    about: scenario.about,
    warning: WARNING,
    sections: sectionsOf(play),
    privacy: privacyNotes(scenario, play.journal.trustees.length),
    audit: auditHint(play),
    ending: endingOf(play),
  })
}
