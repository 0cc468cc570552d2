import type { Admission, Assembly, ClassNames, Commune, LaborLedger, Sheet } from "../../../sdk/index.ts"
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
export function postsWithoutOffice(ledger: LaborLedger, sheet: Sheet): Promise<Refusal> {
  return refused("Somebody who is no attester posts a sheet", "contract", "AccessControlUnauthorizedAccount", () =>
    ledger.post(sheet),
  )
}

/** Somebody closes a poll that was opened just now. */
export function closedEarly(assembly: Assembly, pollId: bigint): Promise<Refusal> {
  return refused("The vote is closed before its time", "contract", "VotingNotOver", () => assembly.close(pollId))
}
