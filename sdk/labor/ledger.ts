import { InvalidInputError, RecordNotInLedgerError } from "../errors.ts"
import { LEDGER_LEVELS } from "../parameters.ts"
import { LeanTree, type LeanPath } from "../tree/lean-tree.ts"
import { RootHistory, type RootHistoryOptions } from "../tree/root-history.ts"

/** Something that a ledger can be read from, such as the contract `LaborLedger`. */
export interface LedgerSource {
  readLedger(): Promise<Ledger>
}

/** The accepted sheets of a commune as a Merkle tree of their roots. It tells nothing about who worked, when or how long. */
export class Ledger {
  readonly #tree: LeanTree
  readonly #indexes = new Map<bigint, number>()
  readonly #history: RootHistory

  private constructor(leaves: readonly bigint[], options: RootHistoryOptions) {
    this.#tree = LeanTree.of(leaves, LEDGER_LEVELS)
    leaves.forEach((leaf, index) => {
      this.#register(leaf, index)
    })
    this.#history = new RootHistory(options)
  }

  /** A ledger from sheets or their roots, in the order of acceptance. @throws InvalidInputError for a repeated or zero root */
  static of(sheets: readonly (bigint | { root: bigint })[], options: RootHistoryOptions = {}): Ledger {
    const roots = sheets.map((sheet) => (typeof sheet === "bigint" ? sheet : sheet.root))
    roots.forEach((root) => {
      if (root === 0n) throw zeroRoot()
    })
    return new Ledger(roots, options)
  }

  /**
   * The ledger that a contract holds, rebuilt from its events and checked against its root.
   *
   * @throws ChainUnreachableError, NoContractError, OutOfStepError
   */
  static fromChain(source: LedgerSource): Promise<Ledger> {
    return source.readLedger()
  }

  /** For what reads ledgers from elsewhere: leaves in the order of their indexes, 0 where a sheet was struck out. */
  static restore(leaves: readonly bigint[], options: RootHistoryOptions): Ledger {
    return new Ledger(leaves, options)
  }

  /** 0 for a ledger that never held a sheet. */
  get root(): bigint {
    return this.#tree.root
  }

  /** Number of places, those of struck sheets included. */
  get size(): number {
    return this.#tree.size
  }

  has(sheetRoot: bigint): boolean {
    return this.#indexes.has(sheetRoot)
  }

  /** Way from a sheet's root to the ledger's. @throws RecordNotInLedgerError */
  path(sheetRoot: bigint): LeanPath {
    return this.#tree.path(this.indexOf(sheetRoot))
  }

  /** The other children along that way, as the contract takes them. @throws RecordNotInLedgerError */
  siblings(sheetRoot: bigint): bigint[][] {
    return this.#tree.siblings(this.indexOf(sheetRoot))
  }

  /** The place of a sheet, from 0 on. @throws RecordNotInLedgerError */
  indexOf(sheetRoot: bigint): number {
    const index = this.#indexes.get(sheetRoot)
    if (index === undefined) throw new RecordNotInLedgerError(sheetRoot)
    return index
  }

  /** Accepts a sheet. @throws InvalidInputError for a root that it holds already, or 0, or when it is full; nothing is changed then */
  accept(sheet: bigint | { root: bigint }): void {
    const root = typeof sheet === "bigint" ? sheet : sheet.root
    if (root === 0n) throw zeroRoot()
    const before = this.root
    this.#register(root, this.size)
    try {
      this.#tree.insert(root)
    } catch (full) {
      this.#indexes.delete(root)
      throw full
    }
    this.#history.supersede(before)
  }

  /** Strikes a sheet out. Its place stays empty for ever, and old roots end at once. @throws RecordNotInLedgerError */
  strike(sheetRoot: bigint): void {
    const index = this.indexOf(sheetRoot)
    this.#indexes.delete(sheetRoot)
    this.#tree.update(index, 0n)
    this.#history.end()
  }

  /**
   * Puts a corrected sheet in the place of a wrong one. Old roots end at once.
   *
   * @throws RecordNotInLedgerError, InvalidInputError for a root that it holds already, or 0; nothing is changed then
   */
  correct(wrongRoot: bigint, sheet: bigint | { root: bigint }): void {
    const index = this.indexOf(wrongRoot)
    const root = typeof sheet === "bigint" ? sheet : sheet.root
    if (root === 0n) throw zeroRoot()
    this.#register(root, index)
    this.#indexes.delete(wrongRoot)
    this.#tree.update(index, root)
    this.#history.end()
  }

  /** Whether a proof with this root is acceptable now. */
  knowsRoot(root: bigint): Promise<boolean> {
    return this.#history.accepts(root, this.root)
  }

  #register(root: bigint, index: number): void {
    if (root === 0n) return
    if (this.#indexes.has(root)) {
      throw new InvalidInputError(
        "sheet root",
        root,
        "one that the ledger does not hold yet",
        "A sheet can be accepted only once",
      )
    }
    this.#indexes.set(root, index)
  }
}

function zeroRoot(): InvalidInputError {
  return new InvalidInputError("sheet root", 0, "the root of a sheet, which is not 0")
}
