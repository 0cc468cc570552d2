// The part of Semaphore's package that is used here: it is installed apart from this project, and its types with it.
declare module "@semaphore-protocol/core" {
  export class Identity {
    readonly commitment: bigint
  }

  export class Group {
    constructor(members: readonly bigint[])
    readonly root: bigint
  }

  export interface SemaphoreProof {
    merkleTreeDepth: number
    merkleTreeRoot: string
    nullifier: string
    message: string
    scope: string
    points: string[]
  }

  /** @param depth of the circuit's tree */
  export function generateProof(
    identity: Identity,
    group: Group,
    message: string,
    scope: string,
    depth: number,
    artifacts: { wasm: string; zkey: string },
  ): Promise<SemaphoreProof>

  export function verifyProof(proof: SemaphoreProof): Promise<boolean>
}
