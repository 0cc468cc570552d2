import { SnapshotError } from "../errors.ts"
import { HashCrew, type BulkWork } from "../kernel/hash-crew.ts"
import type { HashSteps } from "../kernel/hash-job.ts"
import { ROLL_LEVELS } from "../parameters.ts"
import { LeanTree } from "../tree/lean-tree.ts"
import { nodesAbove } from "../tree/node-rows.ts"
import { MemberColumns, type RollEntry } from "./member-columns.ts"
import { readSnapshot, type RollOrigin } from "./snapshot.ts"

/** A roll in the making: changes are taken in at once, and hashed together at the end. */
export class RollDraft {
  readonly columns: MemberColumns
  readonly tree: LeanTree
  /** Where the snapshot that it began with was read. */
  readonly origin: RollOrigin | undefined
  readonly #changed = new Set<number>()

  private constructor(columns: MemberColumns, tree: LeanTree, origin?: RollOrigin) {
    this.columns = columns
    this.tree = tree
    this.origin = origin
  }

  static empty(): RollDraft {
    return new RollDraft(new MemberColumns(), new LeanTree(ROLL_LEVELS))
  }

  /**
   * Begins with a snapshot, whose root is computed anew.
   *
   * @throws SnapshotError when it is damaged, or its members do not have its root
   */
  static async load(snapshot: Uint8Array, work: BulkWork): Promise<RollDraft> {
    const { columns, root, origin } = readSnapshot(snapshot)
    const draft = new RollDraft(columns, new LeanTree(ROLL_LEVELS), origin)
    await draft.hash(work)
    if (draft.tree.root !== root)
      throw new SnapshotError(`its members have root ${draft.tree.root}, but it says ${root}`)
    return draft
  }

  /**
   * Puts a member, or none, at a place; places before it that nobody had are empty.
   *
   * @throws InvalidInputError for a member who has another place, or a place that no roll has
   */
  set(index: number, entry: RollEntry | undefined): void {
    if (index >= this.columns.size) {
      this.tree.requireRoom(index + 1 - this.tree.size)
      this.columns.grow(index + 1)
    }
    this.columns.set(index, entry)
    if (index < this.tree.size) this.#changed.add(index)
  }

  /**
   * Puts members at the places after the last, and hashes them while the next are being put.
   *
   * @param entryAt gives them, and may refuse
   * @throws InvalidInputError as `set`; what `entryAt` throws; the signal's reason
   */
  async fill(count: number, entryAt: (index: number) => RollEntry, work: BulkWork): Promise<void> {
    this.tree.requireRoom(count)
    const start = this.columns.size
    this.columns.grow(start + count)
    const put = (number: number): number => {
      this.columns.set(start + number, entryAt(number))
      return start + number
    }
    const steps = this.tree.inserting(count, (row, first) => this.columns.hashLeaves(count, put, row, first))
    await HashCrew.finish(steps, work, { leaf: count, node: nodesAbove(count) })
  }

  /** Brings the tree up to date in bulk. @throws the signal's reason */
  async hash(work: BulkWork): Promise<void> {
    const added = this.columns.size - this.tree.size
    const changed = this.#changed.size
    const expected = { leaf: added + changed, node: nodesAbove(added) + changed * this.tree.height }
    await HashCrew.finish(this.#steps(), work, expected)
  }

  *#steps(): HashSteps {
    const indices = [...this.#changed].sort((one, other) => one - other)
    yield* this.tree.updating(indices, (leaves) =>
      this.columns.hashLeaves(indices.length, (number) => indices[number] as number, leaves, 0),
    )
    this.#changed.clear()
    yield* this.tree.inserting(this.columns.size - this.tree.size, (row, first) =>
      this.columns.hashLeaves(this.columns.size - first, (number) => first + number, row, first),
    )
  }
}
