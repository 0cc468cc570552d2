import { addressOf } from "./crypto/address.ts"
import { address, bytes32, contractHash, hashElement, text, textHash, uint } from "./crypto/contract-hash.ts"
import { fieldElement } from "./crypto/field.ts"
import { InvalidInputError } from "./errors.ts"

const ON_CHAIN_TAG = textHash("rochdale/scope/chain/v1")
const OFF_CHAIN_TAG = textHash("rochdale/scope/service/v1")

/**
 * Where a nullifier counts: one service and purpose, or one chain, contract and purpose. No two scopes share a nullifier, so what
 * a member does in one cannot be linked to another. A verifier computes its scope and never takes one from a prover.
 */
export class Scope {
  /** The field element that goes into the proof. */
  readonly value: bigint
  /** For people. */
  readonly description: string

  private constructor(value: bigint, description: string) {
    this.value = value
    this.description = description
  }

  /**
   * Scope of a service that checks proofs itself.
   *
   * @param service URI of the service; spellings of one URI (case of the host, default port) give one scope
   * @param purpose what a use is for; whoever may use something every week names the week. Normalised to NFC.
   * @throws InvalidInputError
   */
  static offChain(service: string, purpose: string): Scope {
    if (!URL.canParse(service))
      throw new InvalidInputError("service", service, 'an absolute URI such as "https://tools.example"')
    if (purpose.length === 0)
      throw new InvalidInputError("purpose", purpose, "some text that tells this scope from the service's others")
    const uri = new URL(service).href
    const hash = contractHash(bytes32(OFF_CHAIN_TAG), text(uri), text(purpose.normalize("NFC")))
    return new Scope(hashElement(hash), `${purpose} (${uri})`)
  }

  /**
   * Scope that a contract computes: keccak256(abi.encode(tag, chain id, contract, purpose id)) >> 8.
   *
   * @param purpose number of the poll, say; below 2^256
   * @throws InvalidInputError
   */
  static onChain(where: { chainId: bigint | number; contract: string; purpose: bigint | number }): Scope {
    const { chainId, purpose } = where
    const contract = addressOf("contract", where.contract)
    const values = [uint(chainId, "chainId"), address(contract), uint(purpose, "purpose")]
    const hash = contractHash(bytes32(ON_CHAIN_TAG), ...values)
    return new Scope(hashElement(hash), `purpose ${purpose} of ${contract} on chain ${chainId}`)
  }
}

/** What a proof can be bound to: text (hashed) or a number (as it is). */
export type Message = string | bigint | number

/**
 * The field element of a message: text as keccak256 of its UTF-8 bytes in NFC, shifted right by 8; a number as it is.
 *
 * @throws InvalidFieldElementError for a number of r or more
 */
export function messageElement(message: Message): bigint {
  return typeof message === "string"
    ? hashElement(textHash(message.normalize("NFC")))
    : fieldElement(message, "message")
}
