/** Who may call a function that changes something. */
export type Caller =
  | { role: string }
  /** No role: what lets a call through instead. */
  | { anyone: "a proof" | "an opened commitment" | "the time" | "the poll's decision" | "one account" }

const role = (name: string): Caller => ({ role: name })
const anyone = (guard: Extract<Caller, { anyone: unknown }>["anyone"]): Caller => ({ anyone: guard })

const ADMIN = role("DEFAULT_ADMIN_ROLE")

// OpenZeppelin's: the admin names keepers and an heir, who has to accept; each may give a role back.
const ROLES: Readonly<Record<string, Caller>> = {
  grantRole: ADMIN,
  revokeRole: ADMIN,
  renounceRole: anyone("one account"),
  beginDefaultAdminTransfer: ADMIN,
  cancelDefaultAdminTransfer: ADMIN,
  acceptDefaultAdminTransfer: anyone("one account"),
  changeDefaultAdminDelay: ADMIN,
  rollbackDefaultAdminDelay: ADMIN,
}

const STEWARD = role("STEWARD_ROLE")
const ATTESTER = role("ATTESTER_ROLE")
const CONVENER = role("CONVENER_ROLE")

/** Every function of the contracts that changes something. One that is not named here is an error of the test. */
export const WHO_MAY_CALL: Readonly<Record<string, Readonly<Record<string, Caller>>>> = {
  Commune: {
    ...ROLES,
    admit: STEWARD,
    admitMany: STEWARD,
    changeAttributes: STEWARD,
    replaceCommitment: STEWARD,
    remove: STEWARD,
    endSupersededRoots: STEWARD,
    setEndRootsOnRemoval: ADMIN,
    setRootWindow: ADMIN,
  },
  LaborLedger: {
    ...ROLES,
    post: ATTESTER,
    postCorrection: ATTESTER,
    countersign: ATTESTER,
    countersignCorrection: ATTESTER,
    requestStrike: ATTESTER,
    countersignStrike: ATTESTER,
    // Who wrote or asked may take it back, attester still or not.
    withdraw: anyone("one account"),
    withdrawStrike: anyone("one account"),
    setRequiredCountersignatures: ADMIN,
    setSheetPolicy: ADMIN,
    setRootWindow: ADMIN,
  },
  Trustees: {
    ...ROLES,
    form: CONVENER,
    commit: anyone("one account"),
    // Anyone may bring what a trustee committed to, with its proof: a relay, too.
    deal: anyone("an opened commitment"),
    endCommitting: anyone("the time"),
    finish: anyone("the time"),
  },
  Assembly: {
    ...ROLES,
    propose: CONVENER,
    withdraw: CONVENER,
    open: CONVENER,
    // Whoever sends a ballot must not matter.
    vote: anyone("a proof"),
    voteMany: anyone("a proof"),
    castBallot: anyone("a proof"),
    castBallots: anyone("a proof"),
    replaceBallot: anyone("a proof"),
    decrypt: anyone("a proof"),
    // The contract checks the totals against the trustees' parts.
    announce: anyone("a proof"),
    close: anyone("the time"),
    abandon: anyone("the time"),
    scheduleCalls: anyone("the poll's decision"),
  },
}
