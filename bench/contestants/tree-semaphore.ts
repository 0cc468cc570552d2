// A group of Semaphore's: a binary tree whose leaves are the commitments themselves.
import type * as Semaphore from "@semaphore-protocol/core"
import { requirePeer } from "../peers.ts"
import { commitments } from "./commitments.ts"
import { serve, timed } from "./serve.ts"

const { Group } = requirePeer("@semaphore-protocol/core") as typeof Semaphore

serve({
  build: async (members) => {
    const leaves = commitments(members)
    return timed(() => new Group(leaves).root)
  },
})
