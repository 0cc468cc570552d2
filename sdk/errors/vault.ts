import { RochdaleError } from "./base.ts"

/** What became of something that the vault should hold. */
export type Damage = "missing" | "altered" | "rolled back"

const EXPLAINED: Record<Damage, string> = {
  missing: "is missing from the store",
  altered: "does not open: it was altered, or is another member's",
  "rolled back": "is older than what this member wrote last",
}

/** Something that the vault should hold is gone, altered or old. Its other entries can still be read. */
export class VaultDamagedError extends RochdaleError {
  readonly code = "vault-damaged"
  /** Name of the entry; undefined when it is the vault's index, which lists all entries. */
  readonly entry: string | undefined
  readonly damage: Damage

  constructor(entry: string | undefined, damage: Damage) {
    super({
      message: `${entry === undefined ? "The vault's index" : `The vault's entry ${JSON.stringify(entry)}`} ${EXPLAINED[damage]}`,
      hint: "Try the store's newest copy; else recover what is left, which says what is lost",
      details: { entry, damage },
    })
    this.entry = entry
    this.damage = damage
  }
}

/** A record that is known to have been kept. */
export interface MissingRecord {
  day: number
  /** Decimal string. */
  sheetRoot: string
}

/** Records that the passbook lists but neither the vault nor the mailbox holds. */
export class MissingRecordsError extends RochdaleError {
  readonly code = "missing-records"
  readonly #records: readonly MissingRecord[]

  constructor(records: readonly MissingRecord[]) {
    super({
      message: `${records.length === 1 ? "A record" : `${records.length} records`} of this member can be found neither in the vault nor in the mailbox`,
      hint: "Ask the attesters of the sheets that `records` names to seal them again",
      details: { count: records.length },
    })
    this.#records = records
  }

  /** Days and sheets of the records. Private to the member, so a logged error does not show them. */
  get records(): readonly MissingRecord[] {
    return this.#records
  }
}
