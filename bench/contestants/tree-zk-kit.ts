// The library of trees of five children a node, with Poseidon in JavaScript; its leaves are the commitments themselves.
import { IncrementalMerkleTree } from "@zk-kit/incremental-merkle-tree"
import { poseidon5 } from "poseidon-lite"
import { commitments } from "./commitments.ts"
import { serve, timed } from "./serve.ts"

const ARITY = 5

serve({
  build: async (members) => {
    const leaves = commitments(members)
    const depth = Math.ceil(Math.log(members) / Math.log(ARITY))
    return timed(() => new IncrementalMerkleTree(poseidon5, depth, 0n, ARITY, leaves).root)
  },
})
