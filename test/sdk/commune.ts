import { hours, Kinds, Ledger, Member, Roll, Sheet, type Admission, type SheetRules } from "../../sdk/index.ts"

/** The same member for the same number, in every run. */
export function memberNumber(number: number): Member {
  return Member.fromSeed(new Uint8Array(32).fill(number))
}

export const KINDS = Kinds.of(["kitchen", "care", { name: "sick", excused: true }, { name: "saw", certificate: true }])

/** What this commune requires of its sheets. */
export const SHEET_RULES: SheetRules = { kinds: KINDS, cap: hours(14), minimumRows: 3 }

/** Seven members: three full (numbers 1 to 3), two candidates (4, 5), one worker (6), one full admitted late (7). */
export function smallCommune(): { members: Member[]; roll: Roll } {
  const members = [1, 2, 3, 4, 5, 6, 7].map(memberNumber)
  const admissions: Admission[] = members.map(({ commitment }, index) => ({
    commitment,
    class: index < 3 || index === 6 ? "full" : index < 5 ? "candidate" : "worker",
    admitted: index === 6 ? "2026-03-01" : "2024-03-01",
  }))
  return { members, roll: Roll.of(admissions) }
}

/**
 * Three sheets of January 2026 in which each member has kitchen 300 minutes a sheet, and member 1 has besides, on the last sheet, 45 minutes of care
 * and 600 of sickness.
 */
export function smallLedger(members: readonly Member[]): { sheets: Sheet[]; ledger: Ledger } {
  const sheets = ["2026-01-04", "2026-01-11", "2026-01-18"].map((day, index) =>
    Sheet.of(day, [
      ...members.map(({ commitment }) => ({ commitment, amount: 300, kind: 0 })),
      ...(index === 2
        ? [
            { commitment: (members[0] as Member).commitment, amount: 45, kind: 1 },
            { commitment: (members[0] as Member).commitment, amount: 600, kind: 2 },
          ]
        : []),
    ]),
  )
  return { sheets, ledger: Ledger.of(sheets) }
}
