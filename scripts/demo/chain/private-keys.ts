import { concat, keccak256, SigningKey, toUtf8Bytes, Wallet, type Provider } from "ethers"
import { AccountsError } from "../errors.ts"

/**
 * Private keys from a comma separated list. No message says any part of one.
 *
 * @throws AccountsError
 */
export function readPrivateKeys(list: string | undefined): string[] {
  const texts = (list ?? "")
    .split(",")
    .map((text) => text.trim())
    .filter((text) => text !== "")
  const keys = texts.map((text, index) => {
    const key = text.startsWith("0x") ? text : `0x${text}`
    if (!isPrivateKey(key)) {
      throw new AccountsError(
        `Key ${index + 1} of ${texts.length} in ROCHDALE_PRIVATE_KEYS is no private key (it is not shown here)`,
        "A private key is 32 bytes in hexadecimal",
      )
    }
    return key.toLowerCase()
  })
  if (new Set(keys).size !== keys.length)
    throw new AccountsError("ROCHDALE_PRIVATE_KEYS has one key twice", "Every role has an account of its own")
  return keys
}

/** Another account of who holds a key, the same for each number. */
export function derivedWallet(key: string, number: number, provider: Provider): Wallet {
  return new Wallet(keccak256(concat([toUtf8Bytes(`rochdale/demo/account/${number}`), key])), provider)
}

function isPrivateKey(key: string): boolean {
  if (!/^0x[0-9a-fA-F]{64}$/.test(key)) return false
  try {
    // The public key is what cannot be computed for 0, or a number that is not below the order of the curve.
    return new SigningKey(key).publicKey !== ""
  } catch {
    return false
  }
}
