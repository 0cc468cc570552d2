import type { DealingTerms } from "../../../sdk/ballot/dealing.ts"
import type { Seat } from "../../../sdk/ballot/seat.ts"
import type { DealtBy } from "../../../sdk/ballot/shares.ts"
import { Trustee } from "../../../sdk/ballot/trustee.ts"

const CONTRACT = "0x00000000000000000000000000000000000C0FFE"

/** Number n of committee 1: the same trustee in every test. */
export function trusteeNumber(number: number): Trustee {
  return Trustee.fromSeed(new Uint8Array(32).fill(number))
}

export function seatNumber(index: number, committee = 1): Seat {
  return { chainId: 31337, contract: CONTRACT, committee, index }
}

/** Terms of committee 1. @param missing indexes of trustees who did not commit */
export function termsOf(size: number, threshold: number, missing: readonly number[] = []): DealingTerms {
  const recipients = Array.from({ length: size }, (_, place) =>
    missing.includes(place + 1) ? undefined : trusteeNumber(place + 1).encryptionKey(seatNumber(place + 1)),
  )
  return { threshold, recipients }
}

export function dealingsOf(dealers: readonly number[], terms: DealingTerms): DealtBy[] {
  return dealers.map((dealer) => ({ dealer, dealing: trusteeNumber(dealer).dealing(seatNumber(dealer), terms) }))
}

/** All sets of so many of the numbers from 1 to `most`. */
export function subsets(most: number, size: number): number[][] {
  if (size === 0) return [[]]
  if (most < size) return []
  return [...subsets(most - 1, size), ...subsets(most - 1, size - 1).map((set) => [...set, most])]
}
