import { InvalidInputError, StoreError, VaultDamagedError } from "../errors.ts"
import type { Member } from "../member/member.ts"
import { VaultCipher, type Versioned } from "./cipher.ts"
import type { VaultStore } from "./store.ts"

/** What an entry can hold. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** New values of entries by their names; undefined takes an entry away. */
export type Changes = ReadonlyMap<string, Json | undefined>

/** Reads entries while an update is made up: as `vault.look`, at the moment to which the update applies. */
export type Look = (names: readonly string[]) => Promise<Map<string, Json | undefined | VaultDamagedError>>

export interface VaultOptions {
  /** `vault.generation` as this device saw it last. With it the vault notices when the whole store was put back to an older state. */
  generation?: number
}

/** Which entries there are. It is encrypted as they are, under an id of its own. */
interface VaultIndex {
  /** Number of the last write, counted from 1 on. */
  generation: number
  /** Revision of each entry by its name: the generation of the write that made it. */
  entries: Map<string, number>
}

/** Times that an update is made up again because another device wrote in the meantime. */
const TRIES = 50
const LONGEST_NAME = 200

/**
 * A member's own data, encrypted under keys of the member's, in a store that others keep. Several devices of one member may use it at once.
 *
 * The index lists all entries with their revisions, so that a lost, exchanged or old entry is told from one that never was.
 */
export class Vault {
  readonly #store: VaultStore
  readonly #cipher: VaultCipher
  #generation: number

  private constructor(member: Member, store: VaultStore, { generation = 0 }: VaultOptions) {
    this.#store = store
    this.#cipher = new VaultCipher(member)
    this.#generation = generation
  }

  /** The vault of a member in a store. Nothing is read or written yet. */
  static of(member: Member, store: VaultStore, options: VaultOptions = {}): Vault {
    return new Vault(member, store, options)
  }

  /** Number of the newest write that was seen here. A device that keeps it can open the vault with it the next time. */
  get generation(): number {
    return this.#generation
  }

  /** @throws StoreError, VaultDamagedError when the index is lost, altered or old */
  async names(): Promise<string[]> {
    const known = this.#generation
    const [sealed] = await this.#store.read([this.#cipher.indexId])
    return [...this.#openIndex(sealed, known).entries.keys()].sort()
  }

  /**
   * @returns undefined when there is no such entry
   * @throws StoreError, VaultDamagedError
   */
  async get(name: string): Promise<Json | undefined> {
    const found = (await this.look([name])).get(name)
    if (found instanceof VaultDamagedError) throw found
    return found
  }

  /**
   * Several entries as they are at one moment. A damaged one gives its error instead of its value, and the others are read all the same.
   *
   * @throws StoreError, VaultDamagedError when the index itself is damaged
   */
  async look(names: readonly string[]): Promise<Map<string, Json | undefined | VaultDamagedError>> {
    const { indexId } = this.#cipher
    const known = this.#generation
    const [sealed, ...values] = await this.#store.read([indexId, ...names.map((name) => this.#cipher.idOf(name))])
    if (sealed === undefined && known === 0 && values.some((value) => value !== undefined))
      throw new VaultDamagedError(undefined, "missing")
    const { entries } = this.#openIndex(sealed, known)
    return new Map(names.map((name, place) => [name, this.#openEntry(name, entries.get(name), values[place])]))
  }

  /** @throws StoreError, InvalidInputError for what JSON cannot hold or is over 1 MiB, VaultDamagedError */
  async set(name: string, value: Json): Promise<void> {
    // Before anything is read, and so that a value left undefined is not taken for a deletion.
    toJson(value)
    await this.update(() => Promise.resolve(new Map([[name, value]])))
  }

  /** Does nothing when there is no such entry. @throws StoreError, VaultDamagedError */
  delete(name: string): Promise<void> {
    return this.update(() => Promise.resolve(new Map([[name, undefined]])))
  }

  /**
   * Changes entries as a whole or not at all, with nobody's write in between: when another device writes meanwhile, `makeUp` is called again.
   *
   * @param makeUp reads what it needs with `look` and gives the changes; no change writes nothing
   * @throws StoreError, InvalidInputError, VaultDamagedError
   */
  async update(makeUp: (look: Look) => Promise<Changes>): Promise<void> {
    await this.#write((sealed, known) => this.#openIndex(sealed, known), makeUp)
  }

  /**
   * Takes entries up again that the index does not list, or lists with another revision, but that the store still holds and that open. This is what is
   * left to do after the index was lost, altered or put back, and a new index is begun where there is none. Nothing tells whether an entry that is taken up
   * is the newest, nor whether it had been deleted.
   *
   * @param names what to look for: without the index, nobody knows the names but who gave them
   * @returns the names that were taken up
   * @throws StoreError
   */
  async restore(names: readonly string[]): Promise<string[]> {
    let found: string[] = []
    let known = new Map<string, number>()
    const openWhatIsLeft = (sealed: Uint8Array | undefined): VaultIndex => {
      const opened = this.#open(this.#cipher.indexId, sealed)
      known = opened === undefined ? new Map<string, number>() : entriesFromJson(opened.json)
      return { generation: Math.max(this.#generation, opened?.revision ?? 0), entries: known }
    }
    await this.#write(openWhatIsLeft, async () => {
      const values = await this.#store.read(names.map((name) => this.#cipher.idOf(name)))
      const taken = names.flatMap((name, place) => {
        const opened = this.#open(this.#cipher.idOf(name), values[place])
        const current = opened === undefined || opened.revision === known.get(name)
        return current ? [] : [[name, JSON.parse(opened.json) as Json] as const]
      })
      found = taken.map(([name]) => name)
      return new Map(taken)
    })
    return found
  }

  async #write(
    openIndex: (sealed: Uint8Array | undefined, known: number) => VaultIndex,
    makeUp: (look: Look) => Promise<Changes>,
  ): Promise<void> {
    const { indexId } = this.#cipher
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const known = this.#generation
      const [expected] = await this.#store.read([indexId])
      const index = openIndex(expected, known)
      const changes = [...(await makeUp((names) => this.look(names)))].filter(
        ([name, value]) => value !== undefined || index.entries.has(name),
      )
      if (changes.length === 0 && this.#isUsable(expected, known)) return
      const revision = index.generation + 1
      const entries = new Map(index.entries)
      for (const [name, value] of changes) {
        if (value === undefined) entries.delete(name)
        else entries.set(name, revision)
      }
      const value = this.#cipher.seal(indexId, { revision, json: JSON.stringify([...entries]) })
      const written = await this.#store.replace({
        guard: { id: indexId, expected, value },
        changes: changes.map(([name, changed]) => this.#sealEntry(name, changed, revision)),
      })
      if (written) {
        this.#generation = Math.max(this.#generation, revision)
        return
      }
    }
    const problem = new Error(`other devices of this member wrote ${TRIES} times in the meantime`)
    throw new StoreError("write", "the vault", problem, "Try again when the other devices are idle")
  }

  /** Whether this index, or none in a vault that never had one, can stay as it is. */
  #isUsable(sealed: Uint8Array | undefined, known: number): boolean {
    try {
      this.#openIndex(sealed, known)
      return true
    } catch (error) {
      if (error instanceof VaultDamagedError) return false
      throw error
    }
  }

  #sealEntry(name: string, value: Json | undefined, revision: number): { id: string; value: Uint8Array | undefined } {
    if (name.length === 0 || name.length > LONGEST_NAME)
      throw new InvalidInputError("length of the entry's name", name.length, `from 1 to ${LONGEST_NAME}`)
    const id = this.#cipher.idOf(name)
    return { id, value: value === undefined ? undefined : this.#cipher.seal(id, { revision, json: toJson(value) }) }
  }

  /** @param known the generation that was known before the store was read: while it is read, another call may come to know a newer one */
  #openIndex(sealed: Uint8Array | undefined, known: number): VaultIndex {
    if (sealed === undefined) {
      if (known > 0) throw new VaultDamagedError(undefined, "missing")
      return { generation: 0, entries: new Map() }
    }
    const opened = this.#open(this.#cipher.indexId, sealed)
    if (opened === undefined) throw new VaultDamagedError(undefined, "altered")
    if (opened.revision < known) throw new VaultDamagedError(undefined, "rolled back")
    this.#generation = Math.max(this.#generation, opened.revision)
    return { generation: opened.revision, entries: entriesFromJson(opened.json) }
  }

  #openEntry(
    name: string,
    revision: number | undefined,
    sealed: Uint8Array | undefined,
  ): Json | undefined | VaultDamagedError {
    // An entry that the index does not list was deleted; the store may have kept or brought it back.
    if (revision === undefined) return undefined
    if (sealed === undefined) return new VaultDamagedError(name, "missing")
    const opened = this.#open(this.#cipher.idOf(name), sealed)
    if (opened === undefined) return new VaultDamagedError(name, "altered")
    if (opened.revision !== revision) return new VaultDamagedError(name, "rolled back")
    return JSON.parse(opened.json) as Json
  }

  #open(id: string, sealed: Uint8Array | undefined): Versioned | undefined {
    return sealed === undefined ? undefined : this.#cipher.open(id, sealed)
  }
}

function entriesFromJson(json: string): Map<string, number> {
  return new Map(JSON.parse(json) as [string, number][])
}

function toJson(value: Json): string {
  let json: string | undefined
  try {
    json = JSON.stringify(value)
  } catch {
    // Without the cause: it may show the value.
  }
  if (json === undefined) throw new InvalidInputError("value", "something else", "a value that JSON can hold")
  return json
}
