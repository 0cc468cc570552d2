import { expect } from "chai"
import type { Audit } from "../../scripts/audit/audit.ts"
import { Finding } from "../../scripts/audit/log/finding.ts"
import type { OwnBallot } from "../../scripts/audit/voter.ts"
import type { PollStanding } from "../../scripts/audit/replay/poll.ts"
import { checksOf, standingText } from "../../scripts/audit/report/checks.ts"
import { reportJson } from "../../scripts/audit/report/json.ts"
import { reportText } from "../../scripts/audit/report/text.ts"
import { moment, outcomeText } from "../../scripts/audit/report/words.ts"
import type { Paint } from "../../scripts/demo/report/paint.ts"

/** Marks what is emphasised. */
const PAINT: Paint = {
  bold: (text) => `*${text}*`,
  dim: (text) => text,
  warn: (text) => `!${text}!`,
  good: (text) => `+${text}+`,
}

const place = { block: 7, transaction: "0xab", log: 3 }
const event = (timestamp: number) => ({ source: "assembly", name: "", args: [], place, timestamp })

/** What a report is told of a poll. */
interface Told {
  standing: PollStanding
  /** What differs from an open poll that is public. */
  poll?: Record<string, unknown>
  audit?: Record<string, unknown>
  now?: number
}

/** An audit as a report sees it: how it was found is for other tests. */
function audit({ standing, poll = {}, audit: more = {}, now = 1_000 }: Told): Audit {
  const opened = standing !== "none" && standing !== "proposed" && standing !== "withdrawn"
  return {
    record: {
      chainId: 31337n,
      pollId: 4n,
      fromBlock: 1,
      head: { number: 9, hash: "0xcd", timestamp: now },
      contracts: { assembly: "0xA55E" },
      logs: [1],
      blocks: [1, 2],
    },
    finding: undefined,
    proofs: new Map(),
    seconds: 1.25,
    roll: { events: 1 },
    ledger: { events: 5 },
    committee: undefined,
    claims: undefined,
    ...more,
    poll: {
      standing,
      moments: opened ? { open: event(500) } : {},
      terms: { classes: 0b110n, quotaPolicies: [], secret: undefined },
      statement: opened ? { electorate: 5, closesAt: 2_000 } : undefined,
      ballots: { voters: 2, replaced: 0 },
      quotas: { count: 0 },
      openBy: 3_000,
      ...poll,
    },
  } as unknown as Audit
}

const SECRET = { classes: 0b10n, quotaPolicies: [1n, 2n], secret: { minimumTurnout: 3 } }
const of = (posted: number[]) => ({ terms: SECRET, encryption: {}, decryption: { posted } })
const texts = (given: Audit): Record<string, string> =>
  Object.fromEntries(checksOf(given).map(({ topic, text }) => [topic, text]))

describe("the report of an audit", () => {
  for (const [told, text] of [
    [{ standing: "none" }, "proposed, and not opened: there is no ballot to check"],
    [{ standing: "proposed" }, "proposed, and not opened: there is no ballot to check"],
    [{ standing: "withdrawn" }, "withdrawn before it was opened: there is no ballot to check"],
    [{ standing: "open", now: 1_999 }, "open until 1970-01-01 00:33:20 UTC; what was cast so far was checked"],
    [{ standing: "open", now: 2_000 }, "over since 1970-01-01 00:33:20 UTC, and not closed yet: anyone may close it"],
    [
      { standing: "decrypting", poll: of([]) },
      "being decrypted until 1970-01-01 00:50:00 UTC: parts of no trustee are there",
    ],
    [
      { standing: "announced", poll: of([1, 2, 4]) },
      "being decrypted until 1970-01-01 00:50:00 UTC: parts of trustees 1, 2 and 4 are there",
    ],
    [{ standing: "closed", poll: { settled: { outcome: "carried", option: 1 } } }, "carried, option 1"],
    [
      { standing: "abandoned", poll: of([2]) },
      "abandoned: trustee 2 decrypted in time, and that was too few. Its ballots stay unread and it stays undecided",
    ],
  ] as [Told, string][]) {
    it(`says where a poll stands: ${text.slice(0, 40)}`, () => {
      expect(standingText(audit(told))).to.equal(text)
    })
  }

  it("names each outcome, and a time that is none by its number", () => {
    const names = (["undecided", "no-quorum", "blocked", "not-carried", "carried"] as const).map((outcome) =>
      outcomeText({ outcome, option: undefined }),
    )
    expect(names).to.deep.equal(["undecided", "no quorum", "blocked", "not carried", "carried"])
    expect(moment(8.64e12 + 1)).to.equal("second 8640000000001")
  })

  it("checks nothing of a poll that was never opened but its log", () => {
    expect(texts(audit({ standing: "withdrawn" }))).to.deep.equal({
      Log: "1 event in 2 blocks, in their order",
    })
  })

  it("says what was checked of a public poll", () => {
    const poll = { settled: { outcome: "carried", option: 0 }, totals: [2n, 0n], moments: { open: event(500) } }
    const proofs = new Map([["membership", 2]])
    expect(texts(audit({ standing: "closed", poll, audit: { proofs } }))).to.deep.equal({
      Log: "1 event in 2 blocks, in their order, no ballot came before the opening or after the close",
      Roll: "rebuilt from 1 event: its root is the one that the poll froze; 5 members may vote (classes 1 and 2)",
      Ballots: "2 of 5 voted (public ballots), each with a mark of their own and a proof for this poll",
      Totals: "option 0: 2, option 1: 0; counted anew",
      Outcome: "carried, option 0, as the terms' quorum, threshold and blocks have it",
      Proofs:
        "2 of membership, verified in 1.3 s with this project's keys. These are INSECURE development keys: anyone can forge proofs under them",
    })
  })

  it("says of a committee who did not commit or deal, and of a sum who decrypted", () => {
    const committee = { id: 1n, state: "ready", threshold: 2, size: 5, recipients: [1, 2, 3, 5], dealers: [1, 2, 5] }
    const poll = { ...of([]), ballots: { voters: 3, replaced: 2 }, quotas: { count: 6 } }
    const found = texts(audit({ standing: "decrypting", poll, audit: { committee } }))
    expect(found).to.deep.include({
      Trustees:
        "committee 1, 2 of 5: trustees 1, 2 and 5 dealt as they had committed to, each by a proof; trustee 4 did not commit; trustee 3 committed and did not deal; the poll's key is the sum of what they dealt",
      Ballots:
        "3 of 5 voted (secret ballots), each with a mark of their own and a proof for this poll; 2 older ballots of theirs replaced, each by one with a larger number",
      Quotas:
        "6 proofs, 2 with each first ballot, against roots that the ledger had then (rebuilt from 5 events; its sheets are taken as posted)",
      Sum: "added up anew from 3 ballots: it is the one that was decrypted",
      Decryption: "no trustee has decrypted yet",
    })
    const silent = { ...committee, state: "none" }
    expect(texts(audit({ standing: "proposed", audit: { committee: silent } }))).to.not.have.property("Trustees")
    expect(texts(audit({ standing: "closed", poll: of([1, 4]) }))["Decryption"]).to.equal(
      "trustees 1 and 4 decrypted their parts, each by a proof",
    )
  })

  it("says that too few voted for a decryption", () => {
    const poll = { ...of([]), decryption: undefined, settled: { outcome: "no-quorum" } }
    const found = texts(audit({ standing: "closed", poll }))
    expect(found["Totals"]).to.equal("none: with 2 ballots nothing was decrypted, as 3 are needed")
    expect(found).to.not.have.any.keys("Sum", "Decryption")
  })

  const ballots: OwnBallot[] = [
    { place, timestamp: 600, sequence: 1n, ciphertexts: [], code: "AB-CD", counts: false },
    { place, timestamp: 700, sequence: 2n, ciphertexts: [], code: "EF-GH", counts: true },
  ]
  const voter = { nullifier: 99n, ballots }
  const shown = (given: Audit, more: Partial<Parameters<typeof reportText>[1]> = {}) =>
    reportText(given, { kind: "chain", voter: undefined, paint: PAINT, width: 300, ...more })

  it("is all right, for people, from when to when, with the voter's own ballots", () => {
    const moments = { open: event(500), closed: event(2_500) }
    const text = shown(audit({ standing: "closed", poll: { moments, settled: { outcome: "blocked" } } }), { voter })
    expect(text).to.include("*Audit of poll 4 of the assembly 0xA55E on chain 31337*")
    expect(text).to.match(/Read +from a node, as of block 9 \(1970-01-01 00:16:40 UTC\)\n +its hash: 0xcd/)
    expect(text).to.match(/Voting +1970-01-01 00:08:20 UTC to 1970-01-01 00:33:20 UTC; closed 1970-01-01 00:41:40 UTC/)
    expect(text).to.match(/Replaced +number 1, with the code AB-CD, cast 1970-01-01 00:10:00 UTC/)
    expect(text).to.match(/It counts +number 2, with the code EF-GH, cast .*\n +block 7, transaction 0xab, log 3/)
    expect(text).to.include("+All of it is right.+").and.include("This trusts the node for one thing")
    const ended = { open: event(500), abandoned: event(2_600) }
    const abandoned = shown(audit({ standing: "abandoned", poll: { ...of([1]), moments: ended } }), { kind: "file" })
    expect(abandoned).to.include("; abandoned 1970-01-01 00:43:20 UTC").and.include("A record is what somebody wrote")
  })

  it("is wrong at a place, and judges nothing after it, not even what counts", () => {
    const finding = new Finding("the proof of the ballot does not hold", { place, nullifier: 99n })
    const wrong = audit({ standing: "open", audit: { finding } })
    const text = shown(wrong, { voter })
    expect(text).to.include("!WRONG: the proof of the ballot does not hold!")
    expect(text).to.match(/Where +block 7, transaction 0xab, log 3\n +Ballot +of the voter with the mark 99/)
    expect(text)
      .to.match(/Cast +number 2/)
      .and.not.match(/It counts|All of it is right|Checked/)
    const none = shown(wrong, { voter: { nullifier: 5n, ballots: [] } })
    expect(none).to.include("Up to what is wrong, no ballot has the mark 5")
    const elsewhere = new Finding("the poll was closed too early", { place })
    expect(shown(audit({ standing: "open", audit: { finding: elsewhere } }))).to.not.include("of the voter")
  })

  it("says that a ballot is not there, though all is right", () => {
    const text = shown(audit({ standing: "open" }), { voter: { nullifier: 5n, ballots: [] } })
    expect(text).to.include("!The poll is right, but the ballot you look for is not in it.!")
    expect(text).to.match(/Not there +no ballot has the mark 5/)
  })

  it("is the same for programs, without what is not known", () => {
    const json = (given: Audit, own?: typeof voter) =>
      JSON.parse(JSON.stringify(reportJson(given, "file", own))) as Record<string, unknown>
    expect(json(audit({ standing: "proposed" }))).to.deep.include({
      verdict: "right",
      finding: null,
      source: "file",
      chainId: "31337",
      poll: "4",
      standing: "proposed",
      electorate: null,
      secret: false,
      decryptedBy: [],
      totals: null,
      outcome: null,
      option: null,
      voter: null,
      checks: [{ topic: "Log", text: "1 event in 2 blocks, in their order" }],
    })
    const finding = new Finding("wrong", { place })
    const poll = { ...of([1]), totals: [2n ** 60n], settled: { outcome: "carried", option: 0 } }
    expect(json(audit({ standing: "closed", poll, audit: { finding } }), voter)).to.deep.include({
      verdict: "wrong",
      finding: { problem: "wrong", ...place, nullifier: null },
      secret: true,
      decryptedBy: [1],
      totals: [String(2n ** 60n)],
      outcome: "carried",
      option: 0,
      checks: [],
      voter: {
        nullifier: "99",
        ballots: [
          { ...place, timestamp: 600, option: null, sequence: "1", code: "AB-CD", counts: false },
          { ...place, timestamp: 700, option: null, sequence: "2", code: "EF-GH", counts: true },
        ],
      },
    })
    const plain = { nullifier: 1n, ballots: [{ place, timestamp: 1, option: 2, code: undefined, counts: true }] }
    const [ballot] = (json(audit({ standing: "open" }), plain)["voter"] as typeof voter).ballots
    expect(ballot).to.include({ option: 2, sequence: null, code: null })
    expect(shown(audit({ standing: "open" }), { voter: plain as unknown as typeof voter })).to.match(
      /It counts +for option 2, cast/,
    )
  })
})
