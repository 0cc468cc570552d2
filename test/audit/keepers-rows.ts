import { EVENTS } from "../../scripts/audit/log/events.ts"
import { FIELD_ORDER } from "../../sdk/crypto/field.ts"
import { add, nested, type Tampering, type TamperingRow, type Values } from "./tampering.ts"

/** Changes the terms of the proposal. */
const terms =
  (change: (terms: Values) => void): TamperingRow["tamper"] =>
  (record: Tampering) =>
    record.edit("PollProposed", (values) => change(nested(values, 2)))
const secretTerms = (change: (secret: Values) => void): TamperingRow["tamper"] =>
  terms((all) => change(nested(all, 14)))
const set = (place: number, value: Values[number]) => (values: Values) => void (values[place] = value)
const TERMS: [of: string, tamper: TamperingRow["tamper"], problem: string][] = [
  ["an abstain option that is none", terms(set(8, 3n)), "the options for abstaining and blocking must be two"],
  ["one option", terms(set(1, 1n)), "the options for abstaining and blocking must be two"],
  ["33 options", terms(set(1, 33n)), "it has 33 options"],
  ["blocks without an option for them", terms(set(10, 1n)), "1 blocks stop it"],
  ["nobody who may vote", terms(set(2, 0n)), "no class may vote"],
  ["a day that is none", terms(set(3, 1n << 20n)), "the day of admission is none"],
  ["a quota that asks for nothing", terms(set(4, [1n])), "its quotas are none"],
  [
    "five quotas",
    terms(
      set(
        4,
        [1n, 2n, 3n, 4n, 5n].map((each) => each << 72n),
      ),
    ),
    "its quotas are none",
  ],
  ["a quorum that is no fraction", terms(set(5, [1n, 0n, false])), "its quorum is no fraction"],
  ["a threshold of more than the whole", terms(set(6, [1n, 1n, true])), "its threshold is no fraction"],
  ["no time to vote", terms(set(11, 0n)), "it leaves no time to vote"],
  ["an option for calls that are none", terms(set(13, 1n)), "the option for its calls is none"],
  ["too few ciphertexts", terms(set(1, 5n)), "5 options do not fit into 1 ciphertexts"],
  ["two ciphertexts", secretTerms(set(1, 2n)), "3 options do not fit into 2 ciphertexts"],
  ["no score", secretTerms(set(2, 0n)), "its rule for ballots is none"],
  ["a least total above the most", secretTerms(set(3, 2n)), "its rule for ballots is none"],
  ["points and an abstain option", secretTerms(set(4, 2n)), "abstaining and blocking need a rule"],
  ["a small electorate", secretTerms(set(6, 2n)), "2 members are enough to open it"],
  ["no time to decrypt", secretTerms(set(8, 0n)), "it leaves no time to decrypt"],
]

const OPENING: TamperingRow[] = [
  {
    of: "a poll that was opened before its last day of admission",
    tamper: (record) => {
      const day = BigInt(Math.floor(record.timeOf(record.log("PollOpened")) / 86_400))
      terms(set(3, day + 1n))(record)
      record.edit("PollOpened", (values) => void (values[2] = 2n | ((day + 1n) << 16n) | (1n << 36n)))
    },
    problem: "the poll was opened before its last day of admission",
    at: ["PollOpened"],
  },
  {
    of: "ballots that cannot count all members",
    tamper: (record) => {
      // Of four options each has ten bits: 1023 is the most.
      terms((all) => {
        all[1] = 4n
        all[8] = 255n
        nested(all, 14).splice(2, 3, 255n, 1n, 255n)
      })(record)
    },
    problem: "the poll was opened with more members than its ballots can count",
    at: ["PollOpened"],
  },
  {
    of: "the committee of another poll",
    tamper: (record) => record.edit("SecretPollOpened", (values) => add(values, 1, 1n)),
    problem: "the poll was opened with another committee than that of its terms",
    at: ["SecretPollOpened"],
  },
  {
    of: "a committee without a key",
    tamper: (record) => record.drop("KeyMade"),
    problem: "the poll was opened with a committee that was dealing, and had no key",
    at: ["SecretPollOpened"],
  },
  {
    of: "a public ballot in a secret poll",
    tamper: (record) => {
      const { pollId } = record.record
      let proof: Values = []
      record.edit("BallotReplaced", (values) => void (proof = nested(values, 4)))
      record.addEvent(record.log("BallotReplaced"), "VoteCast", [pollId, 5n, 0n, proof])
    },
    problem: "a public ballot was cast in a secret poll",
    at: ["VoteCast"],
  },
  {
    of: "a secret poll that was left without a key",
    tamper: (record) => record.cut("SecretPollOpened"),
    problem: "a secret poll was opened without a key",
    at: ["PollOpened"],
  },
  {
    of: "a key that came later",
    tamper: (record) => void (record.log("SecretPollOpened").transactionHash = `0x${"33".repeat(32)}`),
    problem: "a key was given to a poll that is public, or not when it was opened",
    at: ["SecretPollOpened"],
  },
]

const ROLL: TamperingRow[] = [
  {
    of: "a commitment of 0",
    tamper: (record) => record.edit("MemberAdmitted", (values) => void (values[1] = 0n)),
    problem: "the roll took a commitment that is no field element or 0",
    at: ["MemberAdmitted"],
  },
  {
    of: "a commitment in another spelling",
    tamper: (record) => record.edit("MemberAdmitted", (values) => add(values, 1, FIELD_ORDER)),
    problem: "the roll took a commitment that is no field element or 0",
    at: ["MemberAdmitted"],
  },
  {
    of: "a member with two places",
    tamper: (record) => {
      let commitment = 0n
      record.edit("MemberAdmitted", (values) => void (commitment = values[1] as bigint))
      record.edit("MemberAdmitted", (values) => void (values[1] = commitment), 1)
    },
    problem: "the roll took a commitment twice",
    at: ["MemberAdmitted", 1],
  },
  {
    of: "attributes that are none",
    tamper: (record) => record.edit("MemberAdmitted", (values) => add(values, 2, 1n << 28n)),
    problem: "the roll took attributes that are none",
    at: ["MemberAdmitted"],
  },
  {
    of: "a day of admission to come",
    tamper: (record) => record.edit("MemberAdmitted", (values) => add(values, 2, 101n << 8n)),
    problem: "the roll took a day of admission that was still to come",
    at: ["MemberAdmitted"],
  },
  {
    of: "a removal from another place",
    tamper: (record) => record.edit("MemberRemoved", (values) => add(values, 0, 1n)),
    problem: "a member was removed from place 6 of the roll, where another one or none is",
    at: ["MemberRemoved"],
  },
]

const LEDGER: TamperingRow[] = [
  {
    of: "another sheet than was posted",
    tamper: (record) => record.edit("SheetAccepted", (values) => add(values, 2, 1n)),
    problem: "the ledger took a sheet that was not posted as such",
    at: ["SheetAccepted"],
  },
  {
    of: "a sheet at a later place",
    tamper: (record) => record.edit("SheetAccepted", (values) => add(values, 1, 1n)),
    problem: "a sheet was accepted at place 1 of the ledger, but the log has 0 sheets before",
    at: ["SheetAccepted"],
  },
]

const COMMITTEE: TamperingRow[] = [
  {
    of: "a committee in which one trustee is enough",
    tamper: (record) => record.edit("CommitteeFormed", (values) => void (values[3] = 1n)),
    problem: "a committee was formed in which 1 of 5 trustees are enough",
    at: ["CommitteeFormed"],
  },
  {
    of: "a committee of one",
    tamper: (record) => record.edit("CommitteeFormed", (values) => nested(values, 2).splice(1)),
    problem: "a committee of 1 trustees was formed",
    at: ["CommitteeFormed"],
  },
  {
    of: "a trustee with two places",
    tamper: (record) => record.edit("CommitteeFormed", (values) => void (nested(values, 2)[1] = nested(values, 2)[0]!)),
    problem: "a committee was formed in which a trustee has two places",
    at: ["CommitteeFormed"],
  },
  {
    of: "a committee without time to deal",
    tamper: (record) => record.edit("CommitteeFormed", (values) => void (values[5] = 0n)),
    problem: "a committee was formed without time to commit or deal",
    at: ["CommitteeFormed"],
  },
  {
    of: "a trustee who committed twice",
    tamper: (record) => record.edit("TrusteeCommitted", (values) => void (values[1] = 1n), 1),
    problem: "trustee 1 committed twice",
    at: ["TrusteeCommitted", 1],
  },
  {
    of: "a trustee whom the committee has not",
    tamper: (record) => record.edit("TrusteeCommitted", (values) => void (values[1] = 6n), 1),
    problem: "a trustee 6 committed, of 5",
    at: ["TrusteeCommitted", 1],
  },
  {
    of: "a commitment after the time to commit",
    tamper: (record) =>
      record.edit(
        "CommitteeFormed",
        (values) => void (values[4] = BigInt(record.timeOf(record.log("TrusteeCommitted", 3)))),
      ),
    problem: "trustee 4 committed after the time to commit",
    at: ["TrusteeCommitted", 3],
  },
  {
    of: "dealing that began too early",
    tamper: (record) => record.edit("CommitteeFormed", (values) => add(values, 4, 1n)),
    problem: "dealing began while trustees could still commit",
    at: ["DealingBegun"],
  },
  {
    of: "dealing among too few",
    tamper: (record) => {
      record.drop("TrusteeCommitted", 3)
      record.drop("TrusteeCommitted", 2)
    },
    problem: "dealing began among fewer trustees than the threshold",
    at: ["DealingBegun"],
  },
  {
    of: "a recipient who did not commit",
    tamper: (record) => record.edit("DealingBegun", (values) => void (values[1] = 0b11111n)),
    problem: "dealing began among others than those who committed",
    at: ["DealingBegun"],
  },
  {
    of: "another time to deal",
    tamper: (record) => record.edit("DealingBegun", (values) => add(values, 2, 1n)),
    problem: "the time to deal is not as long as was said",
    at: ["DealingBegun"],
  },
  {
    of: "a key made too early",
    tamper: (record) => record.setTime(record.log("KeyMade"), record.timeOf(record.log("Dealt", 2)) + 1),
    problem: "the key making ended while trustees could still deal",
    at: ["KeyMade"],
  },
  {
    of: "a dealing of somebody who did not commit",
    tamper: (record) => record.edit("Dealt", (values) => void (values[1] = 5n)),
    problem: "trustee 5 dealt without having committed",
    at: ["Dealt"],
  },
  {
    of: "a second dealing",
    tamper: (record) => record.edit("Dealt", (values) => void (values[1] = 1n), 1),
    problem: "trustee 1 dealt twice",
    at: ["Dealt", 1],
  },
  {
    of: "a dealing with a share too few",
    tamper: (record) => record.edit("Dealt", (values) => nested(nested(values, 2), 2).splice(4)),
    problem: "the dealing of trustee 1 has too few or too many entries",
    at: ["Dealt"],
  },
  {
    of: "a failure that was none",
    tamper: (record) => {
      const { topics, data } = EVENTS.trustees.encodeEventLog("CommitteeFailed", [1n, 0b1000n])
      Object.assign(record.log("KeyMade"), { topics, data })
    },
    problem: "a committee failed though enough of its trustees did their part",
    at: ["CommitteeFailed"],
  },
  {
    of: "key making that did not begin",
    tamper: (record) => record.drop("DealingBegun"),
    problem: "Dealt of committee 1, which was committing: events of the trustees are missing or out of order",
    at: ["Dealt"],
  },
]

/** What those who keep roll and ledger, convene or hold a share of the key could change in the record of a secret poll. */
export const KEEPERS_ROWS: readonly TamperingRow[] = [
  ...TERMS.map(([of, tamper, problem]): TamperingRow => ({
    of: `terms with ${of}`,
    tamper,
    problem,
    at: ["PollProposed"],
  })),
  ...OPENING,
  ...ROLL,
  ...LEDGER,
  ...COMMITTEE,
]
