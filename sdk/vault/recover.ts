import { collect, type Collected } from "../delivery/collect.ts"
import type { Cursor, Mailbox } from "../delivery/mailbox.ts"
import {
  type EnvelopeError,
  MailboxChangedError,
  MissingRecordsError,
  type RochdaleError,
  StoreError,
  VaultDamagedError,
} from "../errors.ts"
import type { RecordOpening } from "../labor/opening.ts"
import type { Member } from "../member/member.ts"
import { keepOpenings, whatIsLeft } from "./keep-openings.ts"
import {
  isPassbookEntry,
  isRecordsEntry,
  isSpentEntry,
  LIST_ENTRY,
  listed,
  listFromJson,
  openingsFromJson,
  possibleEntries,
  spentFromJson,
  type RecordList,
  type SpentUse,
} from "./passbook-entries.ts"
import type { Json, Vault } from "./vault.ts"

/** What a member got back, and what not. */
export interface Recovered {
  openings: RecordOpening[]
  spent: SpentUse[]
  /** Envelopes that were for this member and cannot be used. */
  refused: EnvelopeError[]
  /** What is lost, or cannot be reached now; nothing when all is well. */
  lost: RochdaleError[]
}

/** What the vault still holds of a passbook. */
interface Kept {
  list: RecordList
  openings: RecordOpening[]
  spent: SpentUse[]
  /** Names of entries that are damaged. */
  damaged: string[]
}

/** See Passbook.recover. */
export async function recover(member: Member, vault: Vault, mailbox: Mailbox): Promise<Recovered> {
  const lost: RochdaleError[] = []
  const kept = await orLost(lost, () => keptInVault(member, vault, lost))
  const collected = await orLost(lost, () => collect(member, mailbox))
  if (collected !== undefined) lost.push(...collected.missing, ...changedMailbox(kept?.list.cursor, collected.cursor))

  const openings = unionOf(member, kept?.openings ?? [], collected?.openings ?? [])
  const missing = (kept?.list.records ?? []).filter(({ key }) => !openings.has(key))
  if (missing.length > 0) lost.push(new MissingRecordsError(missing.map(({ day, sheetRoot }) => ({ day, sheetRoot }))))

  if (kept !== undefined) {
    await orLost(lost, () => writeBack(member, vault, [...openings.values()], kept.damaged, collected))
  }
  return { openings: [...openings.values()], spent: kept?.spent ?? [], refused: collected?.refused ?? [], lost }
}

async function keptInVault(member: Member, vault: Vault, lost: RochdaleError[]): Promise<Kept> {
  const found = await entriesLeft(vault, lost)
  const kept: Kept = { list: listFromJson(undefined), openings: [], spent: [], damaged: [] }
  for (const [name, value] of found) {
    if (value instanceof VaultDamagedError) {
      lost.push(value)
      if (isPassbookEntry(name)) kept.damaged.push(name)
    } else if (name === LIST_ENTRY) kept.list = listFromJson(value)
    else if (isRecordsEntry(name)) kept.openings.push(...openingsFromJson(value, member.commitment))
    else if (isSpentEntry(name)) kept.spent.push(...spentFromJson(value))
  }
  return kept
}

/** All entries of the passbook that the vault's index lists; without an index, those that are found by their names. */
async function entriesLeft(
  vault: Vault,
  lost: RochdaleError[],
): Promise<Map<string, Json | undefined | VaultDamagedError>> {
  let names: string[] = []
  try {
    names = await vault.names()
  } catch (error) {
    if (!(error instanceof VaultDamagedError)) throw error
    lost.push(error)
  }
  if (names.length === 0) {
    // An empty vault is a new one, or one that was lost: nobody can tell, and the member should know.
    if (lost.length === 0) lost.push(new VaultDamagedError(undefined, "missing"))
    await vault.restore(possibleEntries())
    names = await vault.names()
  }
  return vault.look(names)
}

function unionOf(member: Member, ...sources: readonly RecordOpening[][]): Map<string, RecordOpening> {
  return new Map(sources.flat().map((opening) => [listed(opening, member.commitment).key, opening]))
}

/** The passbook knows up to where it had read: a mailbox that does not reach there is not the same one. */
function changedMailbox(before: Cursor | undefined, now: Cursor): MailboxChangedError[] {
  if (before === undefined) return []
  if (before.mailbox !== now.mailbox) return [new MailboxChangedError("it has another identity")]
  if (before.after > now.after)
    return [new MailboxChangedError(`it had ${before.after} envelopes or more, and now has had ${now.after}`)]
  return []
}

async function writeBack(
  member: Member,
  vault: Vault,
  openings: readonly RecordOpening[],
  damaged: readonly string[],
  collected: Collected | undefined,
): Promise<void> {
  await vault.update(async (look) => {
    // They were reported; left as they are, they would stop every later question. Another device may have mended one meanwhile.
    const stillDamaged = [...(await look(damaged))].filter(([, found]) => found instanceof VaultDamagedError)
    const options = { damaged: whatIsLeft, ...(collected === undefined ? {} : { cursor: collected.cursor }) }
    const changes = await keepOpenings(look, member, openings, options)
    return new Map<string, Json | undefined>([...stillDamaged.map(([name]) => [name, undefined] as const), ...changes])
  })
}

/** What the work gives; nothing, and its error among what is lost, when a store or mailbox fails. */
async function orLost<Result>(lost: RochdaleError[], work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof StoreError || error instanceof VaultDamagedError || error instanceof MailboxChangedError))
      throw error
    lost.push(error)
    return undefined
  }
}
