import type { Assembly } from "../../../sdk/index.ts"
import type { Stage } from "../stage.ts"
import type { Decision } from "../standing.ts"
import type { OpenPoll } from "./poll.ts"
import { step } from "./step.ts"

const ATTEMPTS = 10
const PAUSE = 2000

/** Waits for the end of the voting period, closes the poll, and reads what the contract made of it. */
export async function closePoll(stage: Stage, { assembly, pollId, proposal }: OpenPoll): Promise<Decision> {
  const { chain, journal } = stage
  const { closesAt } = await assembly.poll(pollId)
  // Where one has to wait, the bar counts the seconds.
  const seconds = Math.max(closesAt - (await chain.clock.now()), 1)
  return step(stage, "Wait for the end of the vote and count", seconds, async (shown) => {
    let waited = 0
    await chain.clock.reach(closesAt, (left) => {
      shown.advance(Math.max(seconds - left - waited, 0))
      waited = Math.max(seconds - left, waited)
    })
    const { gasUsed } = await closeInTime(() => assembly.close(pollId))
    journal.spendGas("close the vote and count", gasUsed)
    const result = await decisionOf(assembly, pollId)
    return { result, summary: summaryOf(result, proposal.options) }
  })
}

// A node whose last block is old works with another time than ours; it may say once or twice that it is too early.
async function closeInTime(close: () => Promise<{ gasUsed: bigint }>): Promise<{ gasUsed: bigint }> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await close()
    } catch (error) {
      if (attempt === ATTEMPTS || !(error as Error).message.includes("VotingNotOver")) throw error
      await new Promise((resolve) => setTimeout(resolve, PAUSE))
    }
  }
}

async function decisionOf(assembly: Assembly, pollId: bigint): Promise<Decision> {
  const { electorate, outcome, option } = await assembly.poll(pollId)
  if (outcome === "undecided") throw new Error(`poll ${pollId} is closed, but undecided`)
  return { electorate, tally: await assembly.tally(pollId), outcome, option }
}

/** An outcome for people. */
export function summaryOf({ outcome, option, tally, electorate }: Decision, options: readonly string[]): string {
  const cast = tally.reduce((sum, count) => sum + count, 0)
  const turnout = `${cast} of ${electorate} members of the voting classes voted`
  switch (outcome) {
    case "carried":
      return `Carried: ${options[option ?? 0] ?? ""}. ${turnout}`
    case "no-quorum":
      return `No decision: too few voted. ${turnout}`
    case "blocked":
      return `Blocked: so many members objected that the proposal stops. ${turnout}`
    case "not-carried":
      return `Not carried: no option has the share that it needs. ${turnout}`
  }
}
