import type { Day } from "../day.ts"
import { InvalidProofError, RequirementNotMetError } from "../errors.ts"
import { packSheetPolicy, type SheetRules } from "../labor/sheet-rules.ts"
import { unpackGroupTotals, type SheetTotals } from "../labor/sheet-totals.ts"
import { messageElement, type Message } from "../scope.ts"
import { sheetCircuit } from "./circuits.ts"
import { holds } from "./groth16.ts"
import { parseProof, type SheetProof } from "./proof.ts"
import { requireSignal } from "./requirements.ts"

/** What a verifier requires of a sheet's proof. */
export interface SheetRequirements {
  /** The commune's. */
  rules: SheetRules
  /** What the proof must be bound to. */
  message: Message
  /** Root of the sheet that it must be about; when not given, the caller reads it from the result. */
  sheetRoot?: bigint | undefined
}

/** What a sheet's proof says. */
export interface VerifiedSheet extends SheetTotals {
  sheetRoot: bigint
  /** Day on which the sheet's period ends. */
  day: Day
}

/**
 * Checks the proof of a sheet where no contract does. It does not say that anybody countersigned.
 *
 * @throws MalformedProofError, RequirementNotMetError, InvalidProofError
 */
export async function verifySheet(proof: SheetProof, requirements: SheetRequirements): Promise<VerifiedSheet> {
  const { circuit, signals, ordered, proof: points } = parseProof(proof)
  if (sheetCircuit(circuit) === undefined)
    throw new RequirementNotMetError("circuit", circuit, "sheet", "Send the kind of proof that is asked for")
  const { rules, message, sheetRoot } = requirements
  requireSignal("sheetPolicy", signals["sheetPolicy"], packSheetPolicy(rules), "Prove again under the commune's rules")
  requireSignal(
    "message",
    signals["message"],
    messageElement(message),
    "The proof is another attester's, or for another ledger",
  )
  if (sheetRoot !== undefined)
    requireSignal("sheetRoot", signals["sheetRoot"], sheetRoot, "The proof is about another sheet")
  if (!(await holds(circuit, points, ordered))) throw new InvalidProofError(circuit)
  const shown = signals as Record<"sheetRoot" | "total" | "groupTotals" | "day", bigint>
  return {
    sheetRoot: shown.sheetRoot,
    day: Number(shown.day),
    total: Number(shown.total),
    groups: unpackGroupTotals(shown.groupTotals),
  }
}
