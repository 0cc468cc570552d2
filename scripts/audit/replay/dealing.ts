import type { Result } from "ethers"
import { IDENTITY, type Point } from "../../../sdk/crypto/baby-jubjub.ts"
import type { Groth16Proof } from "../../../sdk/proof/groth16.ts"
import type { AuditEvent } from "../log/decode.ts"
import { maskOf, numbersOf, pointOf, proofOf } from "../log/values.ts"
import { dealingContext } from "./hashes.ts"
import type { Where } from "./where.ts"

/** What a trustee dealt. */
export interface Dealing {
  /** Coefficients of the polynomial times the generator, lowest first. */
  commitments: Point[]
  ephemeralKey: Point
  /** By index - 1. */
  encryptedShares: bigint[]
  salt: string
}

/** The dealing of an event and its proof. */
export function dealingOf({ args }: AuditEvent): { dealing: Dealing; proof: Groth16Proof } {
  const dealing = args.getValue("dealing") as Result
  return {
    dealing: {
      commitments: ([...(dealing.getValue("commitments") as Result)] as Result[]).map(pointOf),
      ephemeralKey: pointOf(dealing.getValue("ephemeralKey") as Result),
      encryptedShares: numbersOf(dealing.getValue("encryptedShares") as Result),
      salt: dealing.getValue("salt") as string,
    },
    proof: proofOf(args.getValue("proof") as Result),
  }
}

/** By and to whom something was dealt. */
export interface DealtTo {
  where: Where
  committee: bigint
  /** Index of who dealt. */
  dealer: number
  /** How many trustees the circuit deals to. */
  places: number
  /** Encryption keys of the recipients by index. */
  keys: ReadonlyMap<number, Point>
}

/** Signals of the circuit `deal`. Places that the committee has not hold the identity and 0. */
export function dealSignals(
  { commitments, ephemeralKey, encryptedShares }: Dealing,
  { where, committee, dealer, places, keys }: DealtTo,
): bigint[] {
  const inPlaces = <Value>(valueAt: (place: number) => Value): Value[] =>
    Array.from({ length: places }, (_, k) => valueAt(k))
  return [
    ...inPlaces((k) => commitments[k] ?? IDENTITY).flat(),
    ...ephemeralKey,
    ...inPlaces((j) => encryptedShares[j] ?? 0n),
    maskOf(keys.keys()),
    dealingContext(where, committee, dealer),
    ...inPlaces((j) => keys.get(j + 1) ?? IDENTITY).flat(),
  ]
}
