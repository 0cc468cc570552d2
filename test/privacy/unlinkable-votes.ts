import { expect } from "chai"
import { cases } from "../../scripts/assure/thoroughness.ts"
import { memberNumber } from "../sdk/commune.ts"
import { Group, type Person } from "./group.ts"
import type { ListenedNode } from "./node.ts"
import { PEOPLE, sharedScene } from "./scene.ts"
import { common, valuesOf, type Values } from "./values.ts"
import { Voting, type Vote } from "./voting.ts"

/** Who is in both groups, with the same keys. */
const [ana] = PEOPLE as [Person]
const NEIGHBOURS = [20, 21, 22, 23].map((number) => ({ member: memberNumber(number), records: [200 + number] }))

/** All of them need some minutes; within `./run test` those that find most. */
const fully = cases(0, 1) === 1

/** Tests with the scene that they share with others. */
export function votesAreUnlinkable(): void {
  describe("two votes of one member have nothing in common that is not everybody's", function () {
    this.timeout(600_000)
    let node: ListenedNode
    let mill: Group
    let yard: Group
    let atMill: Voting
    let atYard: Voting

    before(async () => {
      ;({ node, group: mill, voting: atMill } = await sharedScene())
      yard = await Group.found(node, [...NEIGHBOURS, ana], "2023-08-15")
      atYard = new Voting(yard)
    })

    after(() => atYard.close())

    function convene(group: Group): Promise<bigint> {
      return group.convene({ secret: { committee: group.committee } })
    }

    /** What the poll itself says, and so every ballot in it. */
    async function publicIn(group: Group, pollId: bigint, vote: Vote): Promise<Values> {
      const { assembly } = group.deployed
      const { root, policy, quotaPolicies, secret } = await assembly.poll(pollId)
      const { key = [] } = secret?.ballot ?? {}
      return new Set([
        root,
        policy,
        ...quotaPolicies,
        ...key.map(BigInt),
        await group.deployed.ledger.root(),
        assembly.scope(pollId).value,
        BigInt(vote.handed.proof.signals["ballotRule"] ?? 0),
        // Names of events.
        ...vote.receipt.logs.map(({ topics }) => BigInt(topics[0]!)),
      ])
    }

    function expectNothingBut(shared: Values, allowed: Values): void {
      expect([...shared].filter((value) => !allowed.has(value))).to.deep.equal([])
    }

    if (fully) {
      it("in two polls of one group: the roll, the rules and the key alone", async () => {
        const [first, second] = [await convene(mill), await convene(mill)]
        const one = await atMill.inSecret(first, ana.member, [1, 0, 0])
        const other = await atMill.inSecret(second, ana.member, [1, 0, 0])
        const shared = common(valuesOf(one), valuesOf(other))
        expectNothingBut(shared, common(await publicIn(mill, first, one), await publicIn(mill, second, other)))
        expect([...shared]).to.include((await mill.deployed.assembly.poll(first)).root)
        // No more than two strangers have in common in these polls.
        const stranger = await atMill.inSecret(second, mill.people[2]!.member, [1, 0, 0])
        expect([...shared].toSorted()).to.deep.equal([...common(valuesOf(one), valuesOf(stranger))].toSorted())
      })
    }

    it("in polls of two groups: the rules alone", async () => {
      const [first, second] = [await convene(mill), await convene(yard)]
      const one = await atMill.inSecret(first, ana.member, [0, 1, 0])
      const other = await atYard.inSecret(second, ana.member, [0, 1, 0])
      const shared = common(valuesOf(one), valuesOf(other))
      expectNothingBut(shared, common(await publicIn(mill, first, one), await publicIn(yard, second, other)))
      // Nor does the commitment stand in a vote, by which both rolls, which are public, know one who takes the same keys to both.
      for (const vote of [one, other]) expect(valuesOf(vote).has(ana.member.commitment)).to.equal(false)
    })

    if (fully) {
      it("in a public poll and a secret one", async () => {
        const [first, second] = [await mill.convene(), await convene(mill)]
        const one = await atMill.inPublic(first, ana.member, 1)
        const other = await atMill.inSecret(second, ana.member, [0, 1, 0])
        expectNothingBut(
          common(valuesOf(one), valuesOf(other)),
          common(await publicIn(mill, first, one), await publicIn(mill, second, other)),
        )
      })
    }

    it("within one poll the mark alone, by which a second ballot takes the place of the first", async () => {
      const pollId = await convene(mill)
      const one = await atMill.inSecret(pollId, ana.member, [1, 0, 0])
      const other = await atMill.inSecret(pollId, ana.member, [1, 0, 0])
      const mark = ana.member.nullifier(mill.deployed.assembly.scope(pollId).value)
      const allowed = common(await publicIn(mill, pollId, one), await publicIn(mill, pollId, other))
      const shared = [...common(valuesOf({ ...one, data: "0x" }), valuesOf({ ...other, data: "0x" }))]
      expect(shared).to.include(mark)
      expect(shared.filter((value) => !allowed.has(value))).to.deep.equal([mark])
    })
  })
}
