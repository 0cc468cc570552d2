import { PassThrough } from "node:stream"
import { expect } from "chai"
import { jsonRecord } from "../../scripts/demo/json-record.ts"
import { page } from "../../scripts/demo/page/page.ts"
import { paintFor } from "../../scripts/demo/report/paint.ts"
import type { Play } from "../../scripts/demo/report/play.ts"
import { privateView } from "../../scripts/demo/report/private-view.ts"
import { report } from "../../scripts/demo/report/report.ts"
import { sectionsOf } from "../../scripts/demo/report/sections.ts"
import { readScenario, run } from "../../scripts/demo/run.ts"
import { fixture } from "./real-data.ts"
import { EMBEDDED, SILENT } from "./silent-show.ts"

describe("the demo on the embedded chain", function () {
  this.timeout(600_000)
  let play: Play

  before(async () => {
    const scenario = await readScenario({ kind: "commune", folder: fixture("commune") })
    play = await run(scenario, EMBEDDED, SILENT, performance.now())
  })

  it("tells each member what the input says", () => {
    expect(Object.fromEntries(play.found.standings)).to.deep.equal({
      Ada: { state: "proved" },
      Ben: { state: "proved" },
      Cora: { state: "proved" },
      Dov: { state: "short", missing: 30, reached: 210, rows: 1 },
      Eve: { state: "class-not-admitted", class: "candidate" },
      Fay: { state: "admitted-too-late", admitted: "2026-01-10" },
      "Gus, the elder": { state: "stayed-home" },
    })
  })

  it("decides as the ballots say", () => {
    expect(play.found.decision).to.deep.equal({
      electorate: 6,
      ballots: 3,
      tally: [2, 1, 0],
      outcome: "carried",
      option: 0,
    })
    expect(play.differences).to.deep.equal([])
    // Seven members, electorate, turnout, outcome, ballots of three options, and the books of three weeks.
    expect(play.compared).to.equal(16)
  })

  it("sees every attempt to cheat refused, for the reason that it must be", () => {
    expect(play.journal.refusals.map(({ by, error }) => `${by}: ${error}`)).to.have.members([
      "contract: AlreadyMember",
      "contract: InvalidSheetProof",
      "contract: InvalidSheetProof",
      "contract: CannotCountersignOwn",
      "contract: AccessControlUnauthorizedAccount",
      "contract: WrongCommitment",
      "contract: InvalidDealing",
      "contract: VotingNotOver",
      // A device that lies, a ballot that was opened.
      "second device: ballot-opening",
      "own program: ballot-spoilt",
      // A changed ballot, a copied one, a borrowed quota, an outsider.
      "verifier: invalid-proof",
      "contract: InvalidBallotProof",
      "verifier: invalid-proof",
      "contract: InvalidBallotProof",
      "verifier: requirement-not-met",
      "contract: InvalidQuotaProof",
      "verifier: requirement-not-met",
      "contract: InvalidBallotProof",
      "contract: NullifierUsed",
      "contract: SequenceNotLarger",
      // Before the close, and a ballot after it.
      "own program: poll-state",
      "contract: WrongPollState",
      "contract: WrongPollState",
      // A single ballot in place of the sum, a false part, two trustees, a ballot moved.
      "verifier: requirement-not-met",
      "contract: InvalidPartialDecryption",
      "verifier: invalid-proof",
      "contract: InvalidPartialDecryption",
      "own program: too-few-parts",
      "contract: PartNotPosted",
      "contract: WrongTally",
    ])
  })

  it("names the trustee who cheats, and opens the sum without who dropped out", () => {
    const caught = play.journal.refusals.filter(({ error }) => /^Invalid(Dealing|PartialDecryption)$/.test(error))
    expect(caught.map(({ reason }) => reason)).to.deep.equal([
      "the proof does not hold; trustee 4 is named",
      "the proof does not hold; trustee 4 is named",
      "the proof does not hold; trustee 4 is named",
    ])
    const done = { committed: true, dealt: true }
    expect(play.journal.trustees).to.deep.equal([
      { index: 1, ...done, opening: "decrypted" },
      { index: 2, ...done, opening: "dropped out" },
      { index: 3, ...done, opening: "decrypted" },
      { index: 4, ...done, opening: "caught cheating" },
      { index: 5, ...done, opening: "decrypted" },
    ])
  })

  it("counts the later ballots of the two who changed their minds, once each", () => {
    const sequences = [...play.journal.ballots.values()].map(({ sequence }) => sequence)
    expect(sequences.sort()).to.deep.equal([1n, 2n, 2n])
    expect(play.journal.gas.get("vote again")?.count).to.equal(2)
  })

  it("has counted gas and taken times", () => {
    const { gas, times } = play.journal
    const ballot = "cast a secret ballot, with 1 labor proof"
    expect(gas.get(ballot)?.count).to.equal(3)
    expect(gas.get("post a labor sheet, proved")?.count).to.equal(3)
    expect(gas.get("countersign a labor sheet")?.count).to.equal(3)
    expect(gas.get(ballot)?.max).to.be.within(400_000, 800_000)
    expect(gas.get("deal the shares, proved")?.count).to.equal(5)
    expect(gas.get("decrypt a part, proved")?.count).to.equal(3)
    // The two who voted again proved twice.
    expect((times.get("ballot-4")?.count ?? 0) + (times.get("ballot-4, side by side")?.count ?? 0)).to.equal(5)
    expect(times.get("quota-4")?.count).to.equal(3)
    for (const { min, median, max, first } of times.values()) {
      expect(min).to.be.greaterThan(0).and.at.most(median)
      expect(median).to.be.at.most(max)
      expect(first).to.be.within(min, max)
    }
  })

  it("reports in plain words, on lines of the given width", () => {
    const text = report(play, paintFor(new PassThrough() as unknown as NodeJS.WriteStream), 100)
    for (const line of text.split("\n")) expect(line.length).to.be.at.most(100)
    expect(text).to.include("Carried: a bench. 3 of 6 members of the voting classes voted")
    expect(text).to.include("30 minutes missing: 3:30 of 4:00 hours")
    expect(text).to.include("only members of the classes full and worker vote")
    expect(text).to.include("admitted on 2026-01-10, after 2026-01-05")
    expect(text).to.include("All 16 results are what plain arithmetic makes of the same input")
    expect(text).to.include("any 3 of the 5 trustees together")
    expect(text).not.to.match(/ballot's choice|later version/)
  })

  it("keeps open books that say what the sheets say, and keep small groups back", async () => {
    const { books } = play.labor!
    // 9:00 + 9:30; the certificate is no time.
    expect(books.period("2026-01-04")).to.deep.equal({
      sheets: 1,
      total: 1110,
      groups: { kitchen: 1110, care: 0, excused: 0 },
      keptBack: 0,
    })
    // Kitchen 2:00 + 1:21 + 3:30 and care 1:54 + 5:00. One is sick for 4:00: care is kept back with it, so that nobody finds it by subtraction.
    expect(books.period("2026-01-11")).to.deep.equal({
      sheets: 1,
      total: 411 + 414 + 240,
      groups: { kitchen: 411, care: 0, excused: 0 },
      keptBack: 414 + 240,
    })
    const data = (await jsonRecord(play)) as { books: { until: string; total: number }[] }
    expect(data.books.map(({ until, total }) => `${until} ${total}`)).to.deep.equal([
      "2026-01-04 1110",
      "2026-01-11 1065",
      "2026-01-18 525",
    ])
  })

  it("shows one member's own lines beside what everybody sees, and not whose they are", () => {
    const view = privateView(play)!
    expect(view.rows.length).to.be.greaterThan(0)
    const text = JSON.stringify(view)
    for (const { name } of play.scenario.members) expect(text).not.to.include(name)
    expect(text).to.match(/1 sheet, \d+:\d\d hours by all together/)
  })

  it("is a page as well, which loads nothing and escapes what comes from the input", () => {
    const html = page({ ...play, scenario: { ...play.scenario, title: "<script>alert(1)</script>" } })
    expect(html).to.include("&lt;script&gt;alert(1)&lt;/script&gt;").and.not.to.include("<script")
    expect(html).not.to.match(/(src|href)=/)
    for (const { heading } of sectionsOf(play)) expect(html).to.include(heading)
    expect(html).to.include("All 16 results are what plain arithmetic makes of the same input")
    expect(html.match(/class="bar"/g)).to.have.length(play.labor!.books.periods.length + 5)
  })

  it("names nobody who voted, in the report and in the data", async () => {
    const text = report(play, paintFor(new PassThrough() as unknown as NodeJS.WriteStream), 100)
    for (const name of ["Ada", "Ben", "Cora"]) expect(text).not.to.include(name)
    const data = (await jsonRecord(play)) as {
      ballots: { nullifier: string }[]
      members: { name: string; result: object }[]
    }
    expect(data.ballots).to.have.length(3)
    // Of a ballot nothing but what the chain has, and not in the order in which they were cast.
    for (const ballot of data.ballots) expect(ballot).to.have.all.keys("nullifier", "sequence", "code")
    const marks = data.ballots.map(({ nullifier }) => BigInt(nullifier))
    expect(marks).to.deep.equal(marks.toSorted((one, other) => (one < other ? -1 : 1)))
    expect(data.members.find(({ name }) => name === "Ada")?.result).to.deep.equal({ state: "proved" })
  })
})
