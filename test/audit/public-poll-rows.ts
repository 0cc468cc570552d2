import { FIELD_ORDER } from "../../sdk/crypto/field.ts"
import { VOTING_PERIOD } from "./periods.ts"
import { add, nested, type TamperingRow, type Values } from "./tampering.ts"

/** Points of zeros. */
const NO_PROOF: Values = [
  [0n, 0n],
  [
    [0n, 0n],
    [0n, 0n],
  ],
  [0n, 0n],
]

/** Everything that somebody could change in the record of a public poll, one thing at a time. */
export const PUBLIC_POLL_ROWS: readonly TamperingRow[] = [
  {
    of: "a ballot left out",
    tamper: (record) => record.drop("VoteCast", 1),
    problem: "the poll was closed with totals 2, 1, 0, but they are 1, 1, 0",
    at: ["PollClosed"],
  },
  {
    of: "a ballot counted twice",
    tamper: (record) => record.addAfter(record.log("VoteCast", 2), [record.log("VoteCast")]),
    problem: "a voter cast a second ballot beside the first",
    at: ["VoteCast", 3],
  },
  {
    of: "another choice",
    tamper: (record) => record.edit("VoteCast", (values) => void (values[2] = 1n)),
    problem: "the proof of the ballot does not hold",
    at: ["VoteCast"],
  },
  {
    of: "a choice that there is not",
    tamper: (record) => record.edit("VoteCast", (values) => void (values[2] = 3n)),
    problem: "a ballot is for option 3, which the poll has not",
    at: ["VoteCast"],
  },
  {
    of: "another mark",
    tamper: (record) => record.edit("VoteCast", (values) => add(values, 1, 1n)),
    problem: "the proof of the ballot does not hold",
    at: ["VoteCast"],
  },
  {
    of: "a mark in another spelling",
    tamper: (record) => record.edit("VoteCast", (values) => add(values, 1, FIELD_ORDER)),
    problem: "a voter's mark is not below r",
    at: ["VoteCast"],
  },
  {
    of: "a decryption of what was never secret",
    tamper: (record) => record.addEvent(record.log("VoteCast", 2), "DecryptionBegun", [record.record.pollId, [], 1n]),
    problem: "a public poll was to be decrypted",
    at: ["DecryptionBegun"],
  },
  {
    of: "another ballot's proof",
    tamper: (record) => record.edit("VoteCast", (values) => void (values[3] = NO_PROOF), 1),
    problem: "the proof of the ballot does not hold",
    at: ["VoteCast", 1],
  },
  {
    of: "a ballot after the time to vote",
    tamper: (record) => {
      const opened = record.timeOf(record.log("PollOpened"))
      record.setTime(record.log("VoteCast", 2), opened + VOTING_PERIOD)
    },
    problem: "a ballot was taken after the time to vote",
    at: ["VoteCast", 2],
  },
  {
    of: "a close before its time",
    tamper: (record) => record.setTime(record.log("PollClosed"), record.timeOf(record.log("VoteCast", 2)) + 1),
    problem: "the poll was closed while members could still vote",
    at: ["PollClosed"],
  },
  {
    of: "a ballot after the close",
    tamper: (record) => record.addAfter(record.log("PollClosed"), [record.log("VoteCast")]),
    problem: "VoteCast came when the poll was closed",
    at: ["VoteCast", 3],
  },
  {
    of: "another tally",
    tamper: (record) => record.edit("PollClosed", (values) => nested(values, 3).reverse()),
    problem: "the poll was closed with totals 0, 1, 2, but they are 2, 1, 0",
    at: ["PollClosed"],
  },
  {
    of: "another outcome",
    tamper: (record) => record.edit("PollClosed", (values) => values.splice(1, 2, 3n, 255n)),
    problem: "the poll was closed as not-carried, but by its terms it is carried with option 0",
    at: ["PollClosed"],
  },
  {
    of: "a poll that was withdrawn and went on",
    tamper: (record) => record.addEvent(record.log("PollProposed"), "PollWithdrawn", [record.record.pollId]),
    problem: "PollOpened came when the poll was withdrawn",
    at: ["PollOpened"],
  },
  {
    of: "another scope: the record of another chain",
    tamper: ({ record }) => void (record.chainId += 1n),
    problem: "the proof of the ballot does not hold",
    at: ["VoteCast"],
  },
]
