import { ChainUnreachableError, NodeAnswerError, RochdaleError } from "../errors.ts"
import { hideAddresses } from "../errors/addresses.ts"

/** What a contract's own refusal looks like in a node's words; other errors of a call are the node's. */
const REFUSAL = /revert|out of gas|opcode|VM Exception/i

/** Codes of a connection that cannot be made, breaks or hangs. */
const CUT_OFF = /^(ECONN|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|EPIPE|ETIMEDOUT|EAI_|NETWORK_ERROR$|TIMEOUT$)/

/** Codes of ethers for mistakes of the program, or a person's "no": nothing of the node's. */
const NOT_OF_THE_NODE = new Set(["INVALID_ARGUMENT", "MISSING_ARGUMENT", "UNEXPECTED_ARGUMENT", "ACTION_REJECTED"])

/** An error of ethers, as far as it is looked at here. */
interface EthersError {
  code?: unknown
  shortMessage?: unknown
  /** What the node itself said. */
  info?: { error?: { message?: unknown } }
  error?: { message?: unknown }
}

/** Whether the node could not be reached, or did not answer in time. */
export function isCutOff(error: unknown): boolean {
  const { code } = (error ?? {}) as EthersError
  return typeof code === "string" && CUT_OFF.test(code)
}

/** Whether a failed call was refused by the contract, and not by a node that could not carry it out. */
export function isRefusal(error: { data: string | null }): boolean {
  const said = wordsOfNode(error)
  return error.data !== null || said === undefined || REFUSAL.test(said)
}

/**
 * The typed error for a node that is silent, answers with an error of its own, or with what is no answer. Everything else stays as it is.
 *
 * @param doing "trying to …" or "reading …"
 * @param hint  in place of the errors' own: where something may have been sent
 */
export function nodeFailure(error: unknown, doing: string, hint?: string): unknown {
  if (error instanceof RochdaleError) return error
  const { code, shortMessage } = (error ?? {}) as EthersError
  // A server that answers in the node's place.
  if (isCutOff(error) || code === "SERVER_ERROR") return new ChainUnreachableError(doing, error, hint)
  // Of ethers: its errors have these two.
  if (typeof code !== "string" || typeof shortMessage !== "string" || NOT_OF_THE_NODE.has(code)) return error
  return new NodeAnswerError(doing, wordsOfNode(error) ?? shortMessage, error, hint)
}

/** What the node said, in a line and without addresses, which may have keys in them. */
function wordsOfNode(error: unknown): string | undefined {
  const { info, error: inner } = (error ?? {}) as EthersError
  const said = info?.error?.message ?? inner?.message
  if (typeof said !== "string") return undefined
  return hideAddresses(said).replace(/\s+/g, " ").slice(0, 200)
}
