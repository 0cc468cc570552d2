import { hideAddresses } from "./addresses.ts"
import { RochdaleError } from "./base.ts"

/** The node does not answer. */
export class ChainUnreachableError extends RochdaleError {
  readonly code = "chain-unreachable"

  /** @param hint for what may have been sent before the node fell silent */
  constructor(
    doing: string,
    cause?: unknown,
    hint = "Check the RPC address and that the node runs, then start again; nothing was changed",
  ) {
    super({
      message: `The Ethereum node did not answer while ${doing}`,
      hint,
      details: { doing },
      cause: withoutAddresses(cause),
    })
  }
}

/** The node answers, but with an error of its own, or with what is no answer. */
export class NodeAnswerError extends RochdaleError {
  readonly code = "node-answer"

  /** @param reason what the node or the client said */
  constructor(doing: string, reason: string, cause?: unknown, hint = "Try again later, or ask another node") {
    super({
      message: `The Ethereum node gave no proper answer while ${doing}: ${reason}`,
      hint,
      details: { doing, reason },
      cause: withoutAddresses(cause),
    })
  }
}

/** A transaction that was sent is in no block, and will be in none. */
export class TransactionLostError extends RochdaleError {
  readonly code = "transaction-lost"

  constructor(action: string, hash: string, problem: string) {
    super({
      message: `The transaction ${hash} to ${action} is in no block: ${problem}`,
      hint: "Look at the chain whether it is done after all, and send it again if it is not",
      details: { action, hash, problem },
    })
  }
}

/** An account has sent transactions that no block takes. */
export class TransactionPendingError extends RochdaleError {
  readonly code = "transaction-pending"

  constructor(account: string, count: number, seconds: number) {
    super({
      message: `${count} transactions of ${account} are in no block after ${seconds} seconds`,
      hint: "Wait longer, or replace them with the same nonces and a higher fee; sending others now could do things twice",
      details: { account, count, seconds },
    })
  }
}

/** The node is on another chain than expected. */
export class WrongChainError extends RochdaleError {
  readonly code = "wrong-chain"

  constructor(found: bigint, expected: bigint) {
    super({
      message: `The node is on chain ${found}, but chain ${expected} was expected`,
      hint: "Give the RPC address of the right network",
      details: { found: found.toString(), expected: expected.toString() },
    })
  }
}

/** There is no such contract at the address. */
export class NoContractError extends RochdaleError {
  readonly code = "no-contract"

  constructor(what: string, address: string, chainId: bigint) {
    super({
      message: `No ${what} contract answers at ${address} on chain ${chainId}`,
      hint: "Check the address and the network",
      details: { what, address, chainId: chainId.toString() },
    })
  }
}

/** The events of a contract do not add up to its root. */
export class OutOfStepError extends RochdaleError {
  readonly code = "out-of-step"

  constructor(what: string, rebuilt: bigint, onChain: bigint, block: number) {
    super({
      message: `The ${what} rebuilt from events has root ${rebuilt}, but the contract says ${onChain} at block ${block}`,
      hint: "The node left events out or the chain was reorganised; synchronise again, if need be from another node",
      details: { what, rebuilt: rebuilt.toString(), onChain: onChain.toString(), block },
    })
  }
}

/** The contract refused. `reason` is its custom error with its values. */
export class ContractRefusedError extends RochdaleError {
  readonly code = "contract-refused"
  readonly reason: string

  constructor(action: string, reason: string, cause?: unknown) {
    super({
      message: `The contract refused to ${action}: ${reason}`,
      hint: "The reason is the contract's own error; its interface says what it means",
      details: { action, reason },
      cause,
    })
    this.reason = reason
  }
}

/** Development keys on a network where they could do harm. */
export class InsecureKeysError extends RochdaleError {
  readonly code = "insecure-keys"

  constructor(chainId: bigint) {
    super({
      message: `Chain ${chainId} is neither a local chain nor a known testnet, and the keys are INSECURE development keys`,
      hint: "Anyone can forge proofs under them; make keys by a ceremony first",
      details: { chainId: chainId.toString() },
    })
  }
}

/** An address of a node often has a key in it, and ethers names it in messages and fields of its errors. Of those fields the code alone is kept. */
function withoutAddresses(cause: unknown): unknown {
  if (!(cause instanceof Error)) return cause
  const { name, message, stack, code } = cause as Error & { code?: unknown }
  const plain = Object.assign(new Error(hideAddresses(message)), code === undefined ? {} : { code })
  plain.name = name
  if (stack !== undefined) plain.stack = hideAddresses(stack)
  return plain
}
