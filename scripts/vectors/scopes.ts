import { keccak_256 } from "@noble/hashes/sha3.js"
import { bytesToHex, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js"

const word = (value: bigint): string => value.toString(16).padStart(64, "0")

/** Tail of a string in the ABI's encoding: its length in bytes, then the bytes, filled up to full words. */
function stringTail(text: string): string {
  const bytes = bytesToHex(utf8ToBytes(text))
  return word(BigInt(bytes.length / 2)) + bytes.padEnd(Math.ceil(bytes.length / 64) * 64, "0")
}

const keccak = (hex: string): bigint => BigInt(`0x${bytesToHex(keccak_256(hexToBytes(hex)))}`)
const tagOf = (name: string): bigint => keccak(bytesToHex(utf8ToBytes(name)))

/** Scopes, with the ABI's encoding written out by hand. */
export function scopeVectors() {
  const chainTag = "rochdale/scope/chain/v1"
  const serviceTag = "rochdale/scope/service/v1"
  const address = "0x5FbDB2315678afecb367f032d93F642f64180aa3"
  const onChain: [chainId: bigint, contract: string, purpose: bigint][] = [
    [31337n, address, 0n],
    [31337n, address, 1n],
    [1n, address, 0n],
    [31337n, "0x0000000000000000000000000000000000000001", 0n],
    [11155111n, "0xffffffffffffffffffffffffffffffffffffffff", 2n ** 256n - 1n],
  ]
  const offChain: [service: string, purpose: string][] = [
    ["https://tools.example", "borrow the van, week 12"],
    ["https://tools.example", "borrow the van, week 13"],
    ["https://tools.exampleb", "orrow the van, week 12"],
    ["", ""],
    ["https://küche.example/Gemüse", "Abwasch 🍲"],
    ["https://service.example/of/exactly32", "a purpose of exactly thirty-two."],
  ]
  return {
    onChain: {
      tagText: chainTag,
      tag: tagOf(chainTag),
      scopes: onChain.map(([chainId, contract, purpose]) => {
        const encoded = word(tagOf(chainTag)) + word(chainId) + word(BigInt(contract)) + word(purpose)
        return { chainId, contract, purpose, scope: keccak(encoded) >> 8n }
      }),
    },
    offChain: {
      tagText: serviceTag,
      tag: tagOf(serviceTag),
      scopes: offChain.map(([service, purpose]) => {
        const tail = stringTail(service)
        const offsets = word(96n) + word(BigInt(96 + tail.length / 2))
        return { service, purpose, scope: keccak(word(tagOf(serviceTag)) + offsets + tail + stringTail(purpose)) >> 8n }
      }),
    },
  }
}
