import { MemoryNullifiers, type Member, type MembershipProof } from "../../../sdk/index.ts"
import { changedCopy, outsider, secondVote } from "../attacks/ballot.ts"
import { inLanes } from "../in-lanes.ts"
import { Lane } from "../lane.ts"
import type { ScenarioMember } from "../scenario.ts"
import { shuffled } from "../shuffle.ts"
import type { Stage } from "../stage.ts"
import type { Standing } from "../standing.ts"
import type { Members } from "./admit.ts"
import type { OpenPoll } from "./poll.ts"
import { Provers } from "./provers.ts"
import { refusedStanding } from "./refused-standing.ts"
import type { Openings } from "./sheets.ts"
import { answer, type Answer, type Question } from "./statement.ts"
import { step } from "./step.ts"
import { verifyOffChain } from "./verification.ts"

const ALONE = 3
const SIDE_BY_SIDE = 2

/** Somebody who has voted. */
interface Voter {
  member: Member
  ballot: Answer
  choice: number
}

/**
 * Every member proves what the poll asks, bound to the own choice, or is told what is missing. Each ballot is checked off chain and sent by the relay
 * while the next member proves.
 */
export function voteAll(
  stage: Stage,
  poll: OpenPoll,
  question: Question,
  members: Members,
  openings: Openings,
): Promise<Map<string, Standing>> {
  const { scenario, journal } = stage
  const proofs = 1 + question.quotas.length
  return step(stage, "Members prove and vote", scenario.members.length, async (shown) => {
    await using provers = new Provers(journal, stage.artifacts)
    const nullifiers = new MemoryNullifiers()
    const standings = new Map<string, Standing>()
    const lane = new Lane()
    let last: Voter | undefined
    try {
      const queue = shuffled(scenario.members)
      // The first voters prove alone, so that one sees how long a proof takes; the others side by side, so that no core waits.
      while (queue.length > 0 && (journal.times.get("membership")?.count ?? 0) < ALONE) await comeUp(queue.shift())
      provers.sideBySide = true
      await inLanes(queue, SIDE_BY_SIDE, comeUp)
      await lane.finish()
      if (last !== undefined) await attackAfterwards(last)
    } finally {
      await lane.settle()
    }
    const others = scenario.members.length - journal.ballots.length
    return {
      result: standings,
      summary:
        `${journal.ballots.length} ballots of ${proofs === 1 ? "one proof" : `${proofs} proofs`} each, sent by a relay; ` +
        `every proof was checked off chain and by the contract${others === 0 ? "" : `. ${others} members did not vote`}`,
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
      let ballot: Answer
      try {
        ballot = await answer(member, openings.get(name) ?? [], question, choice, provers)
      } catch (error) {
        const standing = refusedStanding(error)
        if (standing === undefined) throw error
        return standing
      }
      const first = last === undefined
      last = { member, ballot, choice }
      lane.add(() => cast(ballot, choice, first))
      return { state: "proved" }
    }

    async function cast(ballot: Answer, choice: number, first: boolean): Promise<void> {
      // Somebody sees the first ballot on its way and sends a changed copy ahead of it.
      if (first) journal.refusals.push(...(await changedCopy(ballot, question, poll)))
      const start = performance.now()
      const { nullifier } = await verifyOffChain(ballot, question, nullifiers, choice)
      journal.takeTime("check off chain", performance.now() - start)
      const sent = performance.now()
      const { gasUsed } = await poll.assembly.vote(poll.pollId, ballot.membership as MembershipProof, ballot.quotas)
      journal.takeTime("send and check on chain", performance.now() - sent)
      journal.spendGas(`vote with ${proofs === 1 ? "a proof" : `${proofs} proofs`}`, gasUsed)
      journal.ballots.push({ nullifier, option: choice })
    }

    async function attackAfterwards({ member, ballot, choice }: Voter): Promise<void> {
      const otherChoice = (choice + 1) % poll.proposal.options.length
      const prover = await provers.warm("membership")
      const voting = { question, poll, nullifiers, prover }
      journal.refusals.push(...(await secondVote(member, ballot, otherChoice, voting)))
      journal.refusals.push(...(await outsider(ballot, question, poll, prover)))
    }
  })
}
