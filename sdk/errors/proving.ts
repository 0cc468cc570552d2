import { RochdaleError } from "./base.ts"

/** The member is not in this roll. */
export class NotInRollError extends RochdaleError {
  readonly code = "not-in-roll"

  constructor(commitment: bigint) {
    super({
      message: `No member of this roll has the commitment ${commitment}`,
      hint: "Ask a steward to admit that commitment, or bring the roll up to date",
      details: { commitment: commitment.toString() },
    })
  }
}

/** The member's class is not one that the policy admits. */
export class ClassNotAdmittedError extends RochdaleError {
  readonly code = "class-not-admitted"

  constructor(memberClass: string, admitted: string[]) {
    super({
      message: `The member's class is "${memberClass}", but the policy admits only ${admitted.map((name) => `"${name}"`).join(", ")}`,
      hint: "Only members of those classes can prove this",
      details: { class: memberClass, admitted },
    })
  }
}

/** The member joined, or changed keys, after the day that the policy sets. */
export class AdmittedTooLateError extends RochdaleError {
  readonly code = "admitted-too-late"

  constructor(admitted: string, admittedBy: string) {
    super({
      message: `The member was admitted on ${admitted}, but the policy asks for ${admittedBy} or earlier`,
      hint: "This member can take part from the next scope with a later day on",
      details: { admitted, admittedBy },
    })
  }
}

/** The slot is not below the number of uses that the policy allows. */
export class SlotOutOfRangeError extends RochdaleError {
  readonly code = "slot-out-of-range"

  constructor(slot: number, uses: number) {
    super({
      message: `Slot ${slot} is not one of the ${uses} uses that the policy allows (0 to ${uses - 1})`,
      hint: "Use a slot that is still free",
      details: { slot, uses },
    })
  }
}

/** The member's records do not reach the threshold. */
export class QuotaNotReachedError extends RochdaleError {
  readonly code = "quota-not-reached"
  /** How much is missing, in minutes. */
  readonly missingMinutes: number

  constructor(reached: number, threshold: number, records: { counted: number; atMost: number; available: number }) {
    const missing = threshold - reached
    const tooMany = records.available > records.counted
    super({
      message:
        `${missing} ${missing === 1 ? "minute" : "minutes"} short of the quota: ${reached} of ${threshold} minutes are reached, with ${records.counted} of ${records.available} records that fit` +
        (tooMany ? ` (one proof counts at most ${records.atMost})` : ""),
      hint: tooMany
        ? "Use a circuit that counts more records, or ask for fewer and larger ones"
        : "Do the missing minutes, or have the missing records attested and countersigned",
      details: { missing, reached, threshold, ...records },
    })
    this.missingMinutes = missing
  }
}

/** A record that cannot be proved from what the ledger holds. */
export class RecordNotInLedgerError extends RochdaleError {
  readonly code = "record-not-in-ledger"

  constructor(sheetRoot: bigint) {
    super({
      message: `The sheet ${sheetRoot} is not in the ledger`,
      hint: "It may wait for countersignatures or have been struck out; bring the ledger up to date, else ask the attester",
      details: { sheetRoot: sheetRoot.toString() },
    })
  }
}

/** This member has used the scope already. */
export class ScopeUsedError extends RochdaleError {
  readonly code = "scope-used"

  constructor(nullifier: bigint) {
    super({
      message: `The scope was used already: nullifier ${nullifier} is known`,
      hint: "One use counts once; take another slot if the policy allows several uses",
      details: { nullifier: nullifier.toString() },
    })
  }
}

/** A sheet whose public total would stand for too few. */
export class TooFewRowsError extends RochdaleError {
  readonly code = "too-few-rows"

  constructor(members: number, minimum: number) {
    super({
      message: `The sheet has rows of ${members} ${members === 1 ? "member" : "members"}, but its public total must stand for at least ${minimum}`,
      hint: "Put more members on one sheet, of a longer period if need be: the total of a few tells what each of them did",
      details: { members, minimum },
    })
  }
}
