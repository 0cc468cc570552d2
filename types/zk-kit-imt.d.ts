// The package's own types are not reachable through its "exports".
declare module "@zk-kit/incremental-merkle-tree" {
  export type Node = bigint
  export interface MerkleProof {
    root: Node
    leaf: Node
    siblings: Node[][]
    pathIndices: number[]
  }
  export class IncrementalMerkleTree {
    constructor(hash: (values: Node[]) => Node, depth: number, zeroValue: Node, arity?: number, leaves?: Node[])
    get root(): Node
    get depth(): number
    get arity(): number
    get leaves(): Node[]
    get zeroes(): Node[]
    indexOf(leaf: Node): number
    insert(leaf: Node): void
    update(index: number, leaf: Node): void
    delete(index: number): void
    createProof(index: number): MerkleProof
    verifyProof(proof: MerkleProof): boolean
  }
}
