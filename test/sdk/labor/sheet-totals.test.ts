import { expect } from "chai"
import fc from "fast-check"
import { InvalidInputError, Kinds, publishedTotals, TooFewRowsError, type SheetRules } from "../../../sdk/index.ts"
import { packGroupTotals, unpackGroupTotals } from "../../../sdk/labor/sheet-totals.ts"
import { CERTIFICATE, isInOrder } from "../../circuits/sheet-model.ts"
import { refused } from "../refused.ts"

/** Four groups: kitchen, excused, food, garden. The last kind is a certificate. */
const KINDS = Kinds.of([
  "kitchen",
  { name: "sick", excused: true },
  { name: "leave", excused: true },
  { name: "beans", group: "food" },
  { name: "milk", group: "food" },
  "garden",
  { name: "saw", certificate: true },
])
/** The same once more, by hand; undefined is the certificate. */
const GROUP_OF = [0, 1, 1, 2, 2, 3, undefined]
const [KITCHEN, SICK, LEAVE, BEANS, MILK, GARDEN, SAW] = [0, 1, 2, 3, 4, 5, 6] as const
const [ANA, BO, CEM, DOT, EVE] = [1n, 2n, 3n, 4n, 5n] as const

interface Row {
  commitment: bigint
  kind: number
  amount: number
}

const row = (commitment: bigint, kind: number, amount: number): Row => ({ commitment, kind, amount })
const rules = (minimumRows: number, cap = 840): SheetRules => ({ kinds: KINDS, cap, minimumRows })

/** Rows of a sheet of few members, so that crowds of every small size come up, and the minimum for its totals. */
const sheets = fc.record({
  rows: fc.array(
    fc
      .tuple(
        fc.bigInt(1n, 7n),
        fc.constantFrom(KITCHEN, KITCHEN, SICK, LEAVE, BEANS, MILK, GARDEN, SAW),
        fc.integer({ min: 1, max: 840 }),
      )
      .map(([commitment, kind, amount]) => row(commitment, kind, kind === SAW ? 1 : amount)),
    { minLength: 1, maxLength: 25 },
  ),
  minimumRows: fc.integer({ min: 1, max: 6 }),
})

const laborIn = (rows: readonly Row[], groups: readonly number[]): Row[] =>
  rows.filter(({ kind }) => groups.includes(GROUP_OF[kind] ?? -1))
const minutesOf = (rows: readonly Row[]): number => rows.reduce((sum, { amount }) => sum + amount, 0)
const crowdOf = (rows: readonly Row[]): number => new Set(rows.map(({ commitment }) => commitment)).size
const EVERY_GROUP = [0, 1, 2, 3, 4, 5, 6, 7]

describe("the totals of a sheet that are shown", () => {
  it("are refused when the whole stands for some members, but too few; and never otherwise", () => {
    fc.assert(
      fc.property(sheets, ({ rows, minimumRows }) => {
        const crowd = crowdOf(laborIn(rows, EVERY_GROUP))
        let error: unknown
        try {
          publishedTotals(rows, rules(minimumRows))
        } catch (thrown) {
          error = thrown
        }
        if (crowd > 0 && crowd < minimumRows) {
          expect(error).to.be.instanceOf(TooFewRowsError)
          expect((error as TooFewRowsError).details).to.deep.equal({ members: crowd, minimum: minimumRows })
        } else expect(error).to.equal(undefined)
      }),
      { numRuns: 1000 },
    )
  })

  /** Runs a check on every sheet that may be shown at all. */
  function everySheet(
    check: (rows: Row[], minimumRows: number, shown: ReturnType<typeof publishedTotals>) => void,
  ): void {
    const showable = sheets.filter(({ rows, minimumRows }) => {
      const crowd = crowdOf(laborIn(rows, EVERY_GROUP))
      return crowd === 0 || crowd >= minimumRows
    })
    fc.assert(
      fc.property(showable, ({ rows, minimumRows }) =>
        check(rows, minimumRows, publishedTotals(rows, rules(minimumRows))),
      ),
      { numRuns: 1000 },
    )
  }

  it("are right: all minutes but certificates, and of each group its minutes or 0", () => {
    everySheet((rows, _, { total, groups, published }) => {
      expect(total).to.equal(minutesOf(laborIn(rows, EVERY_GROUP)))
      const expected = EVERY_GROUP.map((group) => (published[group] === true ? minutesOf(laborIn(rows, [group])) : 0))
      expect(groups).to.deep.equal(expected)
      expect(published).to.have.length(8)
    })
  })

  it("stand for nobody or for enough different members, what is kept back included", () => {
    everySheet((rows, minimumRows, { published }) => {
      const kept = EVERY_GROUP.filter((group) => published[group] !== true)
      for (const groups of [kept, ...EVERY_GROUP.filter((group) => published[group]).map((group) => [group])]) {
        const crowd = crowdOf(laborIn(rows, groups))
        if (crowd > 0) expect(crowd, `groups ${groups.join()}`).to.be.at.least(minimumRows)
      }
    })
  })

  it("keep back no more than that takes, the smallest first", () => {
    everySheet((rows, minimumRows, { published }) => {
      const sizes = EVERY_GROUP.map((group) => crowdOf(laborIn(rows, [group])))
      const forced = EVERY_GROUP.filter((group) => sizes[group]! > 0 && sizes[group]! < minimumRows)
      const chosen = EVERY_GROUP.filter((group) => published[group] !== true && !forced.includes(group))
      chosen.sort((a, b) => sizes[a]! - sizes[b]! || a - b)
      const last = chosen.pop()
      if (last === undefined) return
      // Without the last one, what is left would be of too few.
      const left = crowdOf(laborIn(rows, [...forced, ...chosen]))
      expect(left).to.be.within(1, minimumRows - 1)
      for (const group of EVERY_GROUP)
        if (published[group] === true && sizes[group]! > 0) expect(sizes[group]).to.be.at.least(sizes[last]!)
    })
  })

  it("are such as the circuit takes, which counts rows", () => {
    const groups = Array.from({ length: 32 }, (_, kind) =>
      kind === SAW ? CERTIFICATE : GROUP_OF[kind] === undefined ? 0 : GROUP_OF[kind] + 1,
    )
    everySheet((rows, minimumRows, { published }) => {
      const filled = rows.map(({ kind, amount, commitment }, index) => {
        return { commitment, salt: BigInt(index), kind: BigInt(kind), amount: BigInt(amount) }
      })
      const policy = { groups, cap: 840n, minimumRows }
      expect(isInOrder({ rows: filled, day: 20000n, message: 0n, policy, published })).to.equal(true)
    })
  })

  it("show a group of enough, and keep one of too few back along with the smallest other", () => {
    const crowd = [ANA, BO, CEM, DOT].map((member) => row(member, KITCHEN, 60))
    const food = [ANA, BO, CEM].map((member, index) => row(member, index === 0 ? BEANS : MILK, 30))
    expect(publishedTotals([...crowd, ...food], rules(3))).to.deep.equal({
      total: 330,
      groups: [240, 0, 90, 0, 0, 0, 0, 0],
      published: new Array(8).fill(true),
    })
    // Eve's garden alone would be the whole less the two others.
    expect(publishedTotals([...crowd, ...food, row(EVE, GARDEN, 45)], rules(3))).to.deep.equal({
      total: 375,
      groups: [240, 0, 0, 0, 0, 0, 0, 0],
      published: [true, true, false, false, true, true, true, true],
    })
  })

  it("count members and not rows: one with many rows is one", async () => {
    const many = Array.from({ length: 10 }, () => row(ANA, KITCHEN, 60))
    const error = await refused(() => publishedTotals(many, rules(3)), TooFewRowsError, "1 member,", "at least 3")
    expect(error.code).to.equal("too-few-rows")
    await refused(() => publishedTotals([...many, row(BO, GARDEN, 5)], rules(3)), TooFewRowsError, "2 members,")
    const { groups, published } = publishedTotals([...many, row(BO, GARDEN, 5), row(CEM, GARDEN, 5)], rules(3))
    expect(groups).to.deep.equal(new Array(8).fill(0))
    expect([published[0], published[3]]).to.deep.equal([false, false])
    // In the kept remainder too: three rows of the garden are two members', so the kitchen stays back with them.
    const others = [BO, CEM, DOT].map((member) => row(member, KITCHEN, 60))
    const remainder = [row(BO, GARDEN, 5), row(BO, GARDEN, 5), row(CEM, GARDEN, 5)]
    expect(publishedTotals([...many, ...others, ...remainder], rules(3)).groups[0]).to.equal(0)
  })

  it("leave certificates out: they are no minutes, and who has one is no part of a crowd", async () => {
    const three = [ANA, BO, CEM].map((member) => row(member, KITCHEN, 60))
    const tests = [DOT, EVE].map((member) => row(member, SAW, 1))
    expect(publishedTotals([...three, ...tests], rules(3)).total).to.equal(180)
    await refused(() => publishedTotals([...three, ...tests], rules(4)), TooFewRowsError, "3 members")
    expect(publishedTotals(tests, rules(4)).total).to.equal(0)
  })

  it("keep nothing back at a minimum of 1", () => {
    expect(publishedTotals([row(ANA, KITCHEN, 60), row(ANA, GARDEN, 5)], rules(1)).groups.slice(0, 4)).to.deep.equal([
      60, 0, 0, 5,
    ])
  })

  for (const [what, wrong, ...named] of [
    ["an amount over the cap", row(BO, KITCHEN, 841), "rows[1].amount", "841", "840"],
    ["an amount of 0", row(BO, KITCHEN, 0), "rows[1].amount", "0"],
    ["a negative amount", row(BO, KITCHEN, -5), "rows[1].amount", "-5"],
    ["part of a minute", row(BO, KITCHEN, 1.5), "rows[1].amount", "1.5"],
    ["a kind that the commune does not have", row(BO, 7, 60), "rows[1].kind", "7"],
    ["a certificate with 2", row(BO, SAW, 2), "rows[1].amount", "saw is a certificate"],
  ] as const) {
    it(`are refused for ${what}, by row`, () =>
      refused(() => publishedTotals([row(ANA, KITCHEN, 60), wrong], rules(1)), InvalidInputError, ...named))
  }

  it("take an amount of exactly the cap", () => {
    expect(publishedTotals([row(ANA, KITCHEN, 840)], rules(1)).total).to.equal(840)
    expect(publishedTotals([row(ANA, KITCHEN, 2 ** 24 - 1)], rules(1, 2 ** 24 - 1)).total).to.equal(2 ** 24 - 1)
  })
})

describe("the groups' minutes in one number", () => {
  it("have 31 bits each", () => {
    expect(packGroupTotals([5, 0, 7, 0, 0, 0, 0, 1])).to.equal(5n + (7n << 62n) + (1n << 217n))
  })

  it("come out as they went in, the largest that a sheet can have included", () => {
    const minutes = fc.oneof(fc.integer({ min: 0, max: 125 * (2 ** 24 - 1) }), fc.constantFrom(0, 2 ** 31 - 1))
    fc.assert(
      fc.property(fc.array(minutes, { minLength: 8, maxLength: 8 }), (groups) => {
        const packed = packGroupTotals(groups)
        expect(unpackGroupTotals(packed)).to.deep.equal(groups)
        expect(packed < 1n << 248n).to.equal(true)
      }),
    )
  })
})
