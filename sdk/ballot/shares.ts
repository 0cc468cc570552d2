import {
  generatorTimes,
  pointSum,
  pointTimes,
  requireSubgroupPoint,
  samePoint,
  SUBGROUP_ORDER,
  type Point,
} from "../crypto/baby-jubjub.ts"
import { FIELD_ORDER, fieldElement } from "../crypto/field.ts"
import { InvalidInputError, ShareMismatchError } from "../errors.ts"
import { shareMask, type Dealing } from "./dealing.ts"
import { committedValueAt } from "./polynomial.ts"
import { requireIndex } from "./seat.ts"

/** A dealing and whose it is. */
export interface DealtBy {
  /** Index of the dealer. */
  dealer: number
  dealing: Dealing
}

/** A trustee's secret for one seat, and for which. */
export interface Recipient {
  index: number
  /** Belongs to the key that the trustee committed. */
  secret: bigint
  /** The context of each dealer's seat. */
  contextOf: (dealer: number) => bigint
}

/** The committee's key: the sum of what the dealers' polynomials are at 0, times B. */
export function committeeKey(dealings: readonly DealtBy[]): Point {
  return pointSum(...distinct(dealings).map(({ dealing }) => firstOf(dealing)))
}

/** A trustee's share of the committee's secret, times B: what a partial decryption is checked against. */
export function shareKeyOf(dealings: readonly DealtBy[], index: number): Point {
  requireIndex("index", index)
  return pointSum(...distinct(dealings).map(({ dealing }) => committedValueAt(dealing.commitments, index)))
}

/**
 * A trustee's share: the sum of what all dealers in the key sent to it.
 *
 * @param dealings of all dealers in the key, and of no other
 * @throws ShareMismatchError naming the dealer whose share does not fit; InvalidInputError, InvalidPointError
 */
export function openShares(dealings: readonly DealtBy[], recipient: Recipient): bigint {
  if (dealings.length === 0) throw new InvalidInputError("number of dealings", 0, "1 or more")
  const shares = distinct(dealings).map(({ dealer, dealing }) => openShare(dealer, dealing, recipient))
  return shares.reduce((sum, share) => (sum + share) % SUBGROUP_ORDER, 0n)
}

function openShare(dealer: number, dealing: Dealing, { index, secret, contextOf }: Recipient): bigint {
  const { commitments, ephemeralKey, encryptedShares } = dealing
  // The secret is about to be applied to the ephemeral key, and a point of small order would take bits of it along. Its identity shows nothing
  // but the dealer's own shares, and is taken: a dealer who is careless with them stops nobody.
  requireSubgroupPoint(ephemeralKey, `ephemeral key of dealer ${dealer}`)
  for (const commitment of commitments) requireSubgroupPoint(commitment, `commitment of dealer ${dealer}`)
  const encrypted = fieldElement(encryptedShares[index - 1] ?? 0n, `encrypted share of dealer ${dealer}`)
  const mask = shareMask(pointTimes(secret, ephemeralKey), contextOf(dealer), index)
  const share = ((encrypted - mask + FIELD_ORDER) % FIELD_ORDER) % SUBGROUP_ORDER
  if (!samePoint(generatorTimes(share), committedValueAt(commitments, index)))
    throw new ShareMismatchError(dealer, index)
  return share
}

function firstOf({ commitments: [first] }: Dealing): Point {
  if (first === undefined) throw new InvalidInputError("number of commitments", 0, "1 or more")
  return first
}

// One dealing counted twice would give another key, of which nobody has shares.
function distinct(dealings: readonly DealtBy[]): readonly DealtBy[] {
  for (const { dealer } of dealings) requireIndex("dealer", dealer)
  const dealers = dealings.map(({ dealer }) => dealer)
  if (new Set(dealers).size !== dealers.length)
    throw new InvalidInputError("dealers", dealers.join(), "each of them once")
  return dealings
}
