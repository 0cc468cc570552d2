export { Member } from "./member/member.ts"
export type { Sealed, SealedTrustee } from "./member/seal.ts"
export { DEFAULT_CLASSES, type Attributes, type ClassNames } from "./member/attributes.ts"
export {
  Roll,
  type Admission,
  type RollEntry,
  type RollOptions,
  type RollSource,
  type RollSourceOptions,
} from "./roll/roll.ts"
export type { BulkWork } from "./kernel/hash-crew.ts"
export { Scope, messageElement, type Message } from "./scope.ts"
export type { Policy } from "./policy.ts"
export { dayOf, dateOf, today, type Day } from "./day.ts"

export { hours, formatMinutes } from "./labor/hours.ts"
export { Kinds, type Kind } from "./labor/kinds.ts"
export { Sheet, SHEET_CAPACITY, type SheetContent, type SheetRow } from "./labor/sheet.ts"
export { packSheetPolicy, type SheetRules } from "./labor/sheet-rules.ts"
export { publishedTotals, type PublishedTotals, type SheetTotals } from "./labor/sheet-totals.ts"
export { OpenBooks, type BookedSheet, type Books } from "./labor/books.ts"
export { Ledger, type LedgerSource } from "./labor/ledger.ts"
export type { RecordOpening } from "./labor/opening.ts"
export type { RecordContent } from "./labor/record.ts"
export { readLaborCsv, type Delimiter, type LaborCsvOptions, type LaborLine } from "./labor/csv.ts"
export type { DecimalMark, LaborColumn, LaborColumns } from "./labor/csv-columns.ts"
export {
  draftSheets,
  sheetsOfDrafts,
  type DraftOptions,
  type DraftRow,
  type DraftSheet,
  type MemberNames,
} from "./labor/draft-sheets.ts"
export type { Quota } from "./labor/quota.ts"
export { Periods, type Period, type Weekday } from "./labor/periods.ts"
export { quotaInEach, quotaOver, type LaborShare } from "./labor/quota-over.ts"
export { withMinimums } from "./labor/quota-minimums.ts"
export { certificateQuota } from "./labor/quota-certificate.ts"
export { countedKinds } from "./labor/quota-kinds.ts"

export { BallotRules } from "./ballot/rule-makers.ts"
export type { BallotRule } from "./ballot/rule.ts"
export { ciphertextsNeeded, lanesFor, type Lanes } from "./ballot/lanes.ts"
export type { BallotTerms } from "./ballot/ballot-terms.ts"
export { SecretBallot } from "./ballot/secret-ballot.ts"
export { ballotCode } from "./ballot/ballot-code.ts"
export { checkOpening, type BallotOpening } from "./ballot/opening.ts"
export { addCiphertexts, unflatten, type Ciphertext } from "./ballot/encryption.ts"
export { Trustee, type OpenedDealing } from "./ballot/trustee.ts"
export type { KeyShare } from "./ballot/key-share.ts"
export { polynomialHash, type Seat } from "./ballot/seat.ts"
export type { Dealing, DealingTerms } from "./ballot/dealing.ts"
export { committeeKey, shareKeyOf, type DealtBy } from "./ballot/shares.ts"
export { combineParts, openTally, type CommitteeSize, type TrusteeParts } from "./ballot/tally.ts"
export { discreteLog, type DiscreteLogOptions } from "./ballot/discrete-log.ts"
export type { LongWork } from "./ballot/pace.ts"
export type { Point } from "./crypto/baby-jubjub.ts"

export { sealOpening, openEnvelope, ENVELOPE_BYTES, type Contact, type Envelope } from "./delivery/envelope.ts"
export { sealSheet } from "./delivery/seal-sheet.ts"
export { collect, type Collected } from "./delivery/collect.ts"
export type { Cursor, Mailbox, MailboxPage } from "./delivery/mailbox.ts"
export { MemoryMailbox } from "./delivery/memory-mailbox.ts"

export { Passbook } from "./vault/passbook.ts"
export type { SpentUse } from "./vault/passbook-entries.ts"
export type { Recovered } from "./vault/recover.ts"
export { Vault, type Changes, type Json, type Look, type VaultOptions } from "./vault/vault.ts"
export type { Replacement, StoredValue, VaultStore } from "./vault/store.ts"
export { MemoryVaultStore } from "./vault/memory-store.ts"

export { proveMembership, type ProvingOptions } from "./proof/prove-membership.ts"
export { proveQuota, type QuotaOptions } from "./proof/prove-quota.ts"
export type { StatementOptions, UsedNullifiers } from "./proof/member-statement.ts"
export { proveSheet, type SheetOptions } from "./proof/prove-sheet.ts"
export { verifySheet, type SheetRequirements, type VerifiedSheet } from "./proof/verify-sheet.ts"
export { proveBallot, type BallotOptions } from "./proof/prove-ballot.ts"
export { verifyBallot, type BallotRequirements, type VerifiedBallot } from "./proof/verify-ballot.ts"
export { proveDealing } from "./proof/prove-dealing.ts"
export { verifyDealing, type DealingRequirements } from "./proof/verify-dealing.ts"
export { proveDecryption } from "./proof/prove-decryption.ts"
export { verifyDecryption, type DecryptionRequirements } from "./proof/verify-decryption.ts"
export { Prover, type ProverOptions } from "./proof/prover.ts"
export type { EngineName } from "./proof/engine.ts"
export { verify, verifyTogether, type Verified, type Spending } from "./proof/verify.ts"
export { verifyBatch, type BatchOptions, type ProofToVerify, type VerifiedBatch } from "./proof/verify-batch.ts"
export type { MembershipRequirements, QuotaRequirements } from "./proof/requirements.ts"
export type {
  BallotProof,
  DealingProof,
  DecryptionProof,
  MembershipProof,
  QuotaProof,
  SheetProof,
  Proof,
  Signals,
} from "./proof/proof.ts"
export type { Groth16Proof } from "./proof/groth16.ts"
export type {
  BallotCircuitName,
  CircuitName,
  DealCircuitName,
  QuotaCircuitName,
  SheetCircuitName,
} from "./proof/circuits.ts"
export type { OnProgress, Progress } from "./proof/progress.ts"

export type { NullifierStore } from "./nullifiers/store.ts"
export { MemoryNullifiers } from "./nullifiers/memory.ts"

export * from "./errors.ts"

export { connect, type ConnectOptions } from "./chain/connect.ts"
export { allMined, type AllMinedOptions } from "./chain/all-mined.ts"
export type { Receipt } from "./chain/call.ts"
export { Commune } from "./chain/commune.ts"
export { LaborLedger, type PostedSheet } from "./chain/labor-ledger.ts"
export { sheetMessage } from "./chain/sheet-message.ts"
export { Assembly } from "./chain/assembly.ts"
export type { BallotToSend, SentBallots } from "./chain/ballot-batch.ts"
export type { Outcome, Poll, PollState, SecretPollState } from "./chain/poll.ts"
export { SecretPoll } from "./chain/secret-poll.ts"
export { ballotMessage } from "./chain/ballot-message.ts"
export type { CastBallot } from "./chain/cast-ballots.ts"
export { Trustees, type CommitteeTerms } from "./chain/trustees.ts"
export type { Committee, CommitteeState } from "./chain/committee.ts"
export type { Proposal, Share } from "./chain/proposal.ts"
export type { SecretVote } from "./chain/secret-vote.ts"
export type { Call, Calls } from "./chain/calls.ts"
export { assertKeysMayServe, TEST_CHAIN_IDS } from "./chain/keys.ts"
