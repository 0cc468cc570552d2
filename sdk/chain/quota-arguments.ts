import { QUOTA_CIRCUITS } from "../proof/circuits.ts"
import { parseProof, type QuotaProof } from "../proof/proof.ts"
import { solidityProof } from "./solidity-proof.ts"

/** Quota proofs as the contract takes them. */
export function quotaArguments(
  proofs: readonly QuotaProof[],
): { records: number | undefined; ledgerRoot: bigint | undefined; proof: ReturnType<typeof solidityProof> }[] {
  return proofs.map((quotaProof) => {
    const { circuit, proof, signals } = parseProof(quotaProof)
    const records = QUOTA_CIRCUITS.find((instance) => instance.circuit === circuit)?.records
    return { records, ledgerRoot: signals["ledgerRoot"], proof: solidityProof(proof) }
  })
}
