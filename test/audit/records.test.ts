import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect } from "chai"
import { MalformedRecordError } from "../../scripts/audit/errors.ts"
import { EVENTS } from "../../scripts/audit/log/events.ts"
import { decodeEvents } from "../../scripts/audit/log/decode.ts"
import { parseRecord } from "../../scripts/audit/record/parse.ts"
import type { ChainRecord } from "../../scripts/audit/record/record.ts"
import { recordText } from "../../scripts/audit/record/write.ts"
import { replay } from "../../scripts/audit/replay/replay.ts"
import { runAudit } from "./run-audit.ts"

const address = (digit: string): string => `0x${digit.repeat(40)}`
const hash = (digit: string): string => `0x${digit.repeat(64)}`

/** A record of one event; what it is of has no poll. */
function small(): ChainRecord {
  const { topics, data } = EVENTS.commune.encodeEventLog("MemberAdmitted", [0n, 5n, 6n])
  return {
    chainId: 31337n,
    pollId: 1n,
    fromBlock: 0,
    head: { number: 8, hash: hash("8"), timestamp: 1008 },
    contracts: { assembly: address("1"), commune: address("2"), ledger: address("3"), trustees: address("4") },
    blocks: [{ number: 7, hash: hash("7"), timestamp: 1007 }],
    logs: [
      { address: address("2"), topics: [...topics], data, blockNumber: 7, logIndex: 0, transactionHash: hash("a") },
    ],
  }
}

type Json = Record<string, unknown>
type Log = Json & { topics: unknown[]; data: string }

/** What a hostile file might have in place of what belongs there, and what is said of it. */
const HOSTILE: [
  place: string,
  problem: RegExp,
  change: (record: Json & { logs: Log[]; blocks: Json[]; head: Json }) => void,
][] = [
  ["the format", /format must be "rochdale/, (record) => void (record["format"] = "rochdale/record/v2")],
  ["the chain id", /chainId must be a text of decimal/, (record) => void (record["chainId"] = 31337)],
  ["the poll's number", /pollId must be/, (record) => void (record["pollId"] = "0x1")],
  [
    "a contract",
    /contracts.ledger must be an address/,
    (record) => void (record["contracts"] = { assembly: address("1"), commune: address("2") }),
  ],
  ["the head", /head must be an object/, (record) => void (record.head = null as never)],
  ["the head's number", /head.number must be a whole number/, ({ head }) => void (head["number"] = 1e30)],
  ["the blocks", /blocks must be a list/, (record) => void (record.blocks = {} as never)],
  ["a block's time", /blocks\[0\].timestamp must be/, ({ blocks }) => void (blocks[0]!["timestamp"] = -1)],
  ["a block's hash", /blocks\[0\].hash must be 0x and 32 bytes/, ({ blocks }) => void (blocks[0]!["hash"] = "0x12")],
  ["a block told twice", /blocks\[1\] tells of a block that was told before/, ({ blocks }) => blocks.push(blocks[0]!)],
  ["a block after the head", /blocks\[0\] is after the head/, ({ head }) => void (head["number"] = 6)],
  ["a head told otherwise", /blocks\[0\] is the head, and tells it otherwise/, ({ head }) => void (head["number"] = 7)],
  ["a block that is missing", /blocks must tell the time of block 7/, (record) => void (record.blocks = [])],
  [
    "a log of another contract",
    /logs\[0\] is of 0x5+, which is none/,
    ({ logs }) => void (logs[0]!["address"] = address("5")),
  ],
  ["a log without topics", /logs\[0\] is no event of the commune/, ({ logs }) => void (logs[0]!.topics = [])],
  [
    "a topic",
    /logs\[0\].topics\[1\] must be 0x and 32 bytes/,
    ({ logs }) => void (logs[0]!.topics[1] = "../../etc/passwd"),
  ],
  [
    "too many topics",
    /logs\[0\].topics must have at most 4/,
    ({ logs }) => void (logs[0]!.topics = new Array(5).fill(hash("1"))),
  ],
  [
    "another event",
    /logs\[0\] is no event of the commune that an audit reads/,
    ({ logs }) => void (logs[0]!.topics[0] = hash("1")),
  ],
  ["data that is no hex", /logs\[0\].data must be 0x/, ({ logs }) => void (logs[0]!.data = "0xzz")],
  [
    "huge data",
    /logs\[0\].data must be 0x and at most 16384 bytes/,
    ({ logs }) => void (logs[0]!.data = `0x${"00".repeat(16_385)}`),
  ],
  [
    "data that is too short",
    /logs\[0\] is not encoded as a MemberAdmitted is/,
    ({ logs }) => void (logs[0]!.data = logs[0]!.data.slice(0, -2)),
  ],
  [
    "data with more behind it",
    /logs\[0\] is not encoded as a MemberAdmitted is/,
    ({ logs }) => void (logs[0]!.data += "00"),
  ],
  ["a log's place", /logs\[0\].logIndex must be a whole number/, ({ logs }) => void (logs[0]!["logIndex"] = "0")],
]

describe("a record from a file", () => {
  it("is read as it was written", () => {
    const record = small()
    expect(parseRecord(recordText(record))).to.deep.equal(record)
    expect(decodeEvents(record).map(({ name, timestamp }) => [name, timestamp])).to.deep.equal([
      ["MemberAdmitted", 1007],
    ])
  })

  for (const [place, problem, change] of HOSTILE) {
    it(`is refused for ${place}`, () => {
      const record = JSON.parse(recordText(small())) as Parameters<typeof change>[0]
      change(record)
      expect(() => decodeEvents(parseRecord(JSON.stringify(record)))).to.throw(MalformedRecordError, problem)
    })
  }

  it("is refused where a list is given in other offsets than contracts give it", () => {
    const { topics, data } = EVENTS.assembly.encodeEventLog("PollClosed", [1n, 1n, 255n, [4n]])
    const words = data.slice(2).match(/.{64}/g)!
    // The list begins one word later, behind one that nobody reads.
    words[2] = (4 * 32).toString(16).padStart(64, "0")
    words.splice(3, 0, "0".repeat(64))
    const log = { ...small().logs[0]!, address: address("1"), topics: [...topics], data: `0x${words.join("")}` }
    expect(EVENTS.assembly.parseLog(log)?.args["tally"]).to.deep.equal([4n])
    expect(() => decodeEvents({ ...small(), logs: [log] })).to.throw(
      MalformedRecordError,
      "logs[0] is not encoded as a PollClosed is",
    )
  })

  it("is refused for an event of another poll", () => {
    const { topics, data } = EVENTS.assembly.encodeEventLog("PollWithdrawn", [2n])
    const log = { ...small().logs[0]!, address: address("1"), topics: [...topics], data }
    expect(() => decodeEvents({ ...small(), logs: [log] })).to.throw(
      MalformedRecordError,
      "logs[0] is of poll 2, not of poll 1",
    )
  })

  it("is refused without the poll's proposal", () => {
    expect(() => replay(small())).to.throw(MalformedRecordError, "logs must have the poll's proposal")
  })

  it("is refused for text that is no JSON, and for JSON that is no record", () => {
    for (const text of ["", "{", "[".repeat(100_000), "null", "[]", "7"]) {
      expect(() => parseRecord(text), text.slice(0, 9)).to.throw(MalformedRecordError)
    }
  })
})

describe("./run audit", function () {
  this.timeout(60_000)
  let folder: string

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "rochdale-audit-"))
  })
  after(() => rm(folder, { recursive: true }))

  const ASSEMBLY = "0x5FbDB2315678afecb367f032d93F642f64180aa3"
  const CANNOT: [what: string, args: string[], problem: RegExp][] = [
    ["nothing to audit", [], /^error: There is nothing to audit\nhint: {2}Give --rpc/],
    ["a poll that is no number", ["--poll", "x"], /'x' is invalid. It must be a whole number/],
    ["an address that is none", ["--assembly", "0x12"], /It must be an Ethereum address/],
    ["a mark of r or more", ["--nullifier", "9".repeat(77)], /It must be a number below r/],
    ["an unknown option", ["--force"], /unknown option '--force'/],
    ["a file and a node", ["--file", "a.json", "--rpc", "http://127.0.0.1:1"], /--file and --rpc do not go together/],
    ["a file that is not there", ["--file", "/no/such/record.json"], /there is no such file or folder/],
    ["a folder in place of a file", ["--file", "."], /it is a folder/],
    [
      "a node that does not answer",
      ["--rpc", "http://127.0.0.1:1", "--assembly", ASSEMBLY, "--poll", "1"],
      /did not answer/,
    ],
  ]
  for (const [what, args, problem] of CANNOT) {
    it(`ends with 2 for ${what}`, async () => {
      const { code, stdout, stderr } = await runAudit(...args)
      expect(stderr).to.match(problem)
      expect(stderr).to.match(/^error: .*\nhint: {2}[^\n]+\n$/)
      expect(stdout).to.equal("")
      expect(code).to.equal(2)
    })
  }

  it("ends with 2 for a malformed record, and says what is malformed", async () => {
    const file = join(folder, "malformed.json")
    await writeFile(file, recordText(small()).replace(hash("7"), "0x7"))
    const { code, stderr } = await runAudit("--file", file)
    expect(stderr).to.match(/^error: The record's blocks\[0\].hash must be 0x and 32 bytes in hex\nhint: /)
    expect(code).to.equal(2)
  })

  it("shows help", async () => {
    const { code, stdout } = await runAudit("--help")
    expect(code).to.equal(0)
    expect(stdout).to.include("Exit code: 0 all is right; 1 something is wrong")
  })
})
