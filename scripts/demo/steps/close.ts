import { unflatten } from "../../../sdk/index.ts"
import { parseProof, signalList } from "../../../sdk/proof/proof.ts"
import { lateBallot } from "../attacks/ballot.ts"
import { decryptedEarly } from "../attacks/tally.ts"
import type { Stage } from "../stage.ts"
import type { SentBallot } from "./ballot.ts"
import { partsOf, type TrusteeParts } from "./decryption.ts"
import type { OpenPoll } from "./poll.ts"
import { Provers } from "./provers.ts"
import { step } from "./step.ts"
import { CHEAT, type KeyCommittee } from "./trustees.ts"

const ATTEMPTS = 10
const PAUSE = 2000

/**
 * Waits for the end of the voting period and closes the poll. A trustee does not want to wait.
 *
 * @param seen a ballot that was cast, on which others have an eye
 * @returns what that trustee's changed program made of this single ballot
 */
export async function closePoll(
  stage: Stage,
  poll: OpenPoll,
  committee: KeyCommittee,
  seen: SentBallot | undefined,
): Promise<TrusteeParts | undefined> {
  const { assembly, pollId } = poll
  const { chain, journal } = stage
  const { closesAt } = await assembly.poll(pollId)
  // Where one has to wait, the bar counts the seconds.
  const seconds = Math.max(closesAt - (await chain.clock.now()), 1)
  return step(stage, "Wait for the end of the vote and close it", seconds, async (shown) => {
    const result = seen && (await decryptEarly(seen))
    let waited = 0
    await chain.clock.reach(closesAt, (left) => {
      shown.advance(Math.max(seconds - left - waited, 0))
      waited = Math.max(seconds - left, waited)
    })
    const { gasUsed } = await closeInTime(() => assembly.close(pollId))
    journal.spendGas("close the vote", gasUsed)
    if (seen !== undefined) journal.refusals.push(await lateBallot(seen, poll))
    const { state, ballots } = await assembly.poll(pollId)
    if (state === "closed") return { result, summary: `Only ${ballots} voted: too few for anything to be opened` }
    return { result, summary: `The sum of ${ballots} ballots stands; nobody has read it` }
  })

  async function decryptEarly({ ballot }: SentBallot): Promise<TrusteeParts> {
    await using provers = new Provers(journal, stage.artifacts)
    const { index, trustee, contract } = committee.seats[CHEAT - 1] as KeyCommittee["seats"][number]
    const share = await contract.shareOf(committee.committeeId, index, trustee)
    const parts = await partsOf(share, unflatten(signalList(parseProof(ballot), "ciphertexts")), provers)
    journal.refusals.push(...(await decryptedEarly(share, parts, poll)))
    return { share, parts }
  }
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
