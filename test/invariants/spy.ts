import { concat, Interface, keccak256 } from "ethers"
import type { BaseContract } from "ethers"
import type { Chain } from "../contracts/chain.ts"
import type { SolidityProof } from "../contracts/prover.ts"

const PROOF = "(uint256[2] a, uint256[2][2] b, uint256[2] c)"
const VERIFIER = new Interface([
  `function verify(${PROOF} proof, uint256[] signals) view returns (bool)`,
  `function verifyBatch(${PROOF}[] proofs, uint256[][] signals) view returns (bool)`,
])

// CALLDATASIZE PUSH0 PUSH0 CALLDATACOPY CALLDATASIZE PUSH0 REVERT
const REVERT_WITH_CALL = "0x365f5f37365ffd"
// The same copy, then KECCAK256, PUSH32 …
const HASH_CALL = "0x365f5f37365f207f"
// … EQ PUSH0 MSTORE PUSH1 32 PUSH0 RETURN
const RETURN_WHETHER_EQUAL = "0x145f5260205ff3"

/**
 * What a contract asks its verifier. In the verifier's place stands one that reverts with the call it gets, so that the contract reverts
 * with it as well.
 *
 * @param call a call of the contract that asks for one proof
 * @returns the public signals
 */
export async function signalsAsked(chain: Chain, verifier: string, call: () => Promise<unknown>): Promise<bigint[]> {
  return instead(chain, verifier, REVERT_WITH_CALL, async () => {
    const asked = await call().then(
      () => undefined,
      (error: unknown) => (error as { data?: string }).data,
    )
    if (asked === undefined) throw new Error("The contract took a proof without asking its verifier.")
    return [...(VERIFIER.decodeFunctionData("verify", asked)[1] as bigint[])]
  })
}

/**
 * Whether a call goes through when exactly these proofs of these statements hold, in one batch.
 *
 * @param call of the contract
 */
export async function passesWith(
  chain: Chain,
  verifier: string,
  proofs: readonly SolidityProof[],
  signals: readonly (readonly bigint[])[],
  call: () => Promise<unknown>,
): Promise<boolean> {
  const hash = keccak256(VERIFIER.encodeFunctionData("verifyBatch", [proofs, signals]))
  return instead(chain, verifier, concat([HASH_CALL, hash, RETURN_WHETHER_EQUAL]), () =>
    call().then(
      () => true,
      () => false,
    ),
  )
}

/** Calls without sending, and keeps what the call reverts with. */
export async function tried(
  chain: Chain,
  contract: BaseContract,
  name: string,
  args: readonly unknown[],
  from?: string,
): Promise<void> {
  const call = { to: await contract.getAddress(), data: contract.interface.encodeFunctionData(name, [...args]), from }
  await chain.provider.request({ method: "eth_call", params: [call, "latest"] })
}

async function instead<Result>(
  { networkHelpers, ethers }: Chain,
  verifier: string,
  code: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const usual = await ethers.provider.getCode(verifier)
  await networkHelpers.setCode(verifier, code)
  try {
    return await work()
  } finally {
    await networkHelpers.setCode(verifier, usual)
  }
}
