import type { DealingTerms } from "../../sdk/ballot/dealing.ts"
import type { Seat } from "../../sdk/ballot/seat.ts"
import { dealingSecretsOf, type Trustee } from "../../sdk/ballot/trustee.ts"
import { reduce } from "../../sdk/crypto/random.ts"
import type { RecordOpening } from "../../sdk/index.ts"
import { derivedKeyOf, secretOf, type Member } from "../../sdk/member/member.ts"
import { bytesCanary, numberCanary, type Canary } from "./canaries.ts"

/** All that is secret of a member. */
export function secretsOfMember(name: string, member: Member, seed: Uint8Array): Canary[] {
  const keys = (["delivery", "vault-encryption", "vault-names"] as const).map((purpose) =>
    bytesCanary(`${name}'s ${purpose} key`, derivedKeyOf(member, purpose)),
  )
  return [bytesCanary(`${name}'s seed`, seed), numberCanary(`${name}'s secret`, secretOf(member)), ...keys]
}

/** All that is secret of a trustee at one seat. */
export function secretsOfTrustee(
  name: string,
  trustee: Trustee,
  seed: Uint8Array,
  { seat, terms }: { seat: Seat; terms: DealingTerms },
): Canary[] {
  const { coefficients, ephemeral } = dealingSecretsOf(trustee, seat, terms)
  return [
    bytesCanary(`${name}'s seed`, seed),
    ...coefficients.map((value, power) => numberCanary(`${name}'s coefficient ${String(power)}`, value)),
    numberCanary(`${name}'s ephemeral key`, ephemeral),
  ]
}

/** What an opening keeps from others, beside small numbers. */
export function secretsOfOpening(name: string, { salt }: RecordOpening): Canary[] {
  return [numberCanary(`the salt of ${name}`, BigInt(salt))]
}

/** What 64 bytes of the platform's randomness are made into: an element of the field, or a scalar of the curve. */
export function secretsOfDraw(name: string, bytes: Uint8Array, order?: bigint): Canary[] {
  return [bytesCanary(`${name}, as drawn`, bytes), numberCanary(name, reduce(bytes, order))]
}
