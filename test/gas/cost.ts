import type { ContractTransactionResponse } from "ethers"
import type { SolidityProof } from "../contracts/prover.ts"

/** Gas of each action by name. */
export type GasTable = Record<string, number>

/**
 * Gas of a transaction. Proofs are random, and a zero byte costs 12 less than another; each byte of a proof is counted as
 * another, so that the sum is the same in every run (and at least what was paid).
 */
export async function cost(
  sent: Promise<ContractTransactionResponse>,
  proofs: readonly SolidityProof[] = [],
): Promise<number> {
  const receipt = await (await sent).wait()
  const words = proofs.flatMap(({ a, b, c }) => [...a, ...b.flat(), ...c])
  const digits = words.map((word) => word.toString(16).padStart(64, "0")).join("")
  const zeroBytes = (digits.match(/../g) ?? []).filter((byte) => byte === "00").length
  return Number(receipt!.gasUsed) + 12 * zeroBytes
}
