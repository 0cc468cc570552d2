// What an audit must find in tampered records, one thing at a time: those of test/audit, on records that are kept. Run for the mutants of the audit only, for
// test/audit runs the same on polls that are held anew.
import { expect } from "chai"
import type { ChainRecord } from "../../scripts/audit/record/record.ts"
import { replay } from "../../scripts/audit/replay/replay.ts"
import { audited } from "../audit/audited.ts"
import { KEEPERS_ROWS } from "../audit/keepers-rows.ts"
import { PUBLIC_POLL_ROWS } from "../audit/public-poll-rows.ts"
import { SECRET_POLL_ROWS } from "../audit/secret-poll-rows.ts"
import { STANDINGS } from "../audit/standings.ts"
import { nested, Tampering, type TamperingRow, type Values } from "../audit/tampering.ts"
import { keptRecord } from "./records.ts"

for (const [kind, rows] of [
  ["public", PUBLIC_POLL_ROWS],
  ["secret", [...SECRET_POLL_ROWS, ...KEEPERS_ROWS]],
] as const) {
  describe(`the record of a ${kind} poll`, () => {
    let record: ChainRecord

    before(async () => {
      record = await keptRecord(kind)
    })

    it("is right as it stands", async () => {
      const { finding, poll } = await audited(record)
      expect(finding).to.equal(undefined)
      expect(poll.standing).to.equal("closed")
      expect(poll.settled).to.deep.equal({ outcome: "carried", option: 0 })
      expect(poll.totals).to.deep.equal(kind === "public" ? [2n, 1n, 0n] : [2n, 0n, 1n])
    })

    for (const row of rows) {
      it(`is wrong with ${row.of}`, () => findsIn(record, row))
    }
  })
}

async function findsIn(record: ChainRecord, { tamper, problem, at }: TamperingRow): Promise<void> {
  const tampering = new Tampering(record)
  tamper(tampering)
  // Proofs take longest, and are looked at only where it is about them.
  const { finding } = problem.includes("does not hold") ? await audited(tampering.record) : replay(tampering.record)
  expect(finding?.message).to.include(problem)
  const { blockNumber: block, transactionHash: transaction, logIndex: log } = tampering.log(...at)
  expect(finding?.place).to.deep.equal({ block, transaction, log })
}

describe("the record of a poll that did not come to its end", () => {
  it("is right up to where it stands", async () => {
    const record = await keptRecord("secret")
    for (const [standing, tamper] of STANDINGS) {
      const tampering = new Tampering(record)
      tamper(tampering)
      const { finding, poll } = replay(tampering.record)
      expect(finding).to.equal(undefined)
      expect(poll.standing).to.equal(standing)
      expect(poll.ballots.voters).to.equal(3)
    }
  })

  it("is right without a vote: there was no quorum", async () => {
    const { finding, poll } = replay(await keptRecord("small"))
    expect(finding).to.equal(undefined)
    expect(poll.settled).to.deep.equal({ outcome: "no-quorum", option: undefined })
  })

  it("is wrong with more ballots than members, whatever their proofs are worth", async () => {
    const tampering = new Tampering(await keptRecord("public"))
    let proof: Values = []
    tampering.edit("VoteCast", (values) => void (proof = nested(values, 3)))
    const { pollId } = tampering.record
    for (const mark of [3n, 2n, 1n])
      tampering.addEvent(tampering.log("VoteCast", 2), "VoteCast", [pollId, mark, 0n, proof])
    expect(replay(tampering.record).finding?.message).to.equal("there are more ballots than the 5 members who may vote")
  })
})
