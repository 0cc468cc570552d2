import type { Contact, Member, RecordContent, RecordOpening } from "../../../sdk/index.ts"
import { ENVELOPE_BYTES, Sheet } from "../../../sdk/index.ts"
import { recordHash } from "../../../sdk/labor/record.ts"
import { SHEET_LEVELS } from "../../../sdk/parameters.ts"
import { FixedTree } from "../../../sdk/tree/fixed-tree.ts"

/** What an attester knows of a member. */
export async function contactOf(member: Member): Promise<Contact> {
  return { commitment: member.commitment, deliveryKey: await member.deliveryKey() }
}

export function contactsOf(members: readonly Member[]): Promise<Contact[]> {
  return Promise.all(members.map(contactOf))
}

/** A sheet on which each member has the same minutes of kitchen. */
export function weekOf(members: readonly Member[], day = "2026-01-04", amount = 300): Sheet {
  return Sheet.of(
    day,
    members.map(({ commitment }) => ({ commitment, amount, kind: 0 })),
  )
}

/** The member's only opening on a sheet. */
export function onlyOpening(sheet: Sheet, member: Member): RecordOpening {
  const [opening] = sheet.openingsFor(member.commitment)
  if (opening === undefined) throw new Error("the sheet has no record of this member")
  return opening
}

/** The opening of a record that no `Sheet` would make: with any content and salt, at the second place of a sheet. */
export function openingOf(member: Member, content: RecordContent, salt: bigint): RecordOpening {
  const tree = FixedTree.of([7n, recordHash(member.commitment, content, salt)], SHEET_LEVELS)
  const path = tree.path(1).map((children) => children.map(String))
  return { ...content, salt: salt.toString(), sheetRoot: tree.root.toString(), path }
}

/** The same record, salt and all, on another sheet: as when a sheet is struck and its right rows are carried over to the next one. */
export function carriedOver(opening: RecordOpening, member: Member): RecordOpening {
  return openingOf(member, { amount: opening.amount, day: opening.day, kind: opening.kind }, BigInt(opening.salt))
}

/** Envelopes as others' look: random bytes of the right length. Opening one costs what opening a real one of another's costs. */
export function strangersEnvelopes(count: number): Uint8Array[] {
  return Array.from({ length: count }, () => crypto.getRandomValues(new Uint8Array(ENVELOPE_BYTES)))
}

/** Openings in an order that does not depend on how they came. */
export function sorted(openings: readonly RecordOpening[]): RecordOpening[] {
  return openings.toSorted((a, b) => a.day - b.day || a.kind - b.kind || a.salt.localeCompare(b.salt))
}
