import type { BaseContract, ContractTransactionReceipt, ContractTransactionResponse, Result } from "ethers"
import { ContractRefusedError } from "../errors.ts"
import { mined, whileAnswered } from "./mined.ts"
import { isRefusal, nodeFailure } from "./node-failure.ts"

/** What is needed of a contract that is called, or of a factory that is to make one. */
type Called = Pick<BaseContract, "interface" | "runner">

/** A transaction that succeeded. */
export type Receipt = ContractTransactionReceipt

const MAY_BE_SENT =
  "Check the RPC address and that the node runs. The transaction may have been sent: look at the chain before you send it again"

/**
 * Calls a contract's view, turning a node that does not answer and a refusal into typed errors.
 *
 * @throws ChainUnreachableError, NodeAnswerError, ContractRefusedError
 */
export async function read<Value>(contract: Called, doing: string, call: () => Promise<Value>): Promise<Value> {
  try {
    return await call()
  } catch (error) {
    throw await typed(contract, doing, error)
  }
}

/**
 * Sends a transaction and waits until it is in a block.
 *
 * @param action what it does, for the error: "admit a member"
 * @throws ContractRefusedError; ChainUnreachableError, NodeAnswerError, after which it may have been sent; TransactionLostError
 */
export async function send(
  contract: Called,
  action: string,
  call: () => Promise<ContractTransactionResponse>,
): Promise<Receipt> {
  const provider = contract.runner?.provider
  try {
    const response = await (provider ? whileAnswered(provider, call()) : call())
    const receipt = await mined(response, action)
    if (receipt.status === 0) throw new ContractRefusedError(action, "the transaction was reverted in its block")
    const { ContractTransactionReceipt: Parsed } = await import("ethers")
    return new Parsed(contract.interface, response.provider, receipt)
  } catch (error) {
    throw await typed(contract, action, error, MAY_BE_SENT)
  }
}

/** The arguments of the first event of that name in a receipt. */
export function eventIn(contract: BaseContract, receipt: Receipt, name: string): Result {
  for (const log of receipt.logs) {
    if (log.address !== contract.target) continue
    const event = contract.interface.parseLog(log)
    if (event?.name === name) return event.args
  }
  throw new Error(`The transaction ${receipt.hash} has no event ${name}`)
}

async function typed(contract: Called, action: string, error: unknown, hint?: string): Promise<unknown> {
  const { isCallException } = await import("ethers")
  if (isCallException(error) && isRefusal(error))
    return new ContractRefusedError(action, reasonOf(contract, error.data, error.shortMessage), error)
  return nodeFailure(error, `trying to ${action}`, hint)
}

function reasonOf(contract: Called, data: string | null, fallback: string): string {
  // A call that nothing in the contract answers, or that runs out of gas, reverts with less than an error's selector.
  const parsed = data === null || data.length < 2 + 2 * 4 ? null : contract.interface.parseError(data)
  if (parsed === null) return fallback
  const values = parsed.fragment.inputs.map(({ name }, index) => `${name}: ${String(parsed.args[index])}`)
  return `${parsed.name}(${values.join(", ")})`
}
