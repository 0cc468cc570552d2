import type { Admission, Assembly, ClassNames, Commune, LaborLedger, SheetProof } from "../../../sdk/index.ts"
import type { Refusal } from "../journal.ts"
import { refused } from "./refusal.ts"

/** The steward admits somebody a second time. */
export function alreadyMember(commune: Commune, admission: Admission, classes: ClassNames): Promise<Refusal> {
  return refused("The steward admits a member a second time", "contract", "AlreadyMember", () =>
    commune.admit([admission], classes),
  )
}

/** @param ledger as the sheet's author uses it */
export function countersignsOwn(ledger: LaborLedger, sheetId: bigint): Promise<Refusal> {
  return refused("An attester countersigns the own sheet", "contract", "CannotCountersignOwn", () =>
    ledger.countersign(sheetId),
  )
}

/** @param ledger as somebody without an office uses it */
export function postsWithoutOffice(ledger: LaborLedger, proof: SheetProof): Promise<Refusal> {
  return refused("Somebody who is no attester posts a sheet", "contract", "AccessControlUnauthorizedAccount", () =>
    ledger.post(proof),
  )
}

/** Another attester takes a proved sheet on its way and posts it as the own. @param ledger as that attester uses it */
export function postsAnothersSheet(ledger: LaborLedger, proof: SheetProof): Promise<Refusal> {
  return refused("An attester posts the sheet of another", "contract", "InvalidSheetProof", () => ledger.post(proof))
}

/** An author adds an hour to the public total, which the lines do not give. @param ledger as the author uses it */
export function inflatedTotal(ledger: LaborLedger, proof: SheetProof): Promise<Refusal> {
  const total = String(Number(proof.signals["total"]) + 60)
  const inflated = { ...proof, signals: { ...proof.signals, total } }
  return refused("A sheet is posted with a larger total than its lines", "contract", "InvalidSheetProof", () =>
    ledger.post(inflated),
  )
}

/** Somebody closes a poll that was opened just now. */
export function closedEarly(assembly: Assembly, pollId: bigint): Promise<Refusal> {
  return refused("The vote is closed before its time", "contract", "VotingNotOver", () => assembly.close(pollId))
}
