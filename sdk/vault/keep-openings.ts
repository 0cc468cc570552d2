import type { Cursor } from "../delivery/mailbox.ts"
import { VaultDamagedError } from "../errors.ts"
import type { RecordOpening } from "../labor/opening.ts"
import type { Member } from "../member/member.ts"
import { LIST_ENTRY, listed, listFromJson, listToJson, openingToJson, recordsEntry } from "./passbook-entries.ts"
import type { Changes, Json, Look } from "./vault.ts"

/** What an update finds under a name. */
export type Found = Json | undefined | VaultDamagedError

/**
 * The changes that keep openings in the passbook, those that it holds already once only.
 *
 * @param options.cursor  how far the mailbox was read; as before when left out
 * @param options.damaged what to take instead of a damaged entry; it throws when that may not be replaced
 * @throws InvalidInputError for an opening of another member's record
 */
export async function keepOpenings(
  look: Look,
  member: Member,
  openings: readonly RecordOpening[],
  options: { cursor?: Cursor; damaged: (found: Found) => Json | undefined },
): Promise<Changes> {
  const pages = new Map<string, RecordOpening[]>()
  for (const opening of openings) {
    const name = recordsEntry(opening.day)
    pages.set(name, [...(pages.get(name) ?? []), opening])
  }
  const found = await look([LIST_ENTRY, ...pages.keys()])
  const changes = new Map<string, Json>()
  for (const [name, added] of pages) {
    const before = (options.damaged(found.get(name)) ?? []) as string[]
    const after = new Set([...before, ...added.map((opening) => openingToJson(opening, member.commitment))])
    if (after.size > before.length) changes.set(name, [...after])
  }
  const list = listFromJson(options.damaged(found.get(LIST_ENTRY)))
  const known = new Set(list.records.map(({ key }) => key))
  const fresh = openings.map((opening) => listed(opening, member.commitment)).filter(({ key }) => !known.has(key))
  const cursor = options.cursor ?? list.cursor
  if (fresh.length > 0 || cursor?.after !== list.cursor?.after || cursor?.mailbox !== list.cursor?.mailbox)
    changes.set(LIST_ENTRY, listToJson({ cursor, records: [...list.records, ...fresh] }))
  return changes
}

/** The value that was found. @throws VaultDamagedError when it is damaged */
export function undamaged(found: Found): Json | undefined {
  if (found instanceof VaultDamagedError) throw found
  return found
}

/** The value that was found, or nothing when it is damaged. */
export function whatIsLeft(found: Found): Json | undefined {
  return found instanceof VaultDamagedError ? undefined : found
}
