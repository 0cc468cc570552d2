import { fieldElement, type FieldInput } from "../crypto/field.ts"
import { dayOf, today, type Day } from "../day.ts"
import { InvalidInputError, NotInRollError } from "../errors.ts"
import type { BulkWork } from "../kernel/hash-crew.ts"
import { finishNow } from "../kernel/hash-now.ts"
import { classNumber, DEFAULT_CLASSES, type ClassNames } from "../member/attributes.ts"
import { ROLL_LEVELS } from "../parameters.ts"
import { LeanTree, type LeanPath } from "../tree/lean-tree.ts"
import { RootHistory, type RootHistoryOptions } from "../tree/root-history.ts"
import { MemberColumns, twice, type RollEntry } from "./member-columns.ts"
import { RollDraft } from "./roll-draft.ts"
import { writeSnapshot, type RollOrigin } from "./snapshot.ts"

export type { RollEntry } from "./member-columns.ts"

/** A member as a steward admits one. */
export interface Admission {
  commitment: FieldInput
  /** Name or number of the class. */
  class: string | number
  /** Day of admission, as "2024-03-01" or a day number. */
  admitted: string | Day
}

export interface RollOptions extends RootHistoryOptions {
  /** Names of the classes in the order of their numbers; candidate, full, worker, consumer when not given. */
  classes?: ClassNames
}

export interface RollSourceOptions extends RollOptions, BulkWork {
  /** A roll that was saved: only what has changed since is read. One that is not what the chain says is not used. */
  snapshot?: Uint8Array | undefined
}

/** Something that a roll can be read from, such as the contract `Commune`. */
export interface RollSource {
  readRoll(options?: RollSourceOptions): Promise<Roll>
}

/**
 * The members of a commune as a Merkle tree of their commitments and attributes. A member takes about 80 bytes of memory: a full roll of 1,953,125 some
 * 160 MB.
 */
export class Roll {
  readonly classes: ClassNames
  readonly #columns: MemberColumns
  readonly #tree: LeanTree
  readonly #history: RootHistory
  readonly #entryOf: EntryReader
  // Until the first change.
  #origin: RollOrigin | undefined

  private constructor(columns: MemberColumns, tree: LeanTree, options: RollOptions, origin?: RollOrigin) {
    this.classes = options.classes ?? DEFAULT_CLASSES
    this.#history = new RootHistory(options)
    this.#entryOf = entryReader(this.classes)
    this.#columns = columns
    this.#tree = tree
    this.#origin = origin
  }

  /**
   * A roll from a list of members, in the calling thread. For many members take `build`.
   *
   * @throws InvalidInputError, InvalidFieldElementError for a zero, too large or repeated commitment, an unknown class, no day, or more
   *   members than a roll may have
   */
  static of(admissions: readonly Admission[], options: RollOptions = {}): Roll {
    const roll = new Roll(new MemberColumns(), new LeanTree(ROLL_LEVELS), options)
    roll.#tree.requireRoom(admissions.length)
    roll.#columns.grow(admissions.length)
    admissions.forEach((admission, index) => {
      roll.#columns.set(index, roll.#entryOf(admission, `members[${index}].`))
    })
    roll.#insertLeaves()
    return roll
  }

  /**
   * The same on all processor cores, without keeping the calling thread from other work: a million members in seconds.
   *
   * @throws as `of`; the signal's reason
   */
  static async build(admissions: readonly Admission[], options: RollOptions & BulkWork = {}): Promise<Roll> {
    const entryOf = entryReader(options.classes ?? DEFAULT_CLASSES)
    const draft = RollDraft.empty()
    await draft.fill(
      admissions.length,
      (index) => entryOf(admissions[index] as Admission, `members[${index}].`),
      options,
    )
    return new Roll(draft.columns, draft.tree, options)
  }

  /**
   * The roll that a contract holds, rebuilt from its events and checked against its root.
   *
   * @throws ChainUnreachableError, NoContractError, OutOfStepError
   * @throws SnapshotError for a snapshot that is damaged or of another contract
   */
  static fromChain(source: RollSource, options: RollSourceOptions = {}): Promise<Roll> {
    return source.readRoll(options)
  }

  /**
   * A roll that was saved. Its root is computed anew from its members: compare it with one that you trust, or give the snapshot to `fromChain`.
   *
   * @throws SnapshotError when it is damaged or was altered; the signal's reason
   */
  static async load(snapshot: Uint8Array, options: RollOptions & BulkWork = {}): Promise<Roll> {
    const draft = await RollDraft.load(snapshot, options)
    return Roll.finish(draft, options, draft.origin)
  }

  /** For what reads rolls from elsewhere: a draft's changes are hashed, and it becomes a roll. @param origin where and when it was read */
  static async finish(draft: RollDraft, options: RollOptions & BulkWork, origin?: RollOrigin): Promise<Roll> {
    await draft.hash(options)
    return new Roll(draft.columns, draft.tree, options, origin)
  }

  /**
   * The roll as bytes, 80 and 36 for each place, to be saved. They hold nothing that the chain does not show. While nothing was changed since it was read
   * from a contract, they say of which contract and block it is.
   */
  snapshot(): Uint8Array<ArrayBuffer> {
    return writeSnapshot(this.#columns, this.root, this.#origin)
  }

  /** 0 for a roll that never held a member. */
  get root(): bigint {
    return this.#tree.root
  }

  /** Number of places, those of removed members included. */
  get size(): number {
    return this.#columns.size
  }

  /** Number of members. */
  get memberCount(): number {
    return this.#columns.memberCount
  }

  /** The members, in the order of admission. */
  get members(): RollEntry[] {
    return Array.from({ length: this.size }, (_, index) => this.#columns.at(index)).filter(
      (entry) => entry !== undefined,
    )
  }

  /** The entry of a member. @throws NotInRollError */
  entryOf(commitment: bigint): RollEntry {
    return this.#columns.at(this.indexOf(commitment)) as RollEntry
  }

  /** The place of a member, from 0 on. @throws NotInRollError */
  indexOf(commitment: bigint): number {
    const index = this.#columns.find(commitment)
    if (index === undefined) throw new NotInRollError(commitment)
    return index
  }

  /** Whether a member has this commitment. */
  has(commitment: bigint): boolean {
    return this.#columns.find(commitment) !== undefined
  }

  /** Way from a member's leaf to the root. @throws NotInRollError */
  path(commitment: bigint): LeanPath {
    return this.#tree.path(this.indexOf(commitment))
  }

  /** The other children along that way, as the contract takes them. @throws NotInRollError */
  siblings(commitment: bigint): bigint[][] {
    return this.#tree.siblings(this.indexOf(commitment))
  }

  /** Whether a proof with this root is acceptable now. */
  knowsRoot(root: bigint): Promise<boolean> {
    return this.#history.accepts(root, this.root)
  }

  /** Admits members. @throws as `of`, and then nobody is admitted */
  admit(...admissions: Admission[]): void {
    const entries = admissions.map((admission, index) => this.#entryOf(admission, `members[${index}].`))
    const given = new Set<bigint>()
    for (const { commitment } of entries) {
      if (this.has(commitment) || given.has(commitment)) throw twice(commitment)
      given.add(commitment)
    }
    this.#tree.requireRoom(entries.length)
    const [before, first] = [this.root, this.size]
    this.#columns.grow(first + entries.length)
    entries.forEach((entry, index) => {
      this.#columns.set(first + index, entry)
    })
    this.#insertLeaves()
    this.#supersede(before)
  }

  /** Gives a member other attributes. @throws NotInRollError, InvalidInputError */
  changeAttributes(commitment: bigint, attributes: Omit<Admission, "commitment">): void {
    this.#replace(this.indexOf(commitment), this.#entryOf({ ...attributes, commitment }, ""))
  }

  /**
   * Gives a member new keys, for a lost or stolen secret. The day of admission becomes today, so that no scope whose policy has
   * an earlier `admittedBy` can be used a second time. Old roots end at once.
   *
   * @throws NotInRollError, InvalidInputError
   */
  replaceCommitment(commitment: bigint, replacement: FieldInput, day: Day = today()): void {
    const index = this.indexOf(commitment)
    const entry = this.#entryOf({ commitment: replacement, class: this.entryOf(commitment).class, admitted: day }, "")
    if (this.has(entry.commitment)) throw twice(entry.commitment)
    this.#replace(index, entry)
    this.#history.end()
  }

  /** Removes a member. The place stays empty for ever; old roots end at once. @throws NotInRollError */
  remove(commitment: bigint): void {
    this.#replace(this.indexOf(commitment), undefined)
    this.#history.end()
  }

  #replace(index: number, entry: RollEntry | undefined): void {
    const before = this.root
    this.#columns.set(index, entry)
    finishNow(this.#tree.updating([index], (leaves) => this.#columns.hashLeaves(1, () => index, leaves, 0)))
    this.#supersede(before)
  }

  /** Hashes what was added to the columns. */
  #insertLeaves(): void {
    const count = this.size - this.#tree.size
    finishNow(
      this.#tree.inserting(count, (row, first) =>
        this.#columns.hashLeaves(count, (number) => first + number, row, first),
      ),
    )
  }

  #supersede(root: bigint): void {
    this.#history.supersede(root)
    this.#origin = undefined
  }
}

/** @param prefix of the names of what is wrong, for the error */
type EntryReader = (admission: Admission, prefix: string) => RollEntry

/** Checks admissions. Many have the same few days, which are read only once. */
function entryReader(classes: ClassNames): EntryReader {
  const days = new Map<string | Day, Day>()
  return ({ commitment, class: name, admitted }, prefix) => {
    const number = fieldElement(commitment, `${prefix}commitment`)
    if (number === 0n)
      throw new InvalidInputError(`${prefix}commitment`, 0, "the hash of a member's secret, which is not 0")
    const memberClass = classNumber(name, classes)
    const day = days.get(admitted) ?? dayOf(admitted)
    days.set(admitted, day)
    return { commitment: number, class: memberClass, admitted: day }
  }
}
