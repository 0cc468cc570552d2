import { expect } from "chai"
import type { ChainRecord } from "../../scripts/audit/record/record.ts"
import { replay } from "../../scripts/audit/replay/replay.ts"
import { NO_PROOF } from "../contracts/ledger-scene.ts"
import type { Person } from "../contracts/witness.ts"
import { audited } from "./audited.ts"
import { PUBLIC_POLL_ROWS } from "./public-poll-rows.ts"
import { startRpcBridge } from "./rpc-bridge.ts"
import { runAudit } from "./run-audit.ts"
import { AuditScene } from "./scene.ts"
import { nested, Tampering, type Values } from "./tampering.ts"

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

  for (const { of, tamper, problem, at } of PUBLIC_POLL_ROWS) {
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
