import { InvalidInputError, TooFewRowsError } from "../errors.ts"
import { GROUP_COUNT, SHEET_TOTAL_BITS } from "../parameters.ts"
import type { SheetRow } from "./sheet.ts"
import type { SheetRules } from "./sheet-rules.ts"

/** What everybody may know of a sheet. */
export interface SheetTotals {
  /** Minutes of all rows together; certificates are no minutes. */
  total: number
  /** Minutes of each of the eight groups; 0 for a group that has none or is kept back. */
  groups: number[]
}

/** Totals, and which groups are shown: an empty group and one that is kept back look alike. */
export interface PublishedTotals extends SheetTotals {
  published: boolean[]
}

interface GroupRows {
  minutes: number
  members: Set<bigint>
}

/**
 * The totals of a sheet that may be shown: of each group with rows of enough different members, as long as what is left (the whole less the groups
 * that are shown) is nothing or of enough members too. Of the groups that could be shown, the smallest are kept back for that.
 *
 * @throws TooFewRowsError where the whole has rows of too few members
 * @throws InvalidInputError for a row that breaks the rules
 */
export function publishedTotals(
  rows: readonly (SheetRow & { commitment: bigint })[],
  rules: SheetRules,
): PublishedTotals {
  const groups = groupRows(rows, rules)
  const everybody = membersOf(groups)
  if (everybody > 0 && everybody < rules.minimumRows) throw new TooFewRowsError(everybody, rules.minimumRows)

  const published = groups.map(({ members }) => members.size === 0 || members.size >= rules.minimumRows)
  const bySize = [...groups.keys()].sort((a, b) => groupSize(groups, a) - groupSize(groups, b))
  for (const group of bySize) {
    const left = membersOf(groups.filter((_, index) => !published[index]))
    if (left === 0 || left >= rules.minimumRows) break
    if (groupSize(groups, group) > 0) published[group] = false
  }
  return {
    total: groups.reduce((sum, { minutes }) => sum + minutes, 0),
    groups: groups.map(({ minutes }, group) => (published[group] ? minutes : 0)),
    published,
  }
}

/** Minutes of the eight groups in one number, 31 bits each: as a sheet's proof shows them. */
export function packGroupTotals(groups: readonly number[]): bigint {
  return groups.reduce((packed, minutes, group) => packed + (BigInt(minutes) << BigInt(SHEET_TOTAL_BITS * group)), 0n)
}

/** Inverse of packGroupTotals. */
export function unpackGroupTotals(packed: bigint): number[] {
  const mask = (1n << BigInt(SHEET_TOTAL_BITS)) - 1n
  return Array.from({ length: GROUP_COUNT }, (_, group) => Number((packed >> BigInt(SHEET_TOTAL_BITS * group)) & mask))
}

function groupRows(rows: readonly (SheetRow & { commitment: bigint })[], { kinds, cap }: SheetRules): GroupRows[] {
  const groups = Array.from({ length: GROUP_COUNT }, (): GroupRows => ({ minutes: 0, members: new Set() }))
  rows.forEach(({ commitment, amount, kind }, index) => {
    if (kinds.list[kind] === undefined)
      throw new InvalidInputError(`rows[${index}].kind`, kind, "a number of a kind of the commune's")
    // A row of nothing would make up for a member who is missing.
    if (!Number.isInteger(amount) || amount < 1)
      throw new InvalidInputError(`rows[${index}].amount`, amount, "a whole number from 1 on")
    const group = kinds.groupOf(kind)
    if (group === undefined && amount !== 1)
      throw new InvalidInputError(`rows[${index}].amount`, amount, `1, as ${kinds.nameOf(kind)} is a certificate`)
    if (amount > cap) throw new InvalidInputError(`rows[${index}].amount`, amount, `at most the cap of ${cap} minutes`)
    if (group === undefined) return
    const counted = groups[group] as GroupRows
    counted.minutes += amount
    counted.members.add(commitment)
  })
  return groups
}

/** Different members with rows in these groups. */
function membersOf(groups: readonly GroupRows[]): number {
  return new Set(groups.flatMap(({ members }) => [...members])).size
}

function groupSize(groups: readonly GroupRows[], group: number): number {
  return groups[group]?.members.size ?? 0
}
