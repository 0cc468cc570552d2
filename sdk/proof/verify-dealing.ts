import { isIdentity, IDENTITY, samePoint, type Point } from "../crypto/baby-jubjub.ts"
import { checkDealingTerms, recipientSet, type Dealing, type DealingTerms } from "../ballot/dealing.ts"
import { dealingContext, type Seat } from "../ballot/seat.ts"
import { InvalidProofError, RequirementNotMetError } from "../errors.ts"
import { holds } from "./groth16.ts"
import { parseProof, signalList, type DealingProof } from "./proof.ts"
import { dealCircuitFor } from "./prove-dealing.ts"
import { requireSignal } from "./requirements.ts"

/** What a verifier requires of a dealing's proof. */
export interface DealingRequirements {
  /** The dealer's. */
  seat: Seat
  terms: DealingTerms
}

/**
 * Checks the proof of a dealing. That the dealer was bound to this polynomial, by the hash that was published before, is for the caller to see to; see
 * polynomialHash.
 *
 * @returns what was dealt
 * @throws MalformedProofError, RequirementNotMetError, InvalidProofError
 * @throws InvalidInputError, InvalidPointError for requirements that are none
 */
export async function verifyDealing(proof: DealingProof, { seat, terms }: DealingRequirements): Promise<Dealing> {
  checkDealingTerms(terms)
  const { threshold, recipients } = terms
  const parsed = parseProof(proof)
  const required = dealCircuitFor(recipients.length)
  if (parsed.circuit !== required.circuit)
    throw new RequirementNotMetError("circuit", parsed.circuit, required.circuit, "Deal with the committee's circuit")
  requireSignal(
    "context",
    parsed.signals["context"],
    dealingContext(seat),
    "The dealing is another trustee's or committee's",
  )
  requireSignal(
    "recipients",
    parsed.signals["recipients"],
    recipientSet(recipients),
    "Deal to all who committed, and to nobody else",
  )
  const keys = points(signalList(parsed, "recipientKeys"))
  requirePoints("recipientKeys", keys, (place) => recipients[place] ?? IDENTITY, "Deal to the keys that were committed")
  const commitments = points(signalList(parsed, "commitments"))
  requirePoints(
    "commitments",
    commitments,
    (place, found) => (place < threshold ? found : IDENTITY),
    "Deal a polynomial with as many coefficients as the threshold: more would ask for more trustees to open a sum",
  )
  if (isIdentity(commitments[0] as Point))
    throw new RequirementNotMetError(
      "commitments[0]",
      IDENTITY,
      "another point",
      "A dealing must add something to the key",
    )
  if (!(await holds(parsed.circuit, parsed.proof, parsed.ordered))) throw new InvalidProofError(parsed.circuit)
  return {
    commitments: commitments.slice(0, threshold),
    ephemeralKey: points(signalList(parsed, "ephemeralKey"))[0] as Point,
    encryptedShares: signalList(parsed, "encryptedShares").slice(0, recipients.length),
  }
}

function points(coordinates: readonly bigint[]): Point[] {
  return Array.from({ length: coordinates.length / 2 }, (_, place) => [
    coordinates[2 * place] as bigint,
    coordinates[2 * place + 1] as bigint,
  ])
}

function requirePoints(
  name: string,
  found: readonly Point[],
  required: (place: number, found: Point) => Point,
  hint: string,
): void {
  for (const [place, point] of found.entries()) {
    const wanted = required(place, point)
    if (!samePoint(point, wanted)) throw new RequirementNotMetError(`${name}[${place}]`, point, wanted, hint)
  }
}
