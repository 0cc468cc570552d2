import type { CircuitSignals } from "snarkjs"
import { IDENTITY, SUBGROUP_ORDER } from "../crypto/baby-jubjub.ts"
import { FIELD_ORDER } from "../crypto/field.ts"
import { recipientSet, type DealingTerms } from "../ballot/dealing.ts"
import { dealingContext, type Seat } from "../ballot/seat.ts"
import { dealingSecretsOf, type Trustee } from "../ballot/trustee.ts"
import { LIMB_BITS } from "../parameters.ts"
import { DEAL_CIRCUITS, type DealCircuit } from "./circuits.ts"
import { proofOf, type DealingProof } from "./proof.ts"
import { proveWith, type ProvingOptions } from "./prove-membership.ts"

/**
 * Proves of what `trustee.dealing` gives for the same seat and terms that each share is the committed polynomial's, and that each recipient can open the
 * own one. Nothing of the polynomial is shown.
 *
 * @throws what `trustee.dealing` throws, before any proving
 * @throws ArtifactMissingError, ArtifactAlteredError
 */
export async function proveDealing(
  trustee: Trustee,
  seat: Seat,
  terms: DealingTerms,
  options: ProvingOptions = {},
): Promise<DealingProof> {
  const { coefficients, ephemeral } = dealingSecretsOf(trustee, seat, terms)
  const { circuit, trustees: places } = dealCircuitFor(terms.recipients.length)
  const padded = <Value>(values: readonly Value[], filling: Value): Value[] => [
    ...values,
    ...new Array<Value>(places - values.length).fill(filling),
  ]
  const input: CircuitSignals = {
    coefficient: padded(coefficients, 0n),
    ephemeral,
    ...shareInputs(coefficients, places),
    recipients: recipientSet(terms.recipients),
    context: dealingContext(seat),
    recipientKeys: padded(terms.recipients, undefined).map((key) => [...(key ?? IDENTITY)]),
  }
  return proofOf(circuit, await proveWith(circuit, input, options)) as DealingProof
}

/** The smallest instance for so many trustees, as the contract chooses it. @param size 2 to 9 */
export function dealCircuitFor(size: number): DealCircuit {
  return DEAL_CIRCUITS.find(({ trustees }) => trustees >= size) as DealCircuit
}

const LIMB = 1n << BigInt(LIMB_BITS)

/** How each share comes about over the integers in two limbs: sum of coefficient * index^power = share + multiple * l. */
function shareInputs(coefficients: readonly bigint[], places: number): CircuitSignals {
  const rows = Array.from({ length: places }, (_, place) => {
    const index = BigInt(place + 1)
    const at = (values: readonly bigint[]): bigint => values.reduceRight((value, next) => value * index + next, 0n)
    const sum = at(coefficients)
    const share = sum % SUBGROUP_ORDER
    const multiple = sum / SUBGROUP_ORDER
    const lowSum = at(coefficients.map((coefficient) => coefficient % LIMB))
    const carry = (lowSum - (share % LIMB) - multiple * (SUBGROUP_ORDER % LIMB)) / LIMB
    return { low: share % LIMB, high: share / LIMB, multiple, carry: (carry + FIELD_ORDER) % FIELD_ORDER }
  })
  return {
    shareLow: rows.map(({ low }) => low),
    shareHigh: rows.map(({ high }) => high),
    multiple: rows.map(({ multiple }) => multiple),
    carry: rows.map(({ carry }) => carry),
  }
}
