import { WORK, type KindName } from "./commune.ts"
import { MEMBERS, type SampleMember } from "./members.ts"
import type { SeededRandom } from "./random.ts"

/** A row of a weekly sheet, as it stands there. */
export interface SampleRow {
  member: string
  kind: KindName
  hours: string
}

/** How many weeks there are; the proposal's quota counts the last four. */
export const WEEKS = 13
const FIRST_COUNTED = 10

/** Who passed the saw training, by week. */
const SAW_TRAINING: Record<number, readonly string[]> = {
  3: ["Gwilym Pryce", "Xavier Peeters", "Fionn Gallagher"],
  11: ["Chidi Okonkwo", "Davit Lomidze"],
}

/** People who were away before the four weeks, and why. */
const ABSENCES: readonly { name: string; kind: KindName; weeks: readonly number[] }[] = [
  { name: "Lindiwe Mthembu", kind: "sick", weeks: [2] },
  { name: "Bram Verhoeven", kind: "leave", weeks: [1, 2] },
  { name: "Yusuf Demirci", kind: "sick", weeks: [5, 6] },
  { name: "Katalin Szabó", kind: "leave", weeks: [8] },
]

/** Does nothing in the four weeks. */
const WORKS_AHEAD = "Tala Makoni"

/** One week's rows in the order in which they were written down. */
export function sheetOfWeek(week: number, random: SeededRandom): SampleRow[] {
  const rows = MEMBERS.filter(({ admitted }) => admitted <= sundayOf(week)).flatMap((member) =>
    rowsOf(member, week, random),
  )
  const trained = (SAW_TRAINING[week] ?? []).map((member) => row(member, "saw-training", "1"))
  const free = MEMBERS.filter((member) => isFree(member, week)).map(({ name }) => name)
  return random.shuffled([...rows, ...trained]).filter((one) => trained.includes(one) || !free.includes(one.member))
}

/** In the quiet weeks of winter two of five members have the week free, in turn; who is away, or works ahead, does not. */
function isFree(member: SampleMember, week: number): boolean {
  if (week >= FIRST_COUNTED || absenceOf(member, week) !== undefined || member.name === WORKS_AHEAD) return false
  return (MEMBERS.indexOf(member) + 4 * week + 1) % 5 < 2
}

function absenceOf(member: SampleMember, week: number): (typeof ABSENCES)[number] | undefined {
  return ABSENCES.find(({ name, weeks }) => name === member.name && weeks.includes(week))
}

/** The ISO date of the last day of a week of 2026. */
export function sundayOf(week: number): string {
  return new Date(Date.UTC(2026, 0, 4 + 7 * (week - 1))).toISOString().slice(0, 10)
}

function rowsOf(member: SampleMember, week: number, random: SeededRandom): SampleRow[] {
  if (typeof member.pace === "object" && week >= FIRST_COUNTED) {
    return Object.entries(member.pace.weeks[week - FIRST_COUNTED] ?? {}).map(([kind, hours]) =>
      row(member.name, kind as KindName, hours),
    )
  }
  const absence = absenceOf(member, week)
  if (absence !== undefined) return [row(member.name, absence.kind, "5")]
  // Whoever has fixed weeks worked as freely as others before them.
  const pace = typeof member.pace === "object" ? "over" : member.pace
  switch (pace) {
    case "none":
      return []
    case "rare":
      return random.happens(0.2) ? [row(member.name, member.work[0], someHours(60, 150, random))] : []
    case "under":
      return random.happens(0.6) ? [row(member.name, kindFor(member, random), someHours(75, 270, random))] : []
    case "over":
      return busyWeek(member, random)
  }
}

/** One row of more than five hours, so that four of them reach the quota, and now and then a small one. */
function busyWeek(member: SampleMember, random: SeededRandom): SampleRow[] {
  const kind = kindFor(member, random)
  const rows = [row(member.name, kind, someHours(306, 480, random))]
  if (random.happens(0.15)) {
    const other = random.shuffled(WORK).find((candidate) => candidate !== kind)!
    rows.push(row(member.name, other, someHours(30, 120, random)))
  }
  return rows
}

function kindFor(member: SampleMember, random: SeededRandom): KindName {
  return member.work[random.happens(0.7) ? 0 : 1]
}

/** Between so many minutes, written in one of the ways in which people write hours. */
function someHours(low: number, high: number, random: SeededRandom): string {
  switch (random.between(1, 4)) {
    case 1:
      return clock(random.between(low, high))
    case 2:
      // Tenths of an hour.
      return String(random.between(Math.ceil(low / 6), Math.floor(high / 6)) / 10)
    default:
      return String(random.between(Math.ceil(low / 15), Math.floor(high / 15)) / 4)
  }
}

function clock(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`
}

function row(member: string, kind: KindName, hours: string): SampleRow {
  return { member, kind, hours }
}
