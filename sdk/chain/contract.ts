import type { Contract, ContractRunner, InterfaceAbi, Provider } from "ethers"
import { InvalidInputError, NoContractError } from "../errors.ts"
import { read } from "./call.ts"

export interface AtOptions {
  /** Block from which on the contract has events: that of its deployment. 0 when not given. */
  fromBlock?: number
}

/** The contract at an address, unseen. ethers is loaded by who comes to a chain, and by nobody else. */
export async function contractUnseen(
  address: string,
  abi: InterfaceAbi,
  runner: ContractRunner | null,
): Promise<Contract> {
  const { Contract } = await import("ethers")
  return new Contract(address, abi, runner)
}

/**
 * The contract at an address, after a look whether there is one.
 *
 * @param runner a signer to send transactions, or a provider to read only
 * @throws NoContractError, ChainUnreachableError, InvalidInputError
 */
export async function contractAt(
  what: string,
  address: string,
  abi: InterfaceAbi,
  runner: ContractRunner,
): Promise<Contract> {
  const contract = await contractUnseen(address, abi, runner)
  const provider = providerOf(contract)
  const code = await read(contract, `look for the ${what} contract`, () => provider.getCode(address))
  if (code === "0x") {
    const { chainId } = await read(contract, "ask for the chain", () => provider.getNetwork())
    throw new NoContractError(what, address, chainId)
  }
  return contract
}

/** @throws InvalidInputError for a runner that is not connected to a node */
export function providerOf(contract: Contract): Provider {
  const provider = contract.runner?.provider
  if (!provider)
    throw new InvalidInputError("runner", "not connected", "a provider, or a signer that is connected to one")
  return provider
}

/** Address that sends transactions. @throws InvalidInputError for a runner that is no signer */
export async function senderOf(contract: Contract): Promise<string> {
  const runner = contract.runner
  if (runner === null || !("getAddress" in runner) || typeof runner.getAddress !== "function")
    throw new InvalidInputError("runner", "no signer", "a signer: an account that can send transactions")
  return (runner as unknown as { getAddress(): Promise<string> }).getAddress()
}
