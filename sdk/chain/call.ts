import type { BaseContract, ContractTransactionReceipt, ContractTransactionResponse, Result } from "ethers"
import { ChainUnreachableError, ContractRefusedError } from "../errors.ts"

/** A transaction that succeeded. */
export type Receipt = ContractTransactionReceipt

/**
 * Calls a contract's view, turning a node that does not answer and a refusal into typed errors.
 *
 * @throws ChainUnreachableError, ContractRefusedError
 */
export async function read<Value>(contract: BaseContract, doing: string, call: () => Promise<Value>): Promise<Value> {
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
 * @throws ChainUnreachableError, ContractRefusedError
 */
export async function send(
  contract: BaseContract,
  action: string,
  call: () => Promise<ContractTransactionResponse>,
): Promise<Receipt> {
  return read(contract, action, async () => {
    const receipt = await (await call()).wait()
    if (receipt === null) throw new Error("the transaction has no receipt")
    return receipt
  })
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

async function typed(contract: BaseContract, action: string, error: unknown): Promise<unknown> {
  const { isCallException, isError } = await import("ethers")
  if (isCallException(error))
    return new ContractRefusedError(action, reasonOf(contract, error.data, error.shortMessage), error)
  const offline = ["NETWORK_ERROR", "SERVER_ERROR", "TIMEOUT"] as const
  if (offline.some((code) => isError(error, code)) || isConnectionFailure(error))
    return new ChainUnreachableError(`trying to ${action}`, error)
  return error
}

function reasonOf(contract: BaseContract, data: string | null, fallback: string): string {
  // A call that nothing in the contract answers, or that runs out of gas, reverts with less than an error's selector.
  const parsed = data === null || data.length < 2 + 2 * 4 ? null : contract.interface.parseError(data)
  if (parsed === null) return fallback
  const values = parsed.fragment.inputs.map(({ name }, index) => `${name}: ${String(parsed.args[index])}`)
  return `${parsed.name}(${values.join(", ")})`
}

function isConnectionFailure(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === "string" && /^(ECONN|ENOTFOUND|EHOSTUNREACH|EPIPE|ETIMEDOUT)/.test(code)
}
