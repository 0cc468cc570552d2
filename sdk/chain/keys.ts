import { InsecureKeysError } from "../errors.ts"
import { KEYS } from "../proof/generated/release.ts"

/**
 * Local chains and public testnets on which nothing of worth is decided. The verifier contracts made from development keys carry the same
 * list; there is no override short of editing the source.
 */
export const TEST_CHAIN_IDS: readonly bigint[] = [
  31337n, // Hardhat, Anvil
  1337n, // Ganache, geth --dev
  11155111n, // Sepolia
  17000n, // Holesky
  560048n, // Hoodi
  421614n, // Arbitrum Sepolia
  84532n, // Base Sepolia
  11155420n, // OP Sepolia
  80002n, // Polygon Amoy
  534351n, // Scroll Sepolia
]

/** @throws InsecureKeysError where development keys could do harm */
export function assertKeysMayServe(chainId: bigint): void {
  if (KEYS === "dev" && !TEST_CHAIN_IDS.includes(chainId)) throw new InsecureKeysError(chainId)
}
