import { poseidon1 } from "poseidon-lite/poseidon1"
import { poseidon2 } from "poseidon-lite/poseidon2"
import { poseidon3 } from "poseidon-lite/poseidon3"
import { poseidon4 } from "poseidon-lite/poseidon4"
import { poseidon5 } from "poseidon-lite/poseidon5"

/*
 * Poseidon with circomlib's parameters. Each width has one job, which separates the domains without tags; so the functions are
 * named for the jobs and no other code calls a width. All inputs are field elements.
 */

/** P1: commitment of a member's secret. */
export function commitmentHash(secret: bigint): bigint {
  return poseidon1([secret])
}

/** P2: leaf of the roll. */
export function memberLeafHash(commitment: bigint, attributes: bigint): bigint {
  return poseidon2([commitment, attributes])
}

/** P3: nullifier of one use of a scope. */
export function nullifierHash(scope: bigint, slot: bigint, secret: bigint): bigint {
  return poseidon3([scope, slot, secret])
}

/** P4: everything attested or spent; `tag` says what. */
export function attestationHash(tag: bigint, first: bigint, second: bigint, third: bigint): bigint {
  return poseidon4([tag, first, second, third])
}

/** P5: inner node of every tree. */
export function nodeHash(children: readonly bigint[]): bigint {
  return poseidon5([...children])
}
