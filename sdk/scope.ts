import { AbiCoder, getAddress, id, keccak256 } from "ethers"
import { fieldElement } from "./crypto/field.ts"
import { InvalidInputError } from "./errors.ts"

const ON_CHAIN_TAG = id("rochdale/scope/chain/v1")
const OFF_CHAIN_TAG = id("rochdale/scope/service/v1")

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
    const encoded = AbiCoder.defaultAbiCoder().encode(
      ["bytes32", "string", "string"],
      [OFF_CHAIN_TAG, uri, purpose.normalize("NFC")],
    )
    return new Scope(hashToField(encoded), `${purpose} (${uri})`)
  }

  /**
   * Scope that a contract computes: keccak256(abi.encode(tag, chain id, contract, purpose id)) >> 8.
   *
   * @param purpose number of the poll, say; below 2^256
   * @throws InvalidInputError
   */
  static onChain(where: { chainId: bigint | number; contract: string; purpose: bigint | number }): Scope {
    let contract: string
    try {
      contract = getAddress(where.contract)
    } catch {
      throw new InvalidInputError("contract", where.contract, "an Ethereum address")
    }
    const encoded = AbiCoder.defaultAbiCoder().encode(
      ["bytes32", "uint256", "address", "uint256"],
      [ON_CHAIN_TAG, where.chainId, contract, where.purpose],
    )
    return new Scope(hashToField(encoded), `purpose ${where.purpose} of ${contract} on chain ${where.chainId}`)
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
  return typeof message === "string" ? BigInt(id(message.normalize("NFC"))) >> 8n : fieldElement(message, "message")
}

// The upper 248 bits: always below r, so no two hashes meet by reduction.
function hashToField(encoded: string): bigint {
  return BigInt(keccak256(encoded)) >> 8n
}
