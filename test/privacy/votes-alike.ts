import { expect } from "chai"
import { BallotRules, type Proposal } from "../../sdk/index.ts"
import { cases } from "../../scripts/assure/thoroughness.ts"
import { executionGas } from "./gas.ts"
import type { Group } from "./group.ts"
import type { ListenedNode } from "./node.ts"
import type { Exchange } from "./recording-proxy.ts"
import { PEOPLE, sharedScene } from "./scene.ts"
import { callsOf, shapeOf } from "./shapes.ts"
import type { Vote, Voting } from "./voting.ts"

const CHOICES = { yes: [1, 0, 0], blank: [0, 0, 0], no: [0, 1, 0], abstain: [0, 0, 1] }
const SCORES = {
  "the most for all": [40, 40, 40],
  nothing: [0, 0, 0],
  "one point": [0, 0, 1],
  "something of each": [3, 40, 17],
}

/** All of them need some minutes; within `./run test` those that find most. */
const fully = cases(0, 1) === 1

/** Tests with the scene that they share with others. */
export function votesLookAlike(): void {
  describe("what a vote shows is the same whoever votes, and for what", function () {
    this.timeout(600_000)
    let node: ListenedNode
    let group: Group
    let voting: Voting

    before(async () => {
      ;({ node, group, voting } = await sharedScene())
    })

    /** Votes of different people, each cast at the same moment of the same chain. */
    async function votes(list: readonly (() => Promise<Vote>)[]): Promise<Vote[]> {
      const found: Vote[] = []
      for (const vote of list) {
        const restore = await node.remember()
        found.push(await vote())
        await restore()
      }
      return found
    }

    /** Everything about these votes that others see is alike. */
    function expectAlike(all: readonly Vote[]): void {
      const [first, ...others] = all.map(visible)
      for (const other of others) {
        for (const part of Object.keys(first!) as (keyof typeof first)[])
          expect(other[part], part).to.deep.equal(first![part])
      }
    }

    /** Whose ballots are the first ones of a poll, so that those that are looked at find it under way. */
    async function underWay(proposal: Partial<Proposal>, choice: readonly number[]): Promise<bigint> {
      const pollId = await group.convene({ ...proposal, secret: { committee: group.committee, ...proposal.secret } })
      await voting.inSecret(pollId, PEOPLE[4]!.member, choice)
      return pollId
    }

    const shown = cases(2, 4)

    it("a secret ballot of one choice: for, against, abstaining, blank", async () => {
      const pollId = await underWay({ abstain: "abstain" }, CHOICES.no)
      const choices = Object.values(CHOICES).slice(0, shown)
      expectAlike(
        await votes(choices.map((scores, index) => () => voting.inSecret(pollId, PEOPLE[index]!.member, scores))),
      )
    })

    if (fully) {
      it("a ballot that takes the place of another: the choice changed, or not", async () => {
        const pollId = await underWay({ abstain: "abstain" }, CHOICES.no)
        for (const { member } of PEOPLE.slice(0, shown)) await voting.inSecret(pollId, member, CHOICES.yes)
        const again = [CHOICES.yes, CHOICES.no, CHOICES.abstain, CHOICES.blank].slice(0, shown)
        expectAlike(
          await votes(again.map((scores, index) => () => voting.inSecret(pollId, PEOPLE[index]!.member, scores))),
        )
      })
    }

    if (fully) {
      it("a ballot of scores: the most, the least, none", async () => {
        const secret = { committee: group.committee, rule: BallotRules.score({ options: 3, maxScore: 40 }) }
        const pollId = await underWay({ secret }, SCORES["one point"])
        const scores = Object.values(SCORES).slice(0, shown)
        expectAlike(
          await votes(scores.map((each, index) => () => voting.inSecret(pollId, PEOPLE[index]!.member, each))),
        )
      })
    }

    if (fully) {
      it("a ballot of twelve options, in three ciphertexts", async () => {
        const options = Array.from({ length: 12 }, (_, index) => `option ${String(index)}`)
        const choice = (option: number) => options.map((_, index) => (index === option ? 1 : 0))
        const pollId = await underWay({ options }, choice(5))
        const given = [choice(0), choice(11), choice(-1)]
        expectAlike(
          await votes(given.map((scores, index) => () => voting.inSecret(pollId, PEOPLE[index]!.member, scores))),
        )
      })
    }

    it("a ballot whose choice is public, as to its voter", async () => {
      const pollId = await group.convene()
      await voting.inPublic(pollId, PEOPLE[4]!.member, 1)
      expectAlike(
        await votes(
          PEOPLE.slice(0, shown).map(
            ({ member }) =>
              () =>
                voting.inPublic(pollId, member, 1),
          ),
        ),
      )
    })

    it("a batch, in whatever order its ballots came", async () => {
      const pollId = await group.convene({ quotas: [] })
      const handed = await voting.forBatch(
        pollId,
        PEOPLE.slice(0, shown).map(({ member }) => member),
        1,
      )
      const secretly = await group.convene({ quotas: [], secret: { committee: group.committee } })
      const ballots = await voting.forSecretBatch(
        secretly,
        PEOPLE.slice(0, shown).map(({ member }) => member),
        CHOICES.yes,
      )
      const { assembly } = group.deployed
      for (const [batch, send] of [
        [handed, (list: typeof handed) => assembly.voteMany(pollId, list)],
        [ballots, (list: typeof ballots) => assembly.secretPoll(secretly).castMany(list)],
      ] as const) {
        const sent = []
        for (const list of [batch, batch.toReversed()]) {
          const restore = await node.remember()
          const { receipt } = await send(list as never)
          sent.push((await node.provider.getTransaction(receipt!.hash))!.data)
          await restore()
        }
        expect(sent[1]).to.equal(sent[0])
      }
    })

    if (fully) {
      it("and a difference would be seen: a first ballot beside a second, which docs/ballots.md says can be told apart", async () => {
        const pollId = await underWay({}, CHOICES.no)
        const [first] = await votes([() => voting.inSecret(pollId, PEOPLE[0]!.member, CHOICES.yes)])
        await voting.inSecret(pollId, PEOPLE[0]!.member, CHOICES.yes)
        const [second] = await votes([() => voting.inSecret(pollId, PEOPLE[0]!.member, CHOICES.yes)])
        const [one, other] = [visible(first!), visible(second!)]
        // What the device asks is the same even then: it looks for its own ballot in all of them.
        for (const part of ["handed", "calls", "transaction", "gas", "events"] as const)
          expect(other[part], part).to.not.deep.equal(one[part])
      })
    }
  })
}

/** What others see of a vote, without what is drawn at random for it. */
function visible({ asked, handed, sent, receipt, data }: Vote) {
  return {
    // Not the form alone: a device asks the same, byte for byte, whoever holds it.
    asked: asked.map(withoutNumber),
    headers: [...new Set([...asked, ...sent].map(({ request, headers }) => [request, ...Object.keys(headers)].join()))],
    handed: shapeOf(handed),
    calls: callsOf(sent).map(({ method, params }) => [method, shapeOf(params)]),
    transaction: [data.slice(0, 10), data.length],
    gas: executionGas({ gasUsed: receipt.gasUsed, data }),
    events: receipt.logs.map(({ address, topics, data: content }) => [
      address,
      topics[0],
      topics.length,
      content.length,
    ]),
  }
}

/** Questions are numbered from 1 on within each connection. */
function withoutNumber({ body }: Exchange): string {
  return body.replace(/"id":\d+/g, '"id":0')
}
