import { ballotCode } from "../../../sdk/index.ts"
import { MismatchError } from "../errors.ts"
import type { Stage } from "../stage.ts"
import type { Decision } from "../standing.ts"
import { countFromLog } from "./count.ts"
import type { OpenPoll } from "./poll.ts"
import { step } from "./step.ts"
import type { KeyCommittee } from "./trustees.ts"

/**
 * Somebody who trusts nobody counts again from the log, and every voter looks for the own ballot.
 *
 * @throws MismatchError where anything differs
 */
export function recount(stage: Stage, poll: OpenPoll, committee: KeyCommittee, decision: Decision): Promise<void> {
  const { journal } = stage
  return step(stage, "Anybody counts again from the log", 1, async (shown) => {
    const { ballots, totals } = await countFromLog(poll, committee)
    const differences: string[] = []
    if (totals.join() !== decision.tally.join())
      differences.push(`the log has the totals ${totals.join(", ")}, but the contract ${decision.tally.join(", ")}`)
    if (ballots.size !== journal.ballots.size)
      differences.push(`the log has ${ballots.size} ballots, but ${journal.ballots.size} were cast`)
    // On each voter's device, which knows the own mark and the code that was noted.
    for (const [mark, noted] of journal.ballots) {
      const found = ballots.get(mark)
      if (found?.sequence !== noted.sequence || ballotCode(found.ciphertexts) !== noted.code)
        differences.push("a voter does not find the ballot that was cast last")
    }
    if (differences.length > 0) throw new MismatchError(differences)
    shown.advance()
    return {
      result: undefined,
      summary:
        "The ballots in the log, added up again, and the trustees' parts give the same totals; each voter found the own last ballot by its mark and code. " +
        "The contract's word was not asked for",
    }
  })
}
