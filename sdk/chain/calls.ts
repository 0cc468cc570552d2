import { addressOf } from "../crypto/address.ts"
import { address, bytes, contractHash, isHex, list, uint } from "../crypto/contract-hash.ts"
import { InvalidInputError } from "../errors.ts"

/** Something that a contract is told to do. */
export interface Call {
  /** Address of the contract. */
  target: string
  /** Wei sent along; 0 when not given. */
  value?: bigint
  /** Encoded call, in hex. */
  data: string
}

/** What a decision does on chain, if one option carries. */
export interface Calls {
  /** The option that sets them going. */
  option: string
  /** In this order, all or none. */
  calls: readonly Call[]
}

/** No calls at all, as the contract has it. */
export const NO_CALLS = `0x${"0".repeat(64)}`

/** Calls as the contract takes them. @throws InvalidInputError */
export function callLists(calls: readonly Call[]): [targets: string[], values: bigint[], payloads: string[]] {
  if (calls.length === 0) throw new InvalidInputError("number of calls", 0, "at least one")
  return [
    calls.map(({ target }, index) => addressOf(`calls[${index}].target`, target)),
    calls.map(({ value = 0n }) => value),
    calls.map(({ data }, index) => hexOf(`calls[${index}].data`, data)),
  ]
}

/** What the terms of a poll keep of its calls: keccak256(abi.encode(targets, values, payloads)). @throws InvalidInputError */
export function callsHash(calls: readonly Call[]): string {
  const [targets, values, payloads] = callLists(calls)
  return contractHash(
    list(targets.map((target) => address(target))),
    list(values.map((value, index) => uint(value, `calls[${index}].value`))),
    list(payloads.map(bytes)),
  )
}

function hexOf(parameter: string, value: string): string {
  if (!isHex(value)) throw new InvalidInputError(parameter, value, "bytes in hex, starting with 0x")
  return value
}
