import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect } from "chai"
import { Finding } from "../../scripts/audit/log/finding.ts"
import type { ChainRecord } from "../../scripts/audit/record/record.ts"
import { recordText } from "../../scripts/audit/record/write.ts"
import { audited } from "./audited.ts"
import { startRpcBridge, type RpcBridge } from "./rpc-bridge.ts"
import { runAudit } from "./run-audit.ts"
import { KEEPERS_ROWS } from "./keepers-rows.ts"
import { secretPoll, type SecretPoll } from "./secret-poll.ts"
import { SECRET_POLL_ROWS } from "./secret-poll-rows.ts"
import { STANDINGS } from "./standings.ts"
import { add, nested, Tampering } from "./tampering.ts"

describe("the audit of a secret poll", function () {
  this.timeout(600_000)
  let poll: SecretPoll
  let record: ChainRecord
  let bridge: RpcBridge
  let folder: string

  before(async () => {
    poll = await secretPoll()
    record = await poll.scene.record(poll.pollId)
    bridge = await startRpcBridge(poll.scene.chain)
    folder = await mkdtemp(join(tmpdir(), "rochdale-audit-"))
  })
  after(async () => {
    await bridge.stop()
    await rm(folder, { recursive: true })
  })

  const onChain = async (pollId = poll.pollId): Promise<string[]> => {
    const assembly = await poll.scene.assembly.getAddress()
    return ["--rpc", bridge.url, "--assembly", assembly, "--poll", String(pollId)]
  }

  it("finds all of it right, on the chain and in the record that it writes", async () => {
    const file = join(folder, "record.json")
    const { code, stdout, stderr } = await runAudit(...(await onChain()), "--export", file)
    expect(stderr).not.to.include("error")
    expect(code).to.equal(0)
    expect(stdout).to.match(/Poll +carried, option 0/)
    expect(stdout).to.match(/3 of 5 voted \(secret ballots\).*1 older/)
    expect(stdout).to.match(
      /trustees 1, 2 and 3 dealt .*\n.*trustee 5 did not commit; trustee 4\n? *committed and did not deal/,
    )
    expect(stdout).to.match(/trustees 1, 2 and 4 decrypted/)
    expect(stdout).to.match(/option 0: 2, option 1: 0, option 2: 1/)
    expect(stdout).to.match(/3 of deal-5, 3 of quota-1, 4 of ballot-4 and 3 of decrypt/)
    expect(stdout).to.include("INSECURE development keys")
    expect(stdout).to.include("All of it is right.")

    const again = await runAudit("--file", file)
    expect(again.code).to.equal(0)
    expect(again.stdout).to.include("All of it is right.")
    expect(again.stdout).to.include("it cannot show that the chain has it, or that nothing was left out")
    const checked = (text: string): string => text.slice(text.indexOf("Checked"), text.indexOf("Proofs"))
    expect(checked(again.stdout)).to.equal(checked(stdout))
    expect(await readFile(file, "utf8")).not.to.match(/secret"|share"|salt"|seed/i)
  })

  it("shows a voter both ballots, the one that counts and the one that was replaced", async () => {
    const mark = await poll.scene.nullifier(poll.ben, poll.pollId)
    const { code, stdout } = await runAudit(...(await onChain()), "--nullifier", `0x${mark.toString(16)}`)
    expect(code).to.equal(0)
    expect(stdout).to.match(/Replaced +number 1, with the code [0-9A-Z-]{29}/)
    expect(stdout).to.match(/It counts +number 2, with the code [0-9A-Z-]{29}/)
  })

  it("says that a ballot is not there, and ends with 1", async () => {
    const { code, stdout } = await runAudit(...(await onChain()), "--nullifier", "1234")
    expect(code).to.equal(1)
    expect(stdout).to.include("no ballot has the mark 1234")
    expect(stdout).to.include("The poll is right, but the ballot you look for is not in it.")
    expect(stdout).not.to.include("All of it is right.")
  })

  it("gives programs the same as JSON", async () => {
    const mark = await poll.scene.nullifier(poll.ann, poll.pollId)
    const { code, stdout } = await runAudit(...(await onChain()), "--json", "--nullifier", String(mark))
    expect(code).to.equal(0)
    const report = JSON.parse(stdout) as { voter: { ballots: { counts: boolean; sequence: string }[] } }
    expect(report).to.include({
      verdict: "right",
      standing: "closed",
      outcome: "carried",
      option: 0,
      voters: 3,
      replaced: 1,
    })
    expect(report).to.deep.include({ totals: ["2", "0", "1"], decryptedBy: [1, 2, 4] })
    expect(report.voter.ballots).to.have.length(1)
    expect(report.voter.ballots[0]).to.include({ counts: true, sequence: "1" })
  })

  it("reads a node that gives few blocks at once", async () => {
    const few = await startRpcBridge(poll.scene.chain, ({ method, params }) => {
      if (method !== "eth_getLogs") return false
      const { fromBlock, toBlock } = params![0] as { fromBlock: string; toBlock: string }
      return Number(toBlock) - Number(fromBlock) > 7
    })
    try {
      const assembly = await poll.scene.assembly.getAddress()
      const { code, stdout } = await runAudit("--rpc", few.url, "--assembly", assembly, "--poll", String(poll.pollId))
      expect(stdout).to.include("All of it is right.")
      expect(code).to.equal(0)
    } finally {
      await few.stop()
    }
  })

  it("tells where a tampered record is wrong, and ends with 1", async () => {
    const tampered = new Tampering(record)
    tampered.edit("BallotReplaced", (values) => void (values[2] = 3n))
    const file = join(folder, "tampered.json")
    await writeFile(file, recordText(tampered.record))
    const { code, stdout } = await runAudit("--file", file)
    const { blockNumber, transactionHash, logIndex } = tampered.log("BallotReplaced")
    expect(code).to.equal(1)
    expect(stdout).to.include("WRONG: the proof of the ballot does not hold")
    expect(stdout).to.include(`block ${blockNumber}, transaction ${transactionHash}, log ${logIndex}`)
    expect(stdout.replace(/\s+/g, " ")).to.include(`mark ${await poll.scene.nullifier(poll.ben, poll.pollId)}`)
    expect(stdout).not.to.include("All of it is right")
  })

  for (const { of, tamper, problem, at } of [...SECRET_POLL_ROWS, ...KEEPERS_ROWS]) {
    it(`finds ${of}`, async () => {
      const tampering = new Tampering(record)
      tamper(tampering)
      const { finding } = await audited(tampering.record)
      expect(finding).to.be.instanceOf(Finding)
      expect(finding?.message).to.include(problem)
      const { blockNumber: block, transactionHash: transaction, logIndex: log } = tampering.log(...at)
      expect(finding?.place).to.deep.equal({ block, transaction, log })
    })
  }

  it("finds a false proof before what is wrong after it", async () => {
    const tampering = new Tampering(record)
    tampering.edit("PollClosed", (values) => void (values[2] = 1n))
    tampering.edit("Dealt", (values) => add(nested(nested(values, 2), 2), 1, 1n))
    expect((await audited(tampering.record)).finding?.message).to.include("the dealing of trustee 1")
  })

  for (const [standing, tamper] of STANDINGS) {
    it(`checks what there is of a poll that is ${standing}`, async () => {
      const tampering = new Tampering(record)
      tamper(tampering)
      const { finding, poll: found } = await audited(tampering.record)
      expect(finding).to.equal(undefined)
      expect(found.standing).to.equal(standing)
      expect(found.ballots.voters).to.equal(3)
    })
  }
})
