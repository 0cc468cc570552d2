import { keccak256, toUtf8Bytes, Wallet, type Provider } from "ethers"

/** Who sends transactions. Each has an account of its own. */
export const KEEPERS = ["admin", "steward", "attester", "countersigner", "convener", "relay"] as const

export type Keeper = (typeof KEEPERS)[number] | `trustee ${number}`

/** A keeper's account: the same each time. */
export function walletOf(keeper: Keeper, provider?: Provider): Wallet {
  return new Wallet(keccak256(toUtf8Bytes(`rochdale/faults/${keeper}`)), provider)
}

/** Names of the trustees' accounts. @param count how many */
export function trusteeKeepers(count: number): Keeper[] {
  return Array.from({ length: count }, (_, place): Keeper => `trustee ${place + 1}`)
}
