import { basename, join, relative } from "node:path"
import {
  dayOf,
  FileLineError,
  hours,
  Kinds,
  readLaborCsv,
  RochdaleError,
  type ClassNames,
  type Kind,
} from "../../../sdk/index.ts"
import { parseCsv } from "../../../sdk/labor/csv.ts"
import { expectedOfCommune } from "../arithmetic/commune.ts"
import { FileFormError } from "../errors.ts"
import type { Scenario, ScenarioMember, ScenarioSheet } from "../scenario.ts"
import { JsonFields } from "./json-fields.ts"
import { sundayOf } from "./period.ts"
import { readProposal } from "./proposal.ts"
import { readNames, readText } from "./read-text.ts"
import { splitSheets } from "./split-sheets.ts"

/**
 * Reads a folder of the form of sample/: commune.json, members.csv, sheets/*.csv, proposal.json, ballots.csv. All is read before anything is done.
 *
 * @throws FileAccessError, FileFormError, FileLineError
 */
export async function readCommuneFolder(folder: string): Promise<Scenario> {
  const file = (name: string): string => join(folder, name)
  const commune = JsonFields.parse(await readText(file("commune.json")), file("commune.json"))
  const classes = commune.texts("classes")
  const kinds = kindsOf(commune)
  const cap = commune.checked("cap", () => hours(commune.text("cap")))
  const [membersText, ballotsText] = [await readText(file("members.csv")), await readText(file("ballots.csv"))]
  const members = readMembers(membersText, file("members.csv"), classes)
  const names = new Set(members.map(({ name }) => name))

  const sheetTexts = new Map<string, string>()
  const sheets: ScenarioSheet[] = []
  for (const name of await readNames(file("sheets"))) {
    if (!name.endsWith(".csv")) continue
    const text = await readText(file(join("sheets", name)))
    sheetTexts.set(name, text)
    sheets.push(...readSheet(text, file(join("sheets", name)), { kinds, cap, names }))
  }

  const proposalText = await readText(file("proposal.json"))
  const { title, text, proposal, secrecy } = readProposal(JsonFields.parse(proposalText, file("proposal.json")))
  const { classes: voting } = proposal.policy
  const electorate = members.filter((member) => voting.some((name) => name === member.class)).length
  if (electorate < secrecy.minimumElectorate) {
    throw new FileFormError(
      file("proposal.json"),
      `${electorate} members are of the classes that vote, but a secret vote needs ${secrecy.minimumElectorate} at least`,
    )
  }
  const choices = readBallots(ballotsText, file("ballots.csv"), names, proposal.options)
  const name = commune.text("name")
  return {
    name,
    title: `${name} decides: ${title}`,
    about: [text, `Input: the folder ${relative("", folder) || folder}.`],
    classes,
    kinds,
    members,
    sheets,
    sheetRules: { kinds, cap, minimumRows: commune.wholeNumber("minimumRows", 1) },
    countersignatures: commune.wholeNumber("countersignatures", 1),
    rootWindow: commune.wholeNumber("rootWindowSeconds"),
    policy: proposal.policy,
    quotas: [...proposal.quotas],
    poll: { proposal, secrecy, choices },
    expected: expectedOfCommune({
      members: membersText,
      sheets: sheetTexts,
      ballots: ballotsText,
      proposal: proposalText,
      certificates: kinds.list.filter(({ certificate }) => certificate).map((kind) => kind.name),
    }),
  }
}

function kindsOf(commune: JsonFields): Kinds {
  const list = commune.objects("kinds").map((kind): Kind => ({
    name: kind.text("name"),
    excused: kind.flag("excused"),
    certificate: kind.flag("certificate"),
  }))
  return commune.checked("kinds", () => Kinds.of(list))
}

function readMembers(text: string, file: string, classes: ClassNames): ScenarioMember[] {
  const lines = new Map<string, number>()
  return parseCsv(text, file, ["name", "class", "admitted"]).map(({ line, fields }) => {
    const [name, memberClass, admitted] = [fields["name"] ?? "", fields["class"] ?? "", fields["admitted"] ?? ""]
    if (name === "") throw new FileLineError(file, line, "the name is empty")
    const before = lines.get(name)
    if (before !== undefined) throw new FileLineError(file, line, `${name} is a member already, by line ${before}`)
    lines.set(name, line)
    if (!classes.includes(memberClass))
      throw new FileLineError(file, line, `there is no class "${memberClass}", only ${classes.join(", ")}`)
    return { name, class: memberClass, admitted: dayAt(file, line, admitted) }
  })
}

function dayAt(file: string, line: number, date: string): number {
  try {
    return dayOf(date)
  } catch (error) {
    if (!(error instanceof RochdaleError)) throw error
    throw new FileLineError(file, line, `"${date}" is no day of the calendar, written as in 2024-03-01`)
  }
}

function readSheet(
  text: string,
  file: string,
  { kinds, cap, names }: { kinds: Kinds; cap: number; names: ReadonlySet<string> },
): ScenarioSheet[] {
  const week = basename(file, ".csv")
  const day = sundayOf(week)
  if (day === undefined) {
    throw new FileFormError(file, "its name is no ISO week such as 2026-W13.csv", "Name each sheet for its week")
  }
  const rows = readLaborCsv(text, { file, kinds, cap }).map(({ line, member, kind, amount }) => {
    if (!names.has(member)) throw new FileLineError(file, line, `${member} is no member of members.csv`)
    return { member, kind, amount }
  })
  return splitSheets(week, day, rows, kinds)
}

function readBallots(
  text: string,
  file: string,
  names: ReadonlySet<string>,
  options: readonly string[],
): Map<string, number> {
  const choices = new Map<string, number>()
  for (const { line, fields } of parseCsv(text, file, ["member", "option"])) {
    const [member, option] = [fields["member"] ?? "", fields["option"] ?? ""]
    if (!names.has(member)) throw new FileLineError(file, line, `${member} is no member of members.csv`)
    if (choices.has(member)) throw new FileLineError(file, line, `${member} has a ballot already: one member, one vote`)
    if (!options.includes(option))
      throw new FileLineError(file, line, `there is no option "${option}", only ${options.join(", ")}`)
    choices.set(member, options.indexOf(option))
  }
  return choices
}
