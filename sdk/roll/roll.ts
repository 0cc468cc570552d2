import { fieldElement, type FieldInput } from "../crypto/field.ts"
import { dayOf, today, type Day } from "../day.ts"
import { InvalidInputError, NotInRollError } from "../errors.ts"
import { classNumber, DEFAULT_CLASSES, memberLeaf, type Attributes, type ClassNames } from "../member/attributes.ts"
import { ROLL_LEVELS } from "../parameters.ts"
import { LeanTree, type LeanPath } from "../tree/lean-tree.ts"
import { RootHistory, type RootHistoryOptions } from "../tree/root-history.ts"

/** A member as a steward admits one. */
export interface Admission {
  commitment: FieldInput
  /** Name or number of the class. */
  class: string | number
  /** Day of admission, as "2024-03-01" or a day number. */
  admitted: string | Day
}

/** A member as the roll holds one. */
export interface RollEntry extends Attributes {
  commitment: bigint
}

export interface RollOptions extends RootHistoryOptions {
  /** Names of the classes in the order of their numbers; candidate, full, worker, consumer when not given. */
  classes?: ClassNames
}

/** Something that a roll can be read from, such as the contract `Commune`. */
export interface RollSource {
  readRoll(options?: RollOptions): Promise<Roll>
}

/** The members of a commune as a Merkle tree of their commitments and attributes. */
export class Roll {
  readonly classes: ClassNames
  readonly #entries: (RollEntry | undefined)[] = []
  readonly #indexes = new Map<bigint, number>()
  readonly #tree: LeanTree
  readonly #history: RootHistory

  private constructor(entries: readonly (RollEntry | undefined)[], options: RollOptions) {
    this.classes = options.classes ?? DEFAULT_CLASSES
    this.#history = new RootHistory(options)
    for (const entry of entries) this.#append(entry)
    this.#tree = LeanTree.of(this.#entries.map(leafOf), ROLL_LEVELS)
  }

  /**
   * A roll from a list of members.
   *
   * @throws InvalidInputError, InvalidFieldElementError for a zero, too large or repeated commitment, an unknown class, no day
   */
  static of(admissions: readonly Admission[], options: RollOptions = {}): Roll {
    const classes = options.classes ?? DEFAULT_CLASSES
    return new Roll(
      admissions.map((admission, index) => entryOf(admission, classes, `members[${index}].`)),
      options,
    )
  }

  /**
   * The roll that a contract holds, rebuilt from its events and checked against its root.
   *
   * @throws ChainUnreachableError, NoContractError, OutOfStepError
   */
  static fromChain(source: RollSource, options: RollOptions = {}): Promise<Roll> {
    return source.readRoll(options)
  }

  /** For what reads rolls from elsewhere: entries in the order of their indexes, undefined where a member was removed. */
  static restore(entries: readonly (RollEntry | undefined)[], options: RollOptions): Roll {
    return new Roll(entries, options)
  }

  /** 0 for a roll that never held a member. */
  get root(): bigint {
    return this.#tree.root
  }

  /** Number of places, those of removed members included. */
  get size(): number {
    return this.#entries.length
  }

  /** Number of members. */
  get memberCount(): number {
    return this.#indexes.size
  }

  /** The members, in the order of admission. */
  get members(): RollEntry[] {
    return this.#entries.filter((entry) => entry !== undefined)
  }

  /** The entry of a member. @throws NotInRollError */
  entryOf(commitment: bigint): RollEntry {
    return this.#entries[this.indexOf(commitment)] as RollEntry
  }

  /** The place of a member, from 0 on. @throws NotInRollError */
  indexOf(commitment: bigint): number {
    const index = this.#indexes.get(commitment)
    if (index === undefined) throw new NotInRollError(commitment)
    return index
  }

  /** Whether a member has this commitment. */
  has(commitment: bigint): boolean {
    return this.#indexes.has(commitment)
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
    const entries = admissions.map((admission, index) => entryOf(admission, this.classes, `members[${index}].`))
    const given = new Set<bigint>()
    for (const { commitment } of entries) {
      if (this.has(commitment) || given.has(commitment)) throw twice(commitment)
      given.add(commitment)
    }
    const before = this.root
    this.#tree.insertMany(entries.map(leafOf))
    for (const entry of entries) this.#append(entry)
    this.#history.supersede(before)
  }

  /** Gives a member other attributes. @throws NotInRollError, InvalidInputError */
  changeAttributes(commitment: bigint, attributes: Omit<Admission, "commitment">): void {
    this.#replace(this.indexOf(commitment), entryOf({ ...attributes, commitment }, this.classes, ""))
  }

  /**
   * Gives a member new keys, for a lost or stolen secret. The day of admission becomes today, so that no scope whose policy has
   * an earlier `admittedBy` can be used a second time. Old roots end at once.
   *
   * @throws NotInRollError, InvalidInputError
   */
  replaceCommitment(commitment: bigint, replacement: FieldInput, day: Day = today()): void {
    const index = this.indexOf(commitment)
    const entry = entryOf(
      { commitment: replacement, class: this.entryOf(commitment).class, admitted: day },
      this.classes,
      "",
    )
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
    this.#indexes.delete((this.#entries[index] as RollEntry).commitment)
    if (entry !== undefined) this.#indexes.set(entry.commitment, index)
    this.#entries[index] = entry
    this.#tree.update(index, leafOf(entry))
    this.#history.supersede(before)
  }

  #append(entry: RollEntry | undefined): void {
    if (entry !== undefined) {
      if (this.#indexes.has(entry.commitment)) throw twice(entry.commitment)
      this.#indexes.set(entry.commitment, this.#entries.length)
    }
    this.#entries.push(entry)
  }
}

function entryOf(admission: Admission, classes: ClassNames, prefix: string): RollEntry {
  const commitment = fieldElement(admission.commitment, `${prefix}commitment`)
  if (commitment === 0n)
    throw new InvalidInputError(`${prefix}commitment`, 0, "the hash of a member's secret, which is not 0")
  return {
    commitment,
    class: classNumber(admission.class, classes),
    admitted: dayOf(admission.admitted),
  }
}

function leafOf(entry: RollEntry | undefined): bigint {
  return entry === undefined ? 0n : memberLeaf(entry.commitment, entry)
}

function twice(commitment: bigint): InvalidInputError {
  return new InvalidInputError(
    "commitment",
    commitment,
    "one that the roll does not hold yet",
    "A member can be admitted only once",
  )
}
