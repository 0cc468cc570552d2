import { AbiCoder, id, keccak256 } from "ethers"
import type { Point } from "../../../sdk/crypto/baby-jubjub.ts"
import type { Where } from "./where.ts"

const coder = AbiCoder.defaultAbiCoder()

/** The scope of a poll's nullifiers. */
export function scopeOf({ chainId, assembly, pollId }: Where): bigint {
  const fields = [id("rochdale/scope/chain/v1"), chainId, assembly, pollId]
  return shifted(coder.encode(["bytes32", "uint256", "address", "uint256"], fields))
}

/** What the quota proofs of a secret ballot are bound to. */
export function ballotMessage(sequence: bigint, ciphertexts: readonly bigint[]): bigint {
  return shifted(coder.encode(["uint64", "uint256[]"], [sequence, ciphertexts]))
}

/** What a trustee's shares are encrypted for. */
export function dealingContext({ chainId, trustees }: Where, committee: bigint, index: number): bigint {
  const fields = [id("rochdale/dealing/v1"), chainId, trustees, committee, index]
  return shifted(coder.encode(["bytes32", "uint256", "address", "uint256", "uint8"], fields))
}

/** What a trustee committed to before anyone dealt. */
export function commitmentHash(
  { chainId, trustees }: Where,
  committee: bigint,
  index: number,
  { commitments, salt }: { commitments: readonly Point[]; salt: string },
): string {
  const fields = [id("rochdale/commitment/v1"), chainId, trustees, committee, index, commitments, salt]
  const types = ["bytes32", "uint256", "address", "uint256", "uint8", "uint256[2][]", "bytes32"]
  return keccak256(coder.encode(types, fields))
}

function shifted(encoded: string): bigint {
  return BigInt(keccak256(encoded)) >> 8n
}
