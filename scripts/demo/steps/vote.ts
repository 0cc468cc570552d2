import type { Member } from "../../../sdk/index.ts"
import { borrowedQuota, changedCopy, copiedBallot, olderBallot, outsider, secondVote } from "../attacks/ballot.ts"
import { castsSpoilt, lyingDevice } from "../attacks/device.ts"
import { inLanes } from "../in-lanes.ts"
import { Lane } from "../lane.ts"
import type { ScenarioMember } from "../scenario.ts"
import { shuffled } from "../shuffle.ts"
import type { Stage } from "../stage.ts"
import type { Standing } from "../standing.ts"
import type { Members } from "./admit.ts"
import { checkBallot } from "./ballot-check.ts"
import { prepareBallot, type PreparedBallot, type SentBallot } from "./ballot.ts"
import { challengeDevice } from "./challenge.ts"
import type { OpenPoll } from "./poll.ts"
import { Provers } from "./provers.ts"
import { refusedStanding } from "./refused-standing.ts"
import type { Openings } from "./sheets.ts"
import type { Question } from "./statement.ts"
import { step } from "./step.ts"

const ALONE = 3
const SIDE_BY_SIDE = 2
/** How many members vote a second time, the other way. */
const CHANGING = 2

/** What came of the vote. */
export interface Vote {
  standings: Map<string, Standing>
  /** The first ballot that was sent, for those who try to make use of it; undefined if nobody could vote. */
  seen: SentBallot | undefined
}

/** Somebody who votes otherwise in the end. */
interface Changing {
  member: Member
  former: SentBallot
  choice: number
}

/**
 * Every member encrypts the own choice and proves what the poll asks, or is told what is missing. Each ballot is checked off chain and sent by the relay
 * while the next member proves. One member doubts the device first; two vote again in the end.
 */
export function voteAll(
  stage: Stage,
  poll: OpenPoll,
  question: Question,
  members: Members,
  openings: Openings,
): Promise<Vote> {
  const { scenario, journal } = stage
  const { length: quotas } = question.quotas
  const kind =
    quotas === 0 ? "cast a secret ballot" : `cast a secret ballot, with ${quotas} labor proof${quotas > 1 ? "s" : ""}`
  return step(stage, "Members prove and vote in secret", scenario.members.length, async (shown) => {
    await using provers = new Provers(journal, stage.artifacts)
    const standings = new Map<string, Standing>()
    const lane = new Lane()
    const changing: Changing[] = []
    let voters = 0
    let seen: SentBallot | undefined
    try {
      const queue = shuffled(scenario.members)
      // The first voters prove alone, so that one sees how long a proof takes; the others side by side, so that no core waits.
      while (queue.length > 0 && voters < ALONE) await comeUp(queue.shift())
      provers.sideBySide = true
      await inLanes(queue, SIDE_BY_SIDE, comeUp)
      await lane.finish()
      await inLanes(changing, SIDE_BY_SIDE, voteAgain)
      await lane.finish()
      if (seen !== undefined)
        journal.refusals.push(...(await outsider(seen, question, poll, await provers.warm(poll.circuit))))
    } finally {
      await lane.settle()
    }
    const others = scenario.members.length - journal.ballots.size
    return {
      result: { standings, seen },
      summary:
        `${journal.ballots.size} encrypted ballots, each with ${quotas === 0 ? "a proof" : `${1 + quotas} proofs`}, sent by a relay and checked off chain and by ` +
        `the contract, which adds them up unread. One voter challenged the device first; ${changing.length} voted again, and the later ballot counts` +
        (others === 0 ? "" : `. ${others} members did not vote`),
    }

    async function comeUp(person: ScenarioMember | undefined): Promise<void> {
      if (person === undefined) return
      const { name } = person
      const choice = poll.choices.get(name)
      standings.set(name, choice === undefined ? { state: "stayed-home" } : await takePart(name, choice))
      shown.advance()
    }

    async function takePart(name: string, choice: number): Promise<Standing> {
      const member = members.get(name)
      if (member === undefined) throw new Error(`${name} has no keys`)
      const changes = changing.length < CHANGING
      const first = changes ? (choice + 1) % poll.terms.options : choice
      let prepared: PreparedBallot
      try {
        const voting = { member, openings: openings.get(name) ?? [], choice: first, sequence: 1n }
        prepared = await prepareBallot(voting, question, poll, provers)
      } catch (error) {
        const standing = refusedStanding(error)
        if (standing === undefined) throw error
        return standing
      }
      const number = ++voters
      if (number === 1) await challenge(member)
      if (changes) changing.push({ member, former: prepared.sent, choice })
      lane.add(() => cast(prepared, number))
      return { state: "proved" }
    }

    async function challenge(member: Member): Promise<void> {
      // Whoever sees the opening sees a choice, so the one to be opened is not the voter's own but any.
      const spoilt = challengeDevice(poll, 0)
      journal.spoilt = { code: spoilt.code, choice: spoilt.choice }
      journal.refusals.push(await lyingDevice(poll, 0), await castsSpoilt(spoilt, member, question))
    }

    async function cast(prepared: PreparedBallot, number: number): Promise<void> {
      const { sent } = prepared
      // Somebody sees the first ballot on its way, and tries to make use of it.
      if (number === 1) journal.refusals.push(...(await changedCopy(sent, question, poll)))
      if (number === 2 && seen !== undefined) {
        journal.refusals.push(...(await copiedBallot(seen, sent, question, poll)))
        if (quotas > 0) journal.refusals.push(...(await borrowedQuota(seen, sent, question, poll)))
      }
      seen ??= sent
      await deliver(prepared, kind)
    }

    async function deliver({ sent, sequence, code }: PreparedBallot, action: string): Promise<void> {
      const start = performance.now()
      const nullifier = await checkBallot(sent, question, poll)
      journal.takeTime("check off chain", performance.now() - start)
      const posted = performance.now()
      const { gasUsed } = await poll.secret.cast(sent.ballot, sent.quotas)
      journal.takeTime("send and check on chain", performance.now() - posted)
      journal.spendGas(action, gasUsed)
      journal.ballots.set(nullifier, { sequence, code })
    }

    async function voteAgain({ member, former, choice }: Changing): Promise<void> {
      const sequence = await poll.secret.nextSequence(member)
      const asked = { ...question, quotas: [] }
      const again = await prepareBallot({ member, openings: [], choice, sequence }, asked, poll, provers)
      const first = former === changing[0]?.former
      lane.add(async () => {
        if (first) journal.refusals.push(await secondVote({ ...again.sent, quotas: former.quotas }, poll))
        await deliver(again, "vote again")
        if (first) journal.refusals.push(await olderBallot(former, poll))
      })
    }
  })
}
