import { dateOf, formatMinutes } from "../../../sdk/index.ts"
import type { Scenario } from "../scenario.ts"
import type { Standing } from "../standing.ts"
import type { Play } from "./play.ts"
import type { Section } from "./section.ts"
import { counted } from "./number.ts"

/** What each member was told; those who proved what is asked are counted, not named, where a vote follows. */
export function membersTable({ scenario, found }: Play): Section | undefined {
  const rows = scenario.members.map(({ name, class: memberClass }) => ({
    name,
    memberClass,
    standing: found.standings.get(name) ?? { state: "stayed-home" as const },
  }))
  const proved = rows.filter(({ standing }) => standing.state === "proved")
  const told = rows.filter(({ standing }) => standing.state !== "proved")
  if (scenario.poll !== undefined && told.length === 0) return undefined
  const shown = scenario.poll === undefined ? rows : told
  const summary =
    scenario.poll === undefined ? [] : [[counted(proved.length, "other"), "", "proved all that is asked, and voted"]]
  return {
    heading: "What the members were told",
    explanation:
      "Each line was worked out on the member's own device, before anything was sent; in a real commune only that member sees it.",
    columns: [{ head: "Member" }, { head: "Class" }, { head: "Told", flexible: true }],
    rows: [
      ...shown.map(({ name, memberClass, standing }) => [name, memberClass, toldText(standing, scenario)]),
      ...summary,
    ],
  }
}

/** What a member is told, in a sentence. */
export function toldText(standing: Standing, { policy, quotas }: Scenario): string {
  switch (standing.state) {
    case "proved":
      return "proved that the quota is reached"
    case "stayed-home":
      return "did not take part"
    case "class-not-admitted":
      return `only members of the ${policy.classes.length === 1 ? "class" : "classes"} ${policy.classes.join(" and ")} vote`
    case "admitted-too-late":
      return `admitted on ${standing.admitted}, after ${day(policy.admittedBy)}`
    case "short": {
      const quota = quotas[0]?.atLeast ?? standing.reached + standing.missing
      const of = `${formatMinutes(standing.reached)} of ${formatMinutes(quota)} hours`
      const most =
        standing.rows > MOST_ROWS
          ? ` with the ${MOST_ROWS} largest of ${standing.rows} lines; a proof of the size that all use here counts no more`
          : ""
      return `${counted(standing.missing, "minute")} missing: ${of}${most}`
    }
  }
}

const MOST_ROWS = 4

function day(value: string | number): string {
  return typeof value === "number" ? dateOf(value) : value
}
