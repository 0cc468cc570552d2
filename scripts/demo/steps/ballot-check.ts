import { ballotMessage, RequirementNotMetError, verifyBallot } from "../../../sdk/index.ts"
import type { SentBallot } from "./ballot.ts"
import type { OpenPoll } from "./poll.ts"
import type { Question } from "./statement.ts"
import { verifyQuotas } from "./verification.ts"

/**
 * What the relay does with a ballot before it pays for it: checks the ballot's proof against what the poll froze, and that the quota proofs are of the same
 * member and for this ballot.
 *
 * @returns the member's mark in this poll
 * @throws as `verifyBallot` and `verifyTogether`
 */
export async function checkBallot(
  { ballot, quotas }: SentBallot,
  question: Question,
  { root, terms }: Pick<OpenPoll, "root" | "terms">,
): Promise<bigint> {
  const { scope, policy, roll } = question
  const checked = await verifyBallot(ballot, { scope, policy, root, classes: roll.classes, terms })
  if (quotas.length > 0) {
    const { nullifier } = await verifyQuotas(quotas, question, undefined, ballotMessage(checked))
    if (nullifier !== checked.nullifier)
      throw new RequirementNotMetError(
        "nullifier",
        nullifier,
        checked.nullifier,
        "Prove ballot and quotas of one member",
      )
  }
  return checked.nullifier
}
