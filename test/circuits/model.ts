import { poseidon1, poseidon2, poseidon3, poseidon4, poseidon5 } from "poseidon-lite"
import type { Inputs } from "./harness/calculator.ts"

/*
 * The protocol once more, in plain integers: what the circuits are tested against. It shares no code with the SDK, so that an
 * error would have to be made twice.
 */

/** Order of the field. */
export const R = 21888242871839275222246405745257275088548364400416034343698204186575808495617n

export const ARITY = 5
export const ROLL_LEVELS = 9
export const SHEET_LEVELS = 3
export const LEDGER_LEVELS = 5
export const RECORD_LEVELS = SHEET_LEVELS + LEDGER_LEVELS
export const TAG_RECORD = 1n

// --- identity -------------------------------------------------------------------------------------------------------------

export interface Member {
  secret: bigint
  class: bigint
  admitted: bigint
}

export const commitment = (secret: bigint): bigint => poseidon1([secret])

export const leaf = (member: Member): bigint =>
  poseidon2([commitment(member.secret), member.class + (1n << 8n) * member.admitted])

export const nullifier = (scope: bigint, slot: bigint, secret: bigint): bigint => poseidon3([scope, slot, secret])

// --- policies -------------------------------------------------------------------------------------------------------------

/** A set as a number: bit i stands for i. */
export const setOf = (...values: number[]): bigint => values.reduce((set, value) => set | (1n << BigInt(value)), 0n)

export interface Policy {
  classes: bigint
  admittedBy: bigint
  limit: bigint
}

export const packPolicy = ({ classes, admittedBy, limit }: Policy): bigint =>
  classes + (1n << 16n) * admittedBy + (1n << 36n) * limit

export interface QuotaPolicy {
  kinds: bigint
  from: bigint
  to: bigint
  threshold: bigint
}

export const packQuotaPolicy = ({ kinds, from, to, threshold }: QuotaPolicy): bigint =>
  kinds + (1n << 32n) * from + (1n << 52n) * to + (1n << 72n) * threshold

// --- records --------------------------------------------------------------------------------------------------------------

export interface Line {
  amount: bigint
  day: bigint
  kind: bigint
  salt: bigint
}

export const packLine = ({ amount, day, kind }: Line): bigint => amount + (1n << 24n) * day + (1n << 44n) * kind

export const record = (owner: bigint, line: Line): bigint => poseidon4([TAG_RECORD, owner, packLine(line), line.salt])

// --- trees ----------------------------------------------------------------------------------------------------------------

const ZEROS: bigint[] = [0n]
for (let level = 0; level < ROLL_LEVELS; level++) ZEROS.push(poseidon5(Array<bigint>(ARITY).fill(ZEROS[level]!)))

/**
 * A tree of arity 5 in which the leaves from 0 to size - 1 are taken and all others are 0.
 * Leaves that are not given are `filler`, so that a tree of two million leaves costs as little as its paths.
 */
export class Tree {
  readonly levels: number
  readonly size: number
  readonly #given: ReadonlyMap<number, bigint>
  readonly #nodes = new Map<string, bigint>()
  readonly #above: Set<number>[]
  readonly #uniform: bigint[]

  constructor(levels: number, size: number, given: ReadonlyMap<number, bigint>, filler = 1n) {
    this.levels = levels
    this.size = size
    this.#given = given
    this.#above = Array.from({ length: levels + 1 }, (_, level) => {
      return new Set([...given.keys()].map((index) => Math.floor(index / ARITY ** level)))
    })
    this.#uniform = [filler]
    for (let level = 0; level < levels; level++) {
      this.#uniform.push(poseidon5(Array<bigint>(ARITY).fill(this.#uniform[level]!)))
    }
  }

  static of(levels: number, leaves: readonly bigint[]): Tree {
    return new Tree(levels, leaves.length, new Map(leaves.entries()))
  }

  /** Smallest height with room for all leaves, at least 1. */
  get height(): number {
    let height = 1
    while (ARITY ** height < this.size) height++
    return height
  }

  /** The lean root: node 0 at the height. */
  get root(): bigint {
    return this.node(this.height, 0)
  }

  node(level: number, index: number): bigint {
    const width = ARITY ** level
    if (index * width >= this.size) return ZEROS[level]!
    if (level === 0) return this.#given.get(index) ?? this.#uniform[0]!
    if (!this.#above[level]!.has(index) && (index + 1) * width <= this.size) return this.#uniform[level]!
    const key = `${level}/${index}`
    let node = this.#nodes.get(key)
    if (node === undefined) this.#nodes.set(key, (node = poseidon5(this.#children(level, index))))
    return node
  }

  /** For each level the five children below the node above the leaf: `levels` rows, bottom up. */
  path(index: number): bigint[][] {
    return Array.from({ length: this.levels }, (_, level) =>
      this.#children(level + 1, Math.floor(index / ARITY ** (level + 1))),
    )
  }

  #children(level: number, index: number): bigint[] {
    return Array.from({ length: ARITY }, (_, child) => this.node(level - 1, index * ARITY + child))
  }
}

/** A one-hot selector of `size` entries. */
export const oneHot = (size: number, chosen: number): bigint[] =>
  Array.from({ length: size }, (_, index) => (index === chosen ? 1n : 0n))

/** A path of a leaf that is in no tree: alone below every node. */
export function lonePath(node: bigint, levels: number): bigint[][] {
  const path: bigint[][] = []
  for (let level = 0; level < levels; level++) {
    const children = [node, 0n, 0n, 0n, 0n]
    path.push(children)
    node = poseidon5(children)
  }
  return path
}

/** A sheet: its records in a tree of three levels, whose root is taken at the third whatever their number. */
export class Sheet {
  readonly tree: Tree
  constructor(records: readonly bigint[]) {
    this.tree = Tree.of(SHEET_LEVELS, records)
  }
  get root(): bigint {
    return this.tree.node(SHEET_LEVELS, 0)
  }
}

/** The tree over sheets. */
export class Ledger {
  readonly tree: Tree
  readonly sheets: ReadonlyMap<number, Sheet>

  /** @param size number of sheets; those that are not given are of no interest */
  constructor(sheets: ReadonlyMap<number, Sheet>, size = sheets.size) {
    this.sheets = sheets
    this.tree = new Tree(LEDGER_LEVELS, size, new Map([...sheets].map(([index, sheet]) => [index, sheet.root])))
  }

  path(sheet: number, row: number): bigint[][] {
    return [...this.sheets.get(sheet)!.tree.path(row), ...this.tree.path(sheet)]
  }
}

// --- inputs of the circuits -----------------------------------------------------------------------------------------------

export interface Use {
  scope: bigint
  slot: bigint
  message: bigint
  policy: Policy
}

/** What a member puts into `membership`. */
export function membershipInputs(member: Member, roll: Tree, index: number, use: Use): Inputs {
  return {
    secret: member.secret,
    class: member.class,
    admitted: member.admitted,
    slot: use.slot,
    memberPath: roll.path(index),
    memberHeight: oneHot(ROLL_LEVELS, roll.height - 1),
    scope: use.scope,
    message: use.message,
    policy: packPolicy(use.policy),
  }
}

/** A line and where it stands in the ledger; without a place it is a dummy. */
export interface Counted extends Line {
  place?: { sheet: number; row: number }
}

/** What a member puts into `quota-K`, K = counted.length. */
export function quotaInputs(
  member: Member,
  roll: Tree,
  index: number,
  use: Use,
  ledger: Ledger,
  counted: readonly Counted[],
  quotaPolicy: QuotaPolicy,
): Inputs {
  const owner = commitment(member.secret)
  return {
    ...membershipInputs(member, roll, index, use),
    amount: counted.map((line) => line.amount),
    day: counted.map((line) => line.day),
    kind: counted.map((line) => line.kind),
    salt: counted.map((line) => line.salt),
    recordPath: counted.map((line) =>
      line.place ? ledger.path(line.place.sheet, line.place.row) : lonePath(record(owner, line), RECORD_LEVELS),
    ),
    ledgerHeight: oneHot(LEDGER_LEVELS, ledger.tree.height - 1),
    ledgerRoot: ledger.tree.root,
    quotaPolicy: packQuotaPolicy(quotaPolicy),
  }
}
