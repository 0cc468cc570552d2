import { today } from "../day.ts"
import { collect, type Collected } from "../delivery/collect.ts"
import type { Mailbox } from "../delivery/mailbox.ts"
import { InvalidInputError } from "../errors.ts"
import type { RecordOpening } from "../labor/opening.ts"
import type { Member } from "../member/member.ts"
import { SLOT_BITS } from "../parameters.ts"
import type { Scope } from "../scope.ts"
import { keepOpenings, undamaged } from "./keep-openings.ts"
import {
  isRecordsEntry,
  isSpentEntry,
  LIST_ENTRY,
  listFromJson,
  openingsFromJson,
  spentEntry,
  spentFromJson,
  type SpentUse,
} from "./passbook-entries.ts"
import { recover, type Recovered } from "./recover.ts"
import type { VaultStore } from "./store.ts"
import { Vault, type Json, type VaultOptions } from "./vault.ts"

/**
 * What a member needs to prove things, kept in the vault: openings of records, and which scopes were used. A member who has only the seed opens the same
 * passbook again.
 */
export class Passbook {
  /** Where it is kept; apps may keep more there, under names that do not begin with "passbook/". */
  readonly vault: Vault
  readonly #member: Member

  private constructor(member: Member, vault: Vault) {
    this.#member = member
    this.vault = vault
  }

  /** Nothing is read or written yet. */
  static of(member: Member, store: VaultStore, options: VaultOptions = {}): Passbook {
    return new Passbook(member, Vault.of(member, store, options))
  }

  /**
   * Reads what is new in the mailbox and keeps it. The records and the place up to which the mailbox was read are written together, so that nothing is
   * lost or kept twice however often this is broken off.
   *
   * @throws StoreError, VaultDamagedError, MailboxChangedError; recover() helps with the last two
   */
  async collect(mailbox: Mailbox): Promise<Collected> {
    const { cursor } = listFromJson(await this.vault.get(LIST_ENTRY))
    const collected = await collect(this.#member, mailbox, cursor)
    const options = { cursor: collected.cursor, damaged: undamaged }
    await this.vault.update((look) => keepOpenings(look, this.#member, collected.openings, options))
    return collected
  }

  /** Keeps openings that came by another way than the mailbox. @throws StoreError, VaultDamagedError, InvalidInputError for another member's */
  add(openings: readonly RecordOpening[]): Promise<void> {
    return this.vault.update((look) => keepOpenings(look, this.#member, openings, { damaged: undamaged }))
  }

  /** All openings that are kept, for proveQuota. @throws StoreError, VaultDamagedError */
  async openings(): Promise<RecordOpening[]> {
    const pages = await this.#all(isRecordsEntry)
    return pages.flatMap((page) => openingsFromJson(page, this.#member.commitment))
  }

  /** Notes that a use of a scope is spent; best before the proof is sent. @throws StoreError, VaultDamagedError, InvalidInputError */
  async markSpent(scope: Scope, slot = 0): Promise<void> {
    if (!Number.isInteger(slot) || slot < 0 || slot >= 2 ** SLOT_BITS)
      throw new InvalidInputError("slot", slot, `a whole number from 0 to ${2 ** SLOT_BITS - 1}`)
    const name = spentEntry(today())
    await this.vault.update(async (look) => {
      const uses = spentFromJson(undamaged((await look([name])).get(name)))
      const use = { scope: scope.value.toString(), slot, description: scope.description }
      const known = uses.some((other) => other.scope === use.scope && other.slot === slot)
      return new Map(known ? [] : [[name, [...uses, use] as unknown as Json]])
    })
  }

  /** All uses that were noted. @throws StoreError, VaultDamagedError */
  async spent(): Promise<SpentUse[]> {
    return (await this.#all(isSpentEntry)).flatMap(spentFromJson)
  }

  /** Whether the member noted the use that has this nullifier: so the passbook serves as `used` when proving. @throws StoreError, VaultDamagedError */
  async has(scope: bigint, nullifier: bigint): Promise<boolean> {
    const uses = await this.spent()
    return uses.some((use) => use.scope === scope.toString() && this.#member.nullifier(scope, use.slot) === nullifier)
  }

  /**
   * Brings together what vault and mailbox still hold, writes it back where the vault lacks it, and says what is lost. For a member who has only the
   * seed, or whose store was damaged.
   *
   * @param mailbox is read from its start
   * @throws nothing that is the store's or the mailbox's fault: that is in `lost`
   */
  recover(mailbox: Mailbox): Promise<Recovered> {
    return recover(this.#member, this.vault, mailbox)
  }

  async #all(wanted: (name: string) => boolean): Promise<(Json | undefined)[]> {
    const names = (await this.vault.names()).filter(wanted)
    const found = await this.vault.look(names)
    return names.map((name) => undamaged(found.get(name)))
  }
}
