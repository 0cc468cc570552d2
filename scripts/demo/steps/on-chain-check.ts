import { Contract, type JsonRpcApiProvider } from "ethers"
import type { QuotaProof } from "../../../sdk/index.ts"
import { read } from "../../../sdk/chain/call.ts"
import { solidityProof } from "../../../sdk/chain/solidity-proof.ts"
import { QUOTA_CIRCUITS } from "../../../sdk/proof/circuits.ts"
import { parseProof } from "../../../sdk/proof/proof.ts"
import type { Deployment } from "../../deploy/deploy.ts"

/** Whether the contracts hold a quota proof for good: its roots are known to them, and their verifier accepts it. */
export type OnChainCheck = (proof: QuotaProof) => Promise<boolean>

const VERIFIER_ABI = [
  "function verify((uint256[2] a, uint256[2][2] b, uint256[2] c) proof, uint256[] signals) view returns (bool)",
]

/** Asks the contracts about quota proofs that no poll needs. A question costs no gas and changes nothing. */
export function onChainCheck({ commune, ledger, assembly }: Deployment, provider: JsonRpcApiProvider): OnChainCheck {
  return async (quotaProof) => {
    const { circuit, ordered, signals, proof } = parseProof(quotaProof)
    const records = QUOTA_CIRCUITS.find((instance) => instance.circuit === circuit)?.records
    return read(assembly.contract, "check a quota proof", async () => {
      const address = (await assembly.contract.getFunction("quotaVerifier")(records)) as string
      const verifier = new Contract(address, VERIFIER_ABI, provider)
      const answers = await Promise.all([
        commune.contract.getFunction("isKnownRoot")(signals["memberRoot"]),
        ledger.contract.getFunction("isKnownRoot")(signals["ledgerRoot"]),
        verifier.getFunction("verify")(solidityProof(proof), ordered),
      ])
      return answers.every((answer) => answer === true)
    })
  }
}
