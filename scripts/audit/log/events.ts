import { Interface } from "ethers"

/*
 * The events that an audit reads, written down here once more: it takes no code or interface from what it audits.
 */

const PROOF = "tuple(uint256[2] a, uint256[2][2] b, uint256[2] c)"
const FRACTION = "tuple(uint32 numerator, uint32 denominator, bool strict)"
const SECRET_TERMS =
  "tuple(uint64 committee, uint8 ciphertexts, uint8 maxScore, uint32 minTotal, uint32 maxTotal, bool quadratic, " +
  "uint32 minimumElectorate, uint32 minimumTurnout, uint32 decryptionPeriod)"
const TERMS =
  `tuple(bytes32 subject, uint8 options, uint16 classes, uint32 admittedBy, uint256[] quotaPolicies, ${FRACTION} quorum, ` +
  `${FRACTION} threshold, bool thresholdOfElectorate, uint8 abstainOption, uint8 blockOption, uint32 blockLimit, ` +
  `uint32 votingPeriod, bytes32 calls, uint8 callsOption, ${SECRET_TERMS} secret)`
const DEALING = "tuple(uint256[2][] commitments, uint256[2] ephemeralKey, uint256[] encryptedShares, bytes32 salt)"

/** The contracts whose logs an audit reads, in the order in which their logs are asked for. */
export const SOURCES = ["assembly", "commune", "ledger", "trustees"] as const
export type Source = (typeof SOURCES)[number]

/** Events of each contract; all others are left aside. */
export const EVENTS: Record<Source, Interface> = {
  assembly: new Interface([
    `event PollProposed(uint256 indexed pollId, address indexed convener, ${TERMS} terms)`,
    "event PollWithdrawn(uint256 indexed pollId)",
    "event PollOpened(uint256 indexed pollId, uint256 root, uint256 policy, uint256 electorate, uint64 closesAt)",
    "event SecretPollOpened(uint256 indexed pollId, uint256 committee, uint256[2] key, uint256 ballotRule)",
    `event VoteCast(uint256 indexed pollId, uint256 indexed nullifier, uint8 option, ${PROOF} proof)`,
    `event BallotCast(uint256 indexed pollId, uint256 indexed nullifier, uint64 sequence, uint256[] ciphertexts, ${PROOF} proof)`,
    `event BallotReplaced(uint256 indexed pollId, uint256 indexed nullifier, uint64 sequence, uint256[] ciphertexts, ${PROOF} proof)`,
    `event QuotaProved(uint256 indexed pollId, uint256 indexed nullifier, uint256 place, uint8 records, uint256 ledgerRoot, ${PROOF} proof)`,
    "event DecryptionBegun(uint256 indexed pollId, uint256[] sum, uint64 openBy)",
    `event PartlyDecrypted(uint256 indexed pollId, uint8 indexed trustee, uint256[2][] parts, ${PROOF}[] proofs)`,
    "event TallyAnnounced(uint256 indexed pollId, uint16 trustees, uint256[] totals)",
    "event PollAbandoned(uint256 indexed pollId, uint16 posted)",
    "event PollClosed(uint256 indexed pollId, uint8 outcome, uint8 option, uint256[] tally)",
    "event CallsScheduled(uint256 indexed pollId, bytes32 operation)",
  ]),
  commune: new Interface([
    "event MemberAdmitted(uint256 indexed index, uint256 commitment, uint256 attributes)",
    "event MemberChanged(uint256 indexed index, uint256 commitment, uint256 attributes)",
    "event MemberRemoved(uint256 indexed index, uint256 commitment)",
  ]),
  ledger: new Interface([
    "event SheetPosted(uint256 indexed sheetId, address indexed author, uint256 sheetRoot, uint24 day, uint32 total, uint256 groupTotals, uint256 corrects)",
    "event SheetAccepted(uint256 indexed sheetId, uint256 indexed index, uint256 sheetRoot)",
    "event SheetStruck(uint256 indexed sheetId, uint256 indexed index)",
    "event RootWindowSet(uint32 window)",
    "event SupersededRootsEnded(uint64 epoch)",
  ]),
  trustees: new Interface([
    "event CommitteeFormed(uint256 indexed committeeId, address indexed convener, address[] trustees, uint8 threshold, uint64 commitBy, uint32 dealPeriod)",
    "event TrusteeCommitted(uint256 indexed committeeId, uint8 indexed index, uint256[2] encryptionKey, bytes32 commitment)",
    "event DealingBegun(uint256 indexed committeeId, uint16 recipients, uint64 dealBy)",
    `event Dealt(uint256 indexed committeeId, uint8 indexed index, ${DEALING} dealing, ${PROOF} proof)`,
    "event KeyMade(uint256 indexed committeeId, uint256[2] key, uint16 dealers, uint16 missing)",
    "event CommitteeFailed(uint256 indexed committeeId, uint16 missing)",
  ]),
}

/** First topics of a contract's events, to ask a node for. */
export function topicsOf(source: Source): string[] {
  const topics: string[] = []
  EVENTS[source].forEachEvent(({ topicHash }) => topics.push(topicHash))
  return topics
}
