import { ballotForSum, falsePart, tooFewTrustees, wrongTotals } from "../attacks/tally.ts"
import type { TrusteeStanding } from "../journal.ts"
import type { Stage } from "../stage.ts"
import type { Decision } from "../standing.ts"
import { countFromLog } from "./count.ts"
import { decisionOf, summaryOf } from "./decision.ts"
import { partsOf, type TrusteeParts } from "./decryption.ts"
import type { OpenPoll } from "./poll.ts"
import { Provers } from "./provers.ts"
import { step } from "./step.ts"
import { CHEAT, DROPPED_OUT, type KeyCommittee, type Seated } from "./trustees.ts"

/**
 * The trustees open the sum: those who are honest decrypt their part, one is not heard of any more, and one tries what is no part of the sum. Then anybody
 * announces the totals, which the contract checks.
 *
 * @param single what the cheat made of a single ballot
 */
export function openSum(
  stage: Stage,
  poll: OpenPoll,
  committee: KeyCommittee,
  single: TrusteeParts | undefined,
): Promise<Decision> {
  const { journal } = stage
  const { secret, assembly, pollId, proposal } = poll
  const honest = committee.seats.filter(({ index }) => index !== CHEAT && index !== DROPPED_OUT)
  return step(stage, "Trustees open the sum", honest.length + 2, async (shown) => {
    await using provers = new Provers(journal, stage.artifacts)
    stand(DROPPED_OUT, "dropped out")
    for (const [place, seat] of honest.entries()) {
      // When one is missing.
      if (place === committee.threshold - 1) {
        await cheat()
        const named = [...honest.slice(0, place).map(({ index }) => index), CHEAT].sort((one, other) => one - other)
        journal.refusals.push(...(await tooFewTrustees(poll, committee, named)))
      }
      await decrypt(seat)
      shown.advance()
    }
    const start = performance.now()
    const { trustees, totals } = await countFromLog(poll, committee)
    journal.takeTime("find the totals", performance.now() - start)
    journal.refusals.push(await wrongTotals(poll, trustees, totals))
    const { receipt } = await secret.announce(committee)
    journal.spendGas("announce the totals, checked", receipt.gasUsed)
    shown.advance()
    const result = await decisionOf(assembly, pollId)
    return {
      result,
      summary:
        `Trustee ${DROPPED_OUT} was not heard of any more, trustee ${CHEAT} was caught with false parts; trustees ${listed(trustees)} opened the sum without them. ` +
        summaryOf(result, proposal.options),
    }

    async function decrypt({ index, trustee, contract }: Seated): Promise<void> {
      const share = await contract.shareOf(committee.committeeId, index, trustee)
      const prover = await provers.warm("decrypt")
      const start = performance.now()
      const prepared = await secret.prepareParts(share, { prover })
      journal.takeTime("decrypt the own part", performance.now() - start)
      const { gasUsed } = await secret.sendParts(index, prepared.parts, prepared.proofs)
      journal.spendGas("decrypt a part, proved", gasUsed)
      stand(index, "decrypted")
    }

    async function cheat(): Promise<void> {
      if (single === undefined) return
      const { share, parts } = single
      const sum = await secret.sum()
      journal.refusals.push(...(await ballotForSum(share, parts, sum, poll)))
      journal.refusals.push(...(await falsePart(share, await partsOf(share, sum, provers), sum, poll)))
      stand(CHEAT, "caught cheating")
      shown.advance()
    }
  })

  function stand(index: number, opening: TrusteeStanding["opening"]): void {
    const standing = journal.trustees[index - 1]
    if (standing !== undefined) standing.opening = opening
  }
}

function listed(numbers: readonly number[]): string {
  return `${numbers.slice(0, -1).join(", ")} and ${numbers.at(-1) ?? ""}`
}
