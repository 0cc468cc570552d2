import { ARITY, FIELD_ORDER, LEDGER_LEVELS, ROLL_LEVELS, SHEET_LEVELS } from "./parameters.ts"
import type { Hash } from "./poseidon.ts"
import { seeded } from "./seeded.ts"

const CROWD = 626
const SIZES = [1, 2, 4, 5, 6, 7, 24, 25, 26, 100, 124, 125, 126, 624, 625, 626]

/** All levels of a tree whose empty leaves are 0, bottom up. Slow and plain: every node is hashed from a full row of children. */
function rows(hash: Hash, leaves: readonly bigint[], levels: number): bigint[][] {
  const all: bigint[][] = [[...leaves]]
  let zero = 0n
  for (let level = 0; level < levels; level++) {
    const below = all[level]!
    const row: bigint[] = []
    for (let first = 0; first < below.length; first += ARITY) {
      row.push(hash(Array.from({ length: ARITY }, (_, child) => below[first + child] ?? zero)))
    }
    all.push(row)
    zero = hash(Array<bigint>(ARITY).fill(zero))
  }
  return all
}

function zeros(hash: Hash, levels: number): bigint[] {
  const all = [0n]
  for (let level = 0; level < levels; level++) all.push(hash(Array<bigint>(ARITY).fill(all[level]!)))
  return all
}

function heightOf(size: number): number {
  let height = 1
  for (let room = ARITY; room < size; room *= ARITY) height++
  return height
}

function pathOf(hash: Hash, tree: bigint[][], index: number): bigint[][] {
  const empty = zeros(hash, tree.length)
  return tree.slice(0, -1).map((row, level) => {
    const first = Math.floor(index / ARITY ** (level + 1)) * ARITY
    return Array.from({ length: ARITY }, (_, child) => row[first + child] ?? empty[level]!)
  })
}

/** Rolls: lean roots and paths at the sizes where a level fills or opens, and after removals. */
export function treeVectors(hash: Hash) {
  const random = seeded("tree", FIELD_ORDER)
  const leaves = Array.from({ length: CROWD }, random)
  const describe = (members: readonly bigint[], indices: readonly number[]) => {
    const tree = rows(hash, members, ROLL_LEVELS)
    const height = heightOf(members.length)
    const paths = [...new Set(indices)].map((index) => ({ index, children: pathOf(hash, tree, index) }))
    return { size: members.length, height, root: tree[height]![0]!, paths }
  }
  const edges = Array.from({ length: ROLL_LEVELS }, (_, level) => ARITY ** (level + 1))

  return {
    zeros: zeros(hash, ROLL_LEVELS),
    leaves,
    trees: SIZES.map((size) => describe(leaves.slice(0, size), [size - 1])),
    removals: [
      { size: 1, removed: [0] },
      { size: 5, removed: [4] },
      { size: 6, removed: [5] },
      { size: 6, removed: [0, 1, 2, 3, 4] },
      { size: 26, removed: [0, 12, 25] },
      { size: 126, removed: [7, 124, 125] },
    ].map(({ size, removed }) => {
      const members = leaves.slice(0, size).map((leaf, index) => (removed.includes(index) ? 0n : leaf))
      return { removed, ...describe(members, [removed[0]!, Math.floor(size / 2)]) }
    }),
    heights: edges.flatMap((edge, level) => [
      { size: edge, height: level + 1 },
      ...(level + 1 < ROLL_LEVELS ? [{ size: edge + 1, height: level + 2 }] : []),
    ]),
  }
}

/** Sheets of records and the ledger above them. */
export function ledgerVectors(hash: Hash) {
  const random = seeded("ledger", FIELD_ORDER)
  const sizes = [1, 5, 6, 25, 26, 125, 3]
  const sheets = sizes.map((size) => {
    const records = Array.from({ length: size }, random)
    const tree = rows(hash, records, SHEET_LEVELS)
    return { records, tree, root: tree[SHEET_LEVELS]![0]! }
  })
  const ledger = rows(
    hash,
    sheets.map(({ root }) => root),
    LEDGER_LEVELS,
  )
  const height = heightOf(sheets.length)
  const places = [
    { sheet: 0, row: 0 },
    { sheet: 4, row: 25 },
    { sheet: 5, row: 124 },
    { sheet: 6, row: 2 },
  ]
  return {
    sheets: sheets.map(({ records, root }) => ({ records, root })),
    height,
    root: ledger[height]![0]!,
    paths: places.map(({ sheet, row }) => ({
      sheet,
      row,
      children: [...pathOf(hash, sheets[sheet]!.tree, row), ...pathOf(hash, ledger, sheet)],
    })),
  }
}
