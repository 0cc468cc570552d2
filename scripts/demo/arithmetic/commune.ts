import { decisionOf, type PlainShare } from "./decision.ts"
import type { Expected } from "./expected.ts"
import { minutesOf } from "./minutes.ts"
import { rowsOf } from "./rows.ts"
import { standingsOf, type Person, type Work } from "./standings.ts"

/** The contents of a commune's files. */
export interface CommuneTexts {
  members: string
  /** By the name of the file: "2026-W01.csv". */
  sheets: ReadonlyMap<string, string>
  ballots: string
  proposal: string
  /** The commune's kinds that are certificates and no minutes. */
  certificates: readonly string[]
}

interface PlainProposal {
  options: string[]
  abstain?: string
  block?: { option: string; limit: number }
  policy: { classes: string[]; admittedBy: string }
  quotas?: { kinds: string[]; from: string; to: string; atLeast: string }[]
  quorum: PlainShare
  threshold: PlainShare
  thresholdOf?: "ballots" | "electorate"
  secret?: { minimumTurnout?: number }
}

/** Where the proposal does not say more. */
const LEAST_TURNOUT = 3

/** What must come out of a commune's assembly. The files are known to be well-formed. */
export function expectedOfCommune(texts: CommuneTexts): Expected {
  const people: Person[] = rowsOf<"name" | "class" | "admitted">(texts.members)
  const work: Work[] = [...texts.sheets].flatMap(([file, text]) =>
    rowsOf<"member" | "kind" | "hours">(text).map((row) => ({
      member: row.member,
      kind: row.kind,
      day: lastDayOfWeek(file),
      minutes: minutesOf(row.hours),
    })),
  )
  const proposal = JSON.parse(texts.proposal) as PlainProposal
  const ballots = new Map(rowsOf<"member" | "option">(texts.ballots).map(({ member, option }) => [member, option]))
  const asked = {
    ...proposal.policy,
    quotas: (proposal.quotas ?? []).map((quota) => ({
      ...quota,
      minutes: minutesOf(quota.atLeast),
    })),
  }
  const standings = standingsOf(
    people,
    work.filter(({ minutes }) => minutes > 0),
    asked,
    (name) => !ballots.has(name),
  )
  const number = (option: string | undefined): number | undefined =>
    option === undefined ? undefined : proposal.options.indexOf(option)
  const cast = [...standings]
    .filter(([, { state }]) => state === "proved")
    .map(([name]) => number(ballots.get(name)) as number)
  const decision = decisionOf(cast, {
    options: proposal.options.length,
    electorate: people.filter((person) => asked.classes.includes(person.class)).length,
    minimumTurnout: proposal.secret?.minimumTurnout ?? LEAST_TURNOUT,
    quorum: proposal.quorum,
    threshold: proposal.threshold,
    thresholdOf: proposal.thresholdOf ?? "ballots",
    abstain: number(proposal.abstain),
    block: proposal.block && { option: number(proposal.block.option) as number, limit: proposal.block.limit },
  })
  return { standings, decision, books: booksOf(work, texts.certificates) }
}

function booksOf(work: readonly Work[], certificates: readonly string[]): Map<string, number> | undefined {
  const books = new Map<string, number>()
  for (const { day, kind, minutes } of work) {
    books.set(day, (books.get(day) ?? 0) + (certificates.includes(kind) ? 0 : minutes))
  }
  return books.size === 0 ? undefined : books
}

/** The Sunday of the ISO week that a file is named for: walks from 1 January, week by week. */
function lastDayOfWeek(file: string): string {
  const [year, week] = file.replace(".csv", "").split("-W").map(Number) as [number, number]
  const date = new Date(Date.UTC(year, 0, 1))
  // Week 1 is the one of the year's first Thursday.
  while (date.getUTCDay() !== 4) date.setUTCDate(date.getUTCDate() + 1)
  date.setUTCDate(date.getUTCDate() + 3 + 7 * (week - 1))
  return date.toISOString().slice(0, 10)
}
