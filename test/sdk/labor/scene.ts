import {
  dayOf,
  Ledger,
  QuotaNotReachedError,
  Sheet,
  type Member,
  type Quota,
  type RecordOpening,
} from "../../../sdk/index.ts"
import { quotaTerms } from "../../../sdk/labor/quota.ts"
import { selectRecords } from "../../../sdk/proof/select-records.ts"
import { KINDS } from "../commune.ts"

/** A line of a member's: day, kind of `KINDS` and minutes. */
export type Line = readonly [day: string, kind: string, minutes: number]

/** What a member holds of an accepted ledger. */
export interface Holding {
  member: Member
  ledger: Ledger
  openings: RecordOpening[]
}

/** A ledger in which each line of the member's stands on a sheet of its own, beside another's. */
export function holdingOf(member: Member, lines: readonly Line[]): Holding {
  const sheets = lines.map(([day, kind, amount]) =>
    Sheet.of(dayOf(day), [
      { commitment: 7n, amount: 1, kind: 0 },
      { commitment: member.commitment, amount, kind: KINDS.numberOf(kind) },
    ]),
  )
  return {
    member,
    ledger: Ledger.of(sheets),
    openings: sheets.flatMap((sheet) => sheet.openingsFor(member.commitment)),
  }
}

/** The minutes that a refusal would name; 0 when the quota is reached. */
export function missingMinutes({ member, ledger, openings }: Holding, quota: Quota): number {
  try {
    selectRecords(openings, member.commitment, ledger, quotaTerms(quota, KINDS))
    return 0
  } catch (error) {
    if (error instanceof QuotaNotReachedError) return error.missingMinutes
    throw error
  }
}
