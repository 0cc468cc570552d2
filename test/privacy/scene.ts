import { memberNumber } from "../sdk/commune.ts"
import { Group, type Person } from "./group.ts"
import { startNode, type ListenedNode } from "./node.ts"
import { Voting } from "./voting.ts"

/** A group on a chain, on whose members' and relay's connections one reads along. */
export interface Scene {
  node: ListenedNode
  group: Group
  voting: Voting
}

/** The same share of work, in one record or in up to four, and the same day of admission: all else about them differs. */
export const PEOPLE: readonly Person[] = [[240], [60, 60, 60, 60], [120, 120], [200, 50], [81, 83, 85]].map(
  (records, index) => ({ member: memberNumber(index + 1), records }),
)

let opening: Promise<Scene> | undefined

/** The scene that all tests share, since it takes long to set up: each of them asks in polls of its own. */
export function sharedScene(): Promise<Scene> {
  opening ??= open()
  return opening
}

async function open(): Promise<Scene> {
  const node = await startNode()
  const group = await Group.found(node, PEOPLE, "2024-03-01")
  return { node, group, voting: new Voting(group) }
}

export async function closeScene(): Promise<void> {
  if (opening === undefined) return
  const { node, voting } = await opening
  await voting.close()
  await node.stop()
}
