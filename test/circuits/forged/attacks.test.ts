import { existsSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { expect } from "chai"
import { attackLines, listedAttacks, readAttacks, type Attack } from "../../../scripts/assure/forged/attacks.ts"
import { CIRCUITS, type CircuitName } from "../../../scripts/circuits/names.ts"
import { ROOT } from "../../../scripts/paths.ts"

describe("the table of attacks and circuits", () => {
  let attacks: Attack[]
  before(async () => {
    attacks = await readAttacks()
  })

  it("has every attack of the protocol's list, in its words", async () => {
    const listed = await listedAttacks()
    expect(listed.length).to.be.greaterThan(15)
    expect(attacks.map(({ attack }) => attack)).to.deep.equal(listed)
  })

  it("has, for each attack and each released circuit, tests that make it or the reason why it cannot be made", () => {
    expect(attacks.length * CIRCUITS.length).to.be.greaterThan(200)
    for (const { attack, shown, none } of attacks) {
      for (const circuit of CIRCUITS) {
        const tests = shown.filter(({ circuits }) => circuits.includes(circuit)).flatMap(({ titles }) => titles)
        const reasons = none.filter(({ circuits }) => circuits.includes(circuit))
        expect(tests.length > 0 ? 1 : 0, `${attack}, ${circuit}`).to.equal(1 - reasons.length)
      }
      for (const { because } of none) expect(because, attack).to.match(/^[A-Z].{15,}\.$/)
      const named = [...shown, ...none].flatMap(({ circuits }): CircuitName[] => circuits)
      expect(CIRCUITS).to.include.members(named)
    }
  })

  it("quotes tests by the titles that they have", async () => {
    const titles = new Map<string, Set<string>>()
    for (const { by, titles: quoted } of attacks.flatMap(({ shown }) => shown)) {
      expect(existsSync(join(ROOT, by)), by).to.equal(true)
      if (!titles.has(by)) titles.set(by, titlesIn(await readFile(join(ROOT, by), "utf8")))
      for (const title of quoted) expect([...titles.get(by)!], `${by}: ${title}`).to.include(title)
    }
  })

  it("is printed with a row for each attack and a column for each circuit", () => {
    const [head, ...rows] = attackLines(attacks)
    expect(head!.split(/ {2,}/)).to.deep.equal(["attack", ...CIRCUITS])
    expect(rows.length).to.equal(attacks.length)
    expect(rows.find((row) => row.startsWith("a ballot copied"))).to.match(/ 1 +– +– +– +– +– +\d +\d +– +– +–$/)
  })
})

/** Titles of the tests in a source, with … where a value is put in. */
function titlesIn(source: string): Set<string> {
  const found = source.matchAll(/\bit\(\s*(?:"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g)
  return new Set(
    [...found].map(([, plain, template]) => (plain ?? template!).replace(/\$\{[^}]*\}/g, "…").replaceAll('\\"', '"')),
  )
}
