import type { DealingProof, OpenedDealing, Point, Trustees } from "../../../sdk/index.ts"
import { GENERATOR, pointSum } from "../../../sdk/crypto/baby-jubjub.ts"
import type { Refusal } from "../journal.ts"
import { refused } from "./refusal.ts"

/** A dealing before it is sent. */
export interface UnsentDealing {
  committeeId: bigint
  index: number
  dealing: OpenedDealing
  proof: DealingProof
}

/** The last to deal has seen what the others published, and now chooses another polynomial, and with it the key. @param contract as that trustee uses it */
export function anotherPolynomial(
  contract: Trustees,
  { committeeId, index, dealing, proof }: UnsentDealing,
): Promise<Refusal> {
  const [first, ...rest] = dealing.commitments as [Point, ...Point[]]
  const changed = { ...dealing, commitments: [pointSum(first, GENERATOR), ...rest] }
  const send = (): unknown => contract.sendDealing(committeeId, index, changed, proof)
  return refused("The last trustee chooses a key after seeing the others'", "contract", "WrongCommitment", send, index)
}

/** A trustee sends another a share that does not fit, so that it cannot help to open results. @param contract as the cheat uses it */
export function unfitShare(
  contract: Trustees,
  { committeeId, index, dealing, proof }: UnsentDealing,
): Promise<Refusal> {
  const [first, ...rest] = dealing.encryptedShares as [bigint, ...bigint[]]
  const changed = { ...dealing, encryptedShares: [first ^ 1n, ...rest] }
  const send = (): unknown => contract.sendDealing(committeeId, index, changed, proof)
  return refused("A trustee deals another a share that is none", "contract", "InvalidDealing", send, index)
}
