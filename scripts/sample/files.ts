import { format } from "prettier"
import { COMMUNE, KINDS, PROPOSAL } from "./commune.ts"
import { MEMBERS } from "./members.ts"
import { SeededRandom } from "./random.ts"
import { sheetOfWeek, WEEKS } from "./sheets.ts"

const SEED = 1844

/** Every file of the sample commune: its path inside sample/ and its content. */
export async function sampleFiles(): Promise<Map<string, string>> {
  const files = new Map<string, string>()
  files.set("commune.json", await json(COMMUNE))
  files.set("proposal.json", await json(PROPOSAL))
  files.set("members.csv", csv(["name", "class", "admitted"], MEMBERS))
  files.set(
    "ballots.csv",
    csv(
      ["member", "option"],
      MEMBERS.filter(({ choice }) => choice !== "home").map(({ name, choice }) => ({ member: name, option: choice })),
    ),
  )
  files.set(
    "kinds.csv",
    csv(
      ["kind", "counts-as"],
      KINDS.map((kind) => ({ kind: kind.name, "counts-as": countsAs(kind) })),
    ),
  )
  const random = new SeededRandom(SEED)
  for (let week = 1; week <= WEEKS; week++) {
    const name = `sheets/2026-W${String(week).padStart(2, "0")}.csv`
    files.set(name, csv(["member", "kind", "hours"], sheetOfWeek(week, random)))
  }
  return files
}

function countsAs(kind: (typeof KINDS)[number]): string {
  if ("certificate" in kind) return "certificate"
  return "excused" in kind ? "excused" : "work"
}

function csv<Column extends string>(columns: readonly Column[], rows: readonly Record<Column, string>[]): string {
  const lines = rows.map((row) => columns.map((column) => field(row[column])).join(","))
  return [columns.join(","), ...lines, ""].join("\n")
}

function field(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function json(value: unknown): Promise<string> {
  return format(JSON.stringify(value), { parser: "json", printWidth: 120, objectWrap: "collapse" })
}
