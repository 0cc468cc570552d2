import { GENERATOR, pointSum } from "../../sdk/crypto/baby-jubjub.ts"
import { FIELD_ORDER } from "../../sdk/crypto/field.ts"
import { DECRYPTION_PERIOD, VOTING_PERIOD } from "./periods.ts"
import { add, nested, type TamperingRow, type Values } from "./tampering.ts"

/** Everything that somebody could change in the record of a secret poll, one thing at a time. */
export const SECRET_POLL_ROWS: readonly TamperingRow[] = [
  {
    of: "a ballot left out",
    tamper: (record) => {
      record.drop("BallotCast", 2)
      record.drop("QuotaProved", 2)
    },
    problem: "decryption began with 2 ballots, but needs 3",
    at: ["DecryptionBegun"],
  },
  {
    of: "a re-vote left out",
    tamper: (record) => record.drop("BallotReplaced"),
    problem: "the sum is not that of the ballots in the log",
    at: ["DecryptionBegun"],
  },
  {
    of: "a ballot counted twice",
    tamper: (record) =>
      record.addAfter(record.log("BallotReplaced"), [record.log("QuotaProved"), record.log("BallotCast")]),
    problem: "a voter cast a second ballot beside the first",
    at: ["BallotCast", 3],
  },
  {
    of: "a log that stands there twice",
    tamper: ({ record: { logs } }) => logs.splice(-1, 0, logs[logs.length - 2]!),
    problem: "it is out of order, or there twice",
    at: ["TallyAnnounced", 1],
  },
  {
    of: "two logs in the wrong order",
    tamper: (record) => {
      const { logs } = record.record
      const [first, second] = [record.log("PartlyDecrypted"), record.log("PartlyDecrypted", 1)]
      logs.splice(logs.indexOf(first), 2, second, first)
    },
    problem: "it is out of order, or there twice",
    at: ["PartlyDecrypted", 1],
  },
  {
    of: "a first ballot and its re-vote that changed places",
    tamper: (record) => {
      record.drop("QuotaProved", 1)
      record.swap(record.log("BallotCast", 1), record.log("BallotReplaced"))
    },
    problem: "a ballot replaces one that the log does not have",
    at: ["BallotReplaced"],
  },
  {
    of: "a changed ciphertext",
    tamper: (record) =>
      record.edit("BallotReplaced", (values) => {
        const coordinates = nested(values, 3) as bigint[]
        const moved = pointSum([coordinates[2]!, coordinates[3]!], GENERATOR)
        coordinates.splice(2, 2, ...moved)
      }),
    problem: "the proof of the ballot does not hold",
    at: ["BallotReplaced"],
  },
  {
    of: "a ciphertext off the curve",
    tamper: (record) => record.edit("BallotReplaced", (values) => add(nested(values, 3), 0, 1n)),
    problem: "a point of the ballot is not on the curve",
    at: ["BallotReplaced"],
  },
  {
    of: "a ciphertext outside the subgroup",
    tamper: (record) =>
      record.edit("BallotReplaced", (values) => {
        // The point of order 2.
        nested(values, 3).splice(0, 2, 0n, FIELD_ORDER - 1n)
      }),
    problem: "a point of the ballot is not in the subgroup",
    at: ["BallotReplaced"],
  },
  {
    of: "a ciphertext in other numbers for the same point",
    tamper: (record) => record.edit("BallotReplaced", (values) => add(nested(values, 3), 0, FIELD_ORDER)),
    problem: "a point of the ballot is not two coordinates, each a canonical field element",
    at: ["BallotReplaced"],
  },
  {
    of: "a ballot of more ciphertexts",
    tamper: (record) => record.edit("BallotReplaced", (values) => nested(values, 3).push(0n, 1n, 0n, 1n)),
    problem: "a ballot has 8 coordinates where the poll has 4",
    at: ["BallotReplaced"],
  },
  {
    of: "another ballot's proof",
    tamper: (record) => {
      let proof: Values = []
      record.edit("BallotCast", (values) => void (proof = nested(values, 4)))
      record.edit("BallotReplaced", (values) => void (values[4] = proof))
    },
    problem: "the proof of the ballot does not hold",
    at: ["BallotReplaced"],
  },
  {
    of: "a lower sequence",
    tamper: (record) => record.edit("BallotReplaced", (values) => void (values[2] = 1n)),
    problem: "a ballot with number 1 replaces one with number 1: an older one came back",
    at: ["BallotReplaced"],
  },
  {
    of: "a higher sequence",
    tamper: (record) => record.edit("BallotReplaced", (values) => void (values[2] = 3n)),
    problem: "the proof of the ballot does not hold",
    at: ["BallotReplaced"],
  },
  {
    of: "another voter's mark on a re-vote",
    tamper: (record) => record.edit("BallotReplaced", (values) => add(values, 1, 1n)),
    problem: "a ballot replaces one that the log does not have",
    at: ["BallotReplaced"],
  },
  {
    of: "another voter's mark on a first ballot",
    tamper: (record) => {
      record.edit("QuotaProved", (values) => add(values, 1, 1n))
      record.edit("BallotCast", (values) => add(values, 1, 1n))
    },
    problem: "the proof of quota 1 of a ballot does not hold",
    at: ["QuotaProved"],
  },
  {
    of: "a mark in another spelling",
    tamper: (record) => {
      record.edit("QuotaProved", (values) => add(values, 1, FIELD_ORDER))
      record.edit("BallotCast", (values) => add(values, 1, FIELD_ORDER))
    },
    problem: "the proof of quota 1 of a ballot is about a number of r or more",
    at: ["QuotaProved"],
  },
  {
    of: "a quota proof left out",
    tamper: (record) => record.drop("QuotaProved", 1),
    problem: "a ballot has 0 quota proofs, but the poll asks for 1",
    at: ["BallotCast", 1],
  },
  {
    of: "quota proofs that changed places",
    tamper: (record) => record.swap(record.log("QuotaProved"), record.log("QuotaProved", 1)),
    problem: "a quota was proved, but not for the ballot that follows",
    at: ["QuotaProved"],
  },
  {
    of: "a quota proof without a ballot",
    tamper: (record) => {
      record.cut("DecryptionBegun")
      record.drop("BallotReplaced")
      record.drop("BallotCast", 2)
    },
    problem: "a quota was proved, but no ballot follows",
    at: ["QuotaProved", 2],
  },
  {
    of: "a quota proof for another place",
    tamper: (record) => record.edit("QuotaProved", (values) => void (values[2] = 1n)),
    problem: "quotas were proved out of order",
    at: ["QuotaProved"],
  },
  {
    of: "a quota for a number of records that no circuit counts",
    tamper: (record) => record.edit("QuotaProved", (values) => void (values[3] = 5n)),
    problem: "there is no circuit for quotas of 5 records",
    at: ["QuotaProved"],
  },
  {
    of: "an unknown ledger root",
    tamper: (record) => record.edit("QuotaProved", (values) => add(values, 4, 1n)),
    problem: "a quota was proved against a root that the ledger did not have then",
    at: ["QuotaProved"],
  },
  {
    of: "a quota for another number of records",
    tamper: (record) => record.edit("QuotaProved", (values) => void (values[3] = 4n)),
    problem: "the proof of quota 1 of a ballot does not hold",
    at: ["QuotaProved"],
  },
  {
    of: "a sheet left out of the ledger",
    tamper: (record) => record.drop("SheetAccepted"),
    problem: "a quota was proved against a root that the ledger did not have then",
    at: ["QuotaProved"],
  },
  {
    of: "another frozen root",
    tamper: (record) => record.edit("PollOpened", (values) => add(values, 1, 1n)),
    problem: "the poll froze root",
    at: ["PollOpened"],
  },
  {
    of: "another policy",
    tamper: (record) => record.edit("PollOpened", (values) => add(values, 2, 1n)),
    problem: "the poll's policy is not that of its terms",
    at: ["PollOpened"],
  },
  {
    of: "a smaller electorate",
    tamper: (record) => record.edit("PollOpened", (values) => add(values, 3, -1n)),
    problem: "the poll counts 4 members who may vote, but the roll had 5 then",
    at: ["PollOpened"],
  },
  {
    of: "a later end of voting",
    tamper: (record) => record.edit("PollOpened", (values) => add(values, 4, 1n)),
    problem: "the time to vote is not as long as the terms say",
    at: ["PollOpened"],
  },
  {
    of: "a member left out of the roll",
    tamper: (record) => record.drop("MemberAdmitted", 1),
    problem: "a member was admitted at place 2 of the roll, but the log has 1 members before",
    at: ["MemberAdmitted", 1],
  },
  {
    of: "a removal left out of the roll",
    tamper: (record) => record.drop("MemberRemoved"),
    problem: "the poll froze root",
    at: ["PollOpened"],
  },
  {
    of: "other terms",
    tamper: (record) => record.edit("PollProposed", (values) => add(nested(values, 2), 11, 1n)),
    problem: "the time to vote is not as long as the terms say",
    at: ["PollOpened"],
  },
  {
    of: "a lower turnout in the terms",
    tamper: (record) => record.edit("PollProposed", (values) => void (nested(nested(values, 2), 14)[7] = 2n)),
    problem: "the poll's terms break a rule: 2 ballots are enough to be decrypted",
    at: ["PollProposed"],
  },
  {
    of: "a larger least electorate in the terms",
    tamper: (record) => record.edit("PollProposed", (values) => void (nested(nested(values, 2), 14)[6] = 6n)),
    problem: "the poll was opened with 5 members who may vote, but needs 6",
    at: ["PollOpened"],
  },
  {
    of: "another key",
    tamper: (record) => record.edit("SecretPollOpened", (values) => void (values[2] = [...GENERATOR])),
    problem: "the poll's key is not the key of its committee",
    at: ["SecretPollOpened"],
  },
  {
    of: "another rule for ballots",
    tamper: (record) => record.edit("SecretPollOpened", (values) => add(values, 3, 1n << 18n)),
    problem: "the poll's rule for ballots is not that of its terms",
    at: ["SecretPollOpened"],
  },
  {
    of: "no key",
    tamper: (record) => record.drop("SecretPollOpened"),
    problem: "a secret ballot was cast in a public poll, or before the key was known",
    at: ["BallotCast"],
  },
  {
    of: "a share that was encrypted wrongly",
    tamper: (record) => record.edit("Dealt", (values) => add(nested(nested(values, 2), 2), 1, 1n), 1),
    problem: "the proof of the dealing of trustee 2 does not hold",
    at: ["Dealt", 1],
  },
  {
    of: "another encryption key of a trustee",
    tamper: (record) => record.edit("TrusteeCommitted", (values) => void (values[2] = [...GENERATOR]), 3),
    problem: "the proof of the dealing of trustee 1 does not hold",
    at: ["Dealt"],
  },
  {
    of: "an encryption key that is the identity",
    tamper: (record) => record.edit("TrusteeCommitted", (values) => void (values[2] = [0n, 1n]), 3),
    problem: "the encryption key of trustee 4 is the identity",
    at: ["TrusteeCommitted", 3],
  },
  {
    of: "a polynomial that was not committed to",
    tamper: (record) => record.edit("TrusteeCommitted", (values) => void (values[3] = `0x${"11".repeat(32)}`), 1),
    problem: "trustee 2 dealt another polynomial than was committed to",
    at: ["Dealt", 1],
  },
  {
    of: "a dealing left out",
    tamper: (record) => record.drop("Dealt", 2),
    problem: "a key was made of fewer dealings than the threshold",
    at: ["KeyMade"],
  },
  {
    of: "another key of the committee",
    tamper: (record) => record.edit("KeyMade", (values) => void (values[1] = [...GENERATOR])),
    problem: "the committee's key is not the sum of what was dealt",
    at: ["KeyMade"],
  },
  {
    of: "a trustee who is named as a dealer and did not deal",
    tamper: (record) => record.edit("KeyMade", (values) => void (values[2] = 0b1111n)),
    problem: "the key names other dealers than those who dealt",
    at: ["KeyMade"],
  },
  {
    of: "a trustee who is not named as missing",
    tamper: (record) => record.edit("KeyMade", (values) => void (values[3] = 0n)),
    problem: "the key names others as missing than those who did not deal",
    at: ["KeyMade"],
  },
  {
    of: "a dealing after the time to deal",
    tamper: (record) => {
      let dealBy = 0n
      record.edit("DealingBegun", (values) => void (dealBy = values[2] as bigint))
      record.setTime(record.log("Dealt", 2), Number(dealBy))
    },
    problem: "trustee 3 dealt after the time to deal",
    at: ["Dealt", 2],
  },
  {
    of: "a ballot after the time to vote",
    tamper: (record) => {
      const opened = record.timeOf(record.log("PollOpened"))
      record.setTime(record.log("BallotReplaced"), opened + VOTING_PERIOD)
    },
    problem: "a ballot was taken after the time to vote",
    at: ["BallotReplaced"],
  },
  {
    of: "a block whose time was moved back",
    tamper: (record) => record.setTime(record.log("BallotCast", 1), record.timeOf(record.log("BallotCast")) - 1),
    problem: "the time of its block is before that of an earlier block",
    at: ["QuotaProved", 1],
  },
  {
    of: "a decryption before the close",
    tamper: (record) => record.setTime(record.log("DecryptionBegun"), record.timeOf(record.log("BallotReplaced")) + 1),
    problem: "the poll was closed while members could still vote",
    at: ["DecryptionBegun"],
  },
  {
    of: "a longer time to decrypt",
    tamper: (record) => record.edit("DecryptionBegun", (values) => add(values, 2, 1n)),
    problem: "the time to decrypt is not as long as the terms say",
    at: ["DecryptionBegun"],
  },
  {
    of: "another sum",
    tamper: (record) => record.edit("DecryptionBegun", (values) => nested(values, 1).splice(0, 2, ...GENERATOR)),
    problem: "the sum is not that of the ballots in the log",
    at: ["DecryptionBegun"],
  },
  {
    of: "another part",
    tamper: (record) => record.edit("PartlyDecrypted", (values) => void (nested(values, 2)[0] = [...GENERATOR]), 1),
    problem: "the proof of the partial decryption by trustee 2 does not hold",
    at: ["PartlyDecrypted", 1],
  },
  {
    of: "a part under another trustee's name",
    tamper: (record) => record.edit("PartlyDecrypted", (values) => void (values[1] = 3n), 1),
    problem: "the proof of the partial decryption by trustee 3 does not hold",
    at: ["PartlyDecrypted", 1],
  },
  {
    of: "a part of a trustee who has no share",
    tamper: (record) => record.edit("PartlyDecrypted", (values) => void (values[1] = 5n), 1),
    problem: "trustee 5 has no share of the key, and decrypted",
    at: ["PartlyDecrypted", 1],
  },
  {
    of: "a part that was posted twice",
    tamper: (record) => record.edit("PartlyDecrypted", (values) => void (values[1] = 1n), 1),
    problem: "trustee 1 decrypted twice",
    at: ["PartlyDecrypted", 1],
  },
  {
    of: "a total that is off by one",
    tamper: (record) => {
      record.edit("TallyAnnounced", (values) => add(nested(values, 2), 0, 1n))
      record.edit("PollClosed", (values) => add(nested(values, 3), 0, 1n))
    },
    problem: "the totals that were announced are not what the sum of the ballots holds",
    at: ["TallyAnnounced"],
  },
  {
    of: "totals that changed places",
    tamper: (record) => record.edit("TallyAnnounced", (values) => nested(values, 2).reverse()),
    problem: "the totals that were announced are not what the sum of the ballots holds",
    at: ["TallyAnnounced"],
  },
  {
    of: "a total that runs over into the next lane",
    tamper: (record) => record.edit("TallyAnnounced", (values) => void (values[2] = [2n, 1n << 13n, 0n])),
    problem: "a total was announced that is not below 8192",
    at: ["TallyAnnounced"],
  },
  {
    of: "an announcement by too few trustees",
    tamper: (record) => record.edit("TallyAnnounced", (values) => void (values[1] = 0b0011n)),
    problem: "totals were announced by 2 trustees' parts, not 3",
    at: ["TallyAnnounced"],
  },
  {
    of: "an announcement by a trustee who posted nothing",
    tamper: (record) => record.edit("TallyAnnounced", (values) => void (values[1] = 0b0111n)),
    problem: "totals were announced by a part of trustee 3, who posted none",
    at: ["TallyAnnounced"],
  },
  {
    of: "other totals at the close",
    tamper: (record) => record.edit("PollClosed", (values) => add(nested(values, 3), 0, 1n)),
    problem: "the poll was closed with totals 3, 0, 1, but they are 2, 0, 1",
    at: ["PollClosed"],
  },
  {
    of: "another outcome",
    tamper: (record) => record.edit("PollClosed", (values) => values.splice(1, 2, 3n, 255n)),
    problem: "the poll was closed as not-carried, but by its terms it is carried with option 0",
    at: ["PollClosed"],
  },
  {
    of: "another option that carried",
    tamper: (record) => record.edit("PollClosed", (values) => void (values[2] = 1n)),
    problem: "the poll was closed as carried with option 1, but by its terms it is carried with option 0",
    at: ["PollClosed"],
  },
  {
    of: "a higher quorum in the terms",
    tamper: (record) => record.edit("PollProposed", (values) => void (nested(values, 2)[5] = [4n, 5n, false])),
    problem: "the poll was closed as carried with option 0, but by its terms it is no-quorum",
    at: ["PollClosed"],
  },
  {
    of: "no close after the totals",
    tamper: (record) => record.drop("PollClosed"),
    problem: "totals were announced, but the poll was not closed with them",
    at: ["TallyAnnounced"],
  },
  {
    of: "a close without totals",
    tamper: (record) => record.drop("TallyAnnounced"),
    problem: "PollClosed came when the poll was decrypting",
    at: ["PollClosed"],
  },
  {
    of: "a close without a decryption",
    tamper: (record) => {
      for (const nth of [2, 1, 0]) record.drop("PartlyDecrypted", nth)
      record.drop("DecryptionBegun")
      record.drop("TallyAnnounced")
    },
    problem: "the poll was closed undecrypted, though 3 voted and 3 are enough",
    at: ["PollClosed"],
  },
  {
    of: "totals of a poll with too few ballots to be decrypted",
    tamper: (record) => {
      for (const nth of [2, 1, 0]) record.drop("PartlyDecrypted", nth)
      for (const name of ["DecryptionBegun", "TallyAnnounced"]) record.drop(name)
      for (const name of ["QuotaProved", "BallotCast"]) record.drop(name, 2)
    },
    problem: "totals were given though nothing was decrypted",
    at: ["PollClosed"],
  },
  {
    of: "a close in another transaction than the totals",
    tamper: (record) => void (record.log("PollClosed").transactionHash = `0x${"33".repeat(32)}`),
    problem: "the poll was closed otherwise than by announcing its totals",
    at: ["PollClosed"],
  },
  {
    of: "a total too few",
    tamper: (record) => record.edit("TallyAnnounced", (values) => nested(values, 2).pop()),
    problem: "2 totals were announced for 3 options",
    at: ["TallyAnnounced"],
  },
  {
    of: "a ballot after the decryption began",
    tamper: (record) => {
      record.cut("PartlyDecrypted")
      record.addAfter(record.log("DecryptionBegun"), [record.log("BallotReplaced")])
    },
    problem: "BallotReplaced came when the poll was decrypting",
    at: ["BallotReplaced", 1],
  },
  {
    of: "calls that the poll does not have",
    tamper: (record) =>
      record.addEvent(record.log("PollClosed"), "CallsScheduled", [record.record.pollId, `0x${"22".repeat(32)}`]),
    problem: "calls were set going that the poll does not set going",
    at: ["CallsScheduled"],
  },
  {
    of: "a poll that was abandoned too early",
    tamper: (record) => {
      record.cut("TallyAnnounced")
      record.addEvent(record.log("PartlyDecrypted", 2), "PollAbandoned", [record.record.pollId, 0b1011n])
    },
    problem: "the poll was abandoned while trustees could still decrypt",
    at: ["PollAbandoned"],
  },
  {
    of: "an abandoned poll that conceals a part",
    tamper: (record) => {
      record.cut("TallyAnnounced")
      record.addEvent(
        record.log("PartlyDecrypted", 2),
        "PollAbandoned",
        [record.record.pollId, 0b0011n],
        DECRYPTION_PERIOD,
      )
    },
    problem: "the poll names other trustees than those who decrypted",
    at: ["PollAbandoned"],
  },
]
