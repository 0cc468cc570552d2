import { cases } from "../../scripts/assure/thoroughness.ts"
import type { Node } from "./node.ts"

/** How many blocks a reorganisation takes away. */
export const DEPTH = 3

/** Something that happens on the chain in three blocks, one transaction each. */
export type Branch = () => Promise<void>

/** Takes the last three blocks away and lets something else happen in their place: the same heights, other blocks. */
export async function reorganise(node: Node, instead: Branch): Promise<void> {
  await node.request("anvil_rollback", [DEPTH])
  await instead()
}

/** In a sample only the last questions are disturbed: before them the most is read, and after them nothing. */
const SAMPLE = 3

/** Numbers, from 1 on, of the questions that a synchronisation asks, or in a sample of the last ones. */
export async function questionsOf(node: Node, synchronise: () => Promise<unknown>): Promise<number[]> {
  let asked = 0
  node.line.fate = () => {
    asked++
    return undefined
  }
  try {
    await synchronise()
    const all = Array.from({ length: asked }, (_, index) => index + 1)
    return all.slice(-cases(SAMPLE, asked))
  } finally {
    node.line.fate = () => undefined
  }
}

/**
 * Runs a synchronisation during which the chain is reorganised, just before the node gets the question with that number.
 */
export async function during<Result>(
  node: Node,
  question: number,
  instead: Branch,
  synchronise: () => Promise<Result>,
): Promise<Result> {
  let asked = 0
  node.line.fate = async () => {
    if (++asked === question) await reorganise(node, instead)
    return undefined
  }
  try {
    return await synchronise()
  } finally {
    node.line.fate = () => undefined
  }
}
