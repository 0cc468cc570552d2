import { expect } from "chai"
import type { ChainRecord } from "../../scripts/audit/record/record.ts"
import { replay } from "../../scripts/audit/replay/replay.ts"
import { FIELD_ORDER } from "../../sdk/crypto/field.ts"
import { NO_PROOF } from "../contracts/ledger-scene.ts"
import type { Person } from "../contracts/witness.ts"
import { audited } from "./audited.ts"
import { VOTING_PERIOD } from "./periods.ts"
import { startRpcBridge } from "./rpc-bridge.ts"
import { runAudit } from "./run-audit.ts"
import { AuditScene } from "./scene.ts"
import { add, nested, Tampering, type TamperingRow, type Values } from "./tampering.ts"

const ROWS: readonly TamperingRow[] = [
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
    tamper: (record) => record.edit("VoteCast", (values) => void (values[3] = [...Object.values(NO_PROOF)]), 1),
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

describe("the audit of a public poll", function () {
  this.timeout(300_000)
  let scene: AuditScene
  let pollId: bigint
  let record: ChainRecord

  before(async () => {
    scene = await AuditScene.open({ proved: false })
    const [ann, ben, cat, dan] = scene.voters as [Person, Person, Person, Person]
    pollId = await scene.propose()
    await scene.assembly.open(pollId)
    await scene.vote(ann, 0, pollId)
    await scene.vote(ben, 0, pollId)
    await scene.vote(cat, 1, pollId)
    // The roll goes on changing; the poll's stays.
    await scene.remove(dan)
    await scene.close(pollId)
    record = await scene.record(pollId)
  })

  it("finds all of it right, and shows a voter the own choice", async () => {
    const bridge = await startRpcBridge(scene.chain)
    try {
      const assembly = await scene.assembly.getAddress()
      const mark = String(await scene.nullifier(scene.voters[2]!, pollId))
      const options = ["--rpc", bridge.url, "--assembly", assembly, "--poll", String(pollId), "--nullifier", mark]
      const { code, stdout } = await runAudit(...options)
      expect(code).to.equal(0)
      expect(stdout).to.include("3 of 5 voted (public ballots)")
      expect(stdout).to.include("option 0: 2, option 1: 1, option 2: 0; counted anew")
      expect(stdout).to.match(/It counts +for option 1/)
      expect(stdout).to.include("All of it is right.")
    } finally {
      await bridge.stop()
    }
  })

  for (const { of, tamper, problem, at } of ROWS) {
    it(`finds ${of}`, async () => {
      const tampering = new Tampering(record)
      tamper(tampering)
      const { finding } = await audited(tampering.record)
      expect(finding?.message).to.include(problem)
      const { blockNumber: block, transactionHash: transaction, logIndex: log } = tampering.log(...at)
      expect(finding?.place).to.deep.equal({ block, transaction, log })
    })
  }

  it("finds more ballots than members, whatever their proofs are worth", () => {
    const tampering = new Tampering(record)
    let proof: Values = []
    tampering.edit("VoteCast", (values) => void (proof = nested(values, 3)))
    for (const mark of [3n, 2n, 1n])
      tampering.addEvent(tampering.log("VoteCast", 2), "VoteCast", [pollId, mark, 0n, proof])
    expect(replay(tampering.record).finding?.message).to.equal("there are more ballots than the 5 members who may vote")
  })

  it("says of a poll that was proposed or withdrawn that there is nothing to check", async () => {
    const other = await scene.propose()
    expect((await audited(await scene.record(other))).poll.standing).to.equal("proposed")
    await scene.assembly.withdraw(other)
    const { finding, poll } = await audited(await scene.record(other))
    expect(finding).to.equal(undefined)
    expect(poll.standing).to.equal("withdrawn")
  })

  it("finds a poll that was closed without a vote right: there was no quorum", async () => {
    const other = await scene.propose()
    await scene.assembly.open(other)
    await scene.close(other)
    const { finding, poll } = await audited(await scene.record(other))
    expect(finding).to.equal(undefined)
    expect(poll.settled).to.deep.equal({ outcome: "no-quorum", option: undefined })
  })
})

describe("the audit of a chain whose contracts take any proof", () => {
  it("finds the first one that is none", async () => {
    const scene = await AuditScene.open({ proved: false })
    const pollId = await scene.propose(await scene.committee(), { quotas: false })
    await scene.assembly.open(pollId)
    const ballot = { sequence: 1n, ciphertexts: [0n, 1n, 0n, 1n] }
    await scene.assembly.castBallot(pollId, 1234n, ballot, NO_PROOF, [])
    const record = await scene.record(pollId)
    const { finding } = await audited(record)
    expect(finding?.message).to.equal("the proof of the dealing of trustee 1 does not hold")
    expect(finding?.place.transaction).to.equal(new Tampering(record).log("Dealt").transactionHash)
  })
})
