import { SUBGROUP_ORDER } from "../../sdk/crypto/baby-jubjub.ts"
import { FIELD_ORDER } from "../../sdk/crypto/field.ts"
import { Member } from "../../sdk/index.ts"
import { bytesCanary, type Canary } from "./canaries.ts"
import { secretsOfDraw, secretsOfMember } from "./holders.ts"

/** Bytes from which a member or a trustee is made. */
const SEED = 32
/** Bytes that are reduced to a salt, a blinding factor or the randomness of a ballot. */
const NUMBER = 64

/** The members who could have been made of what a program drew. */
export function membersOf(draws: readonly Buffer[]): Member[] {
  return seedsOf(draws).map((seed) => Member.fromSeed(seed))
}

export function seedsOf(draws: readonly Buffer[]): Buffer[] {
  return draws.filter(({ length }) => length === SEED)
}

/** Everything secret that comes of what a program drew: whatever it made of it, nobody else may have it. */
export function secretsOfDraws(draws: readonly Buffer[]): Canary[] {
  return draws.flatMap((bytes, index) => {
    const name = `draw ${String(index)}`
    if (bytes.length === SEED) return secretsOfMember(name, Member.fromSeed(bytes), bytes)
    if (bytes.length !== NUMBER) return bytes.length > SEED ? [bytesCanary(name, bytes)] : []
    return [
      ...secretsOfDraw(`${name}, mod r`, bytes, FIELD_ORDER),
      ...secretsOfDraw(`${name}, mod l`, bytes, SUBGROUP_ORDER),
    ]
  })
}
