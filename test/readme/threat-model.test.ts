import { expect } from "chai"
import { existsSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { ROOT } from "../../scripts/paths.ts"

const PAGE = "docs/threat-model.md"
const TRACKER = "https://github.com/0xPARC/zk-bug-tracker#"

/** All entries of 0xPARC's zk-bug-tracker, by their places on its page: bugs in the wild, then common ones. */
const TRACKED = [
  ...[
    "dark-forest-1",
    "bigint-1",
    "circom-pairing-1",
    "semaphore-1",
    "zk-kit-1",
    "aztec-1",
    "aztec-2",
    "stealthdrop-1",
  ],
  ...["zkdrops-1", "maci-1", "bulletproofs-1", "plonk-1", "zcash-1", "mimc-1", "pse-zkevm-1", "pse-zkevm-2", "dusk-1"],
  ...["nightfall-1", "summa-1", "polygon-zkevm-1", "hexens-polygonzkevm-1", "hexens-polygonzkevm-2"],
  ...["hexens-polygonzkevm-3", "zendoo-polynomial-1", "aleo-encryption-1", "light-protocol-1", "zkemail-1"],
  ...["under-constrained-circuits", "nondeterministic-circuits", "arithmetic-over-under-flows"],
  ...["mismatching-bit-lengths", "unused-pub-inputs", "frozen-heart", "trusted-setup-leak", "assigned-not-constrained"],
]

/** The audits of which each has to be on the page, by project and firm. */
const AUDITS = ["Semaphore v3, [Veridise", "Semaphore v4, PSE", "Unirep, Veridise", "RLN, Veridise", "RLN, yAcademy"]
AUDITS.push(
  "MACI, HashCloak 2021",
  "MACI and QFI, HashCloak 2022",
  "MACI, Veridise",
  "MACI, PSE February",
  "MACI, PSE July",
)

describe("docs/threat-model.md", () => {
  let text: string
  let rows: string[][]

  before(async () => {
    text = await readFile(join(ROOT, PAGE), "utf8")
    rows = text
      .split("\n")
      .filter((line) => line.startsWith("|"))
      .map((line) =>
        line
          .split("|")
          .slice(1, -1)
          .map((cell) => cell.trim()),
      )
  })

  const classes = (): string[][] => rows.filter(([name]) => /^\*\*[CPKVS]\d+\*\* /.test(name!))
  const numbers = (): string[] => classes().map(([name]) => name!.split("**")[1]!)

  it("says that there has been no outside audit, and so does SECURITY.md, which leads here", async () => {
    expect(text).to.include("**There has been no outside audit.**")
    const security = await readFile(join(ROOT, "SECURITY.md"), "utf8")
    expect(security).to.match(/no outside audit/i)
    expect(security).to.include("](docs/threat-model.md)").and.include("](docs/assurance.md)")
  })

  it("names files that exist", () => {
    const named = [...text.matchAll(/`((?:circuits|contracts|sdk|scripts|test|docs|artifacts)\/[\w./-]+)`/g)]
    expect(named.length).to.be.greaterThan(150)
    for (const [, file] of named) expect(existsSync(join(ROOT, file!)), file).to.equal(true)
  })

  it("quotes tests by the titles that they have", async () => {
    const titles = new Map<string, Set<string>>()
    const citations = citationsIn(text)
    expect(citations.length).to.be.greaterThan(150)
    for (const { file, title } of citations) {
      if (!titles.has(file)) titles.set(file, titlesIn(await readFile(join(ROOT, file), "utf8")))
      expect([...titles.get(file)!], `${file}: ${title}`).to.include(title)
    }
  })

  it("has a place where it struck, a defence and a test for each class", () => {
    expect(classes().length).to.be.greaterThan(40)
    expect(new Set(numbers()).size).to.equal(numbers().length)
    for (const [name, struck, defence, test] of classes()) {
      for (const cell of [struck, defence]) expect(cell, name).to.match(/\w{3}/)
      expect(citationsIn(test!).length, name).to.be.greaterThan(0)
    }
  })

  it("has every attack of the protocol's own list, with a test for each", async () => {
    const protocol = await readFile(join(ROOT, "docs", "protocol.md"), "utf8")
    const list = protocol.split("## Known attacks that the tests must show to fail")[1]!.split("\n## ")[0]!
    const attacks = list.replace(/\s+/g, " ").trim().replace(/\.$/, "").split("; ")
    expect(attacks.length).to.be.greaterThan(15)
    for (const attack of attacks) {
      const row = rows.find(([name]) => name === attack)
      expect(row, attack).not.to.equal(undefined)
      expectClasses(row![1]!, attack)
      expect(citationsIn(row![2]!).length, attack).to.be.greaterThan(0)
    }
  })

  it("has every entry of zk-bug-tracker, with classes that are above", () => {
    const entries = rows.filter(([entry]) => entry!.includes(TRACKER))
    expect(entries.map(([entry]) => entry!.split(TRACKER)[1]!.replace(")", ""))).to.deep.equal(TRACKED)
    for (const [entry, , named] of entries) expectClasses(named!, entry!)
  })

  it("has the audits of the nearest peers, with classes that are above", () => {
    for (const audit of AUDITS) {
      const row = rows.find(([name]) => name!.startsWith(audit))
      expect(row, audit).not.to.equal(undefined)
      expectClasses(row![2]!.split(";")[0]!, audit)
    }
  })

  it("has links that lead somewhere", async () => {
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!)
    expect(links.length).to.be.greaterThan(60)
    for (const link of links) {
      if (/^https:\/\/[\w.-]+\/\S+$/.test(link)) continue
      const [path = "", anchor] = link.split("#")
      const file = path === "" ? PAGE : join(dirname(PAGE), path)
      expect(existsSync(join(ROOT, file)), link).to.equal(true)
      if (anchor !== undefined) expect(anchorsIn(await readFile(join(ROOT, file), "utf8")), link).to.include(anchor)
    }
  })

  function expectClasses(named: string, of: string): void {
    const found = named.split(", ")
    expect(found.length, of).to.be.greaterThan(0)
    for (const name of found) expect(numbers(), `${of}: ${name}`).to.include(name)
  }
})

interface Citation {
  file: string
  title: string
}

/** Tests that a text quotes: `file`: "title", "title". */
function citationsIn(text: string): Citation[] {
  return [...text.matchAll(/`(test\/[\w./-]+\.test\.(?:ts|mjs))`: ("[^"]+"(?:, "[^"]+")*)/g)].flatMap(
    ([, file, titles]) => [...titles!.matchAll(/"([^"]+)"/g)].map(([, title]) => ({ file: file!, title: title! })),
  )
}

/** Titles of the tests in a source, with … where a value is put in. */
function titlesIn(source: string): Set<string> {
  const found = source.matchAll(/\b(?:describe|it|test)\(\s*(?:"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g)
  return new Set(
    [...found].map(([, plain, template]) => (plain ?? template!).replace(/\$\{[^}]*\}/g, "…").replaceAll('\\"', '"')),
  )
}

/** Anchors that a page gives its headings. */
function anchorsIn(page: string): string[] {
  return [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\w\s-]/g, "")
      .trim()
      .replace(/\s/g, "-"),
  )
}
