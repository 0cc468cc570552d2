import { seeded } from "../../scripts/vectors/seeded.ts"
import { commitment, leaf, Ledger, R, record, ROLL_LEVELS, setOf, Sheet, Tree } from "./model.ts"
import type { Counted, Line, Member, QuotaPolicy, Use } from "./model.ts"

const random = seeded("quota-scene", R)

/** The member who proves, at place 25 of the roll. */
export const member: Member = { secret: random(), class: 1n, admitted: 19000n }
export const owner = commitment(member.secret)
export const roll = new Tree(ROLL_LEVELS, 26, new Map([[25, leaf(member)]]))
export const use: Use = {
  scope: random() >> 8n,
  slot: 0n,
  message: random(),
  policy: { classes: setOf(1, 2), admittedBy: 19783n, limit: 1n },
}
export const required: QuotaPolicy = { kinds: setOf(0, 4, 31), from: 19783n, to: 19873n, threshold: 0n }

/** An attested line at a place of the ledger. */
export type Entry = Line & { place: { sheet: number; row: number } }

export const entry = (sheet: number, row: number, changes: Partial<Line> = {}): Entry => ({
  amount: 480n,
  day: 19800n,
  kind: 4n,
  salt: random(),
  ...changes,
  place: { sheet, row },
})

/** A slot that is not used. */
export const dummy = (changes: Partial<Line> = {}): Counted => ({
  amount: 0n,
  day: 19800n,
  kind: 4n,
  salt: random(),
  ...changes,
})

/** A ledger of `size` sheets in which these lines of `who` have their places, among records of others. */
export function ledgerWith(entries: readonly Entry[], size: number, who = owner): Ledger {
  const sheets = new Map<number, bigint[]>()
  for (const { place, ...line } of entries) {
    const records = sheets.get(place.sheet) ?? []
    while (records.length < place.row) records.push(BigInt(1000 + records.length))
    records[place.row] = record(who, line)
    sheets.set(place.sheet, records)
  }
  return new Ledger(new Map([...sheets].map(([index, records]) => [index, new Sheet(records)])), size)
}
