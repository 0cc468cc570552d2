import { MemoryNullifiers, type QuotaProof } from "../../../sdk/index.ts"
import type { Deployment } from "../../deploy/deploy.ts"
import { borrowedLines, changedMark } from "../attacks/quota.ts"
import { refused } from "../attacks/refusal.ts"
import { shuffled } from "../shuffle.ts"
import type { Stage } from "../stage.ts"
import type { Standing } from "../standing.ts"
import type { Members } from "./admit.ts"
import { onChainCheck } from "./on-chain-check.ts"
import { Provers } from "./provers.ts"
import { refusedStanding } from "./refused-standing.ts"
import type { Openings } from "./sheets.ts"
import { proveQuotas, type Question } from "./statement.ts"
import { step } from "./step.ts"
import { verifyQuotas } from "./verification.ts"

/** Every member proves the quota, or is told what is missing. Each proof is checked off chain and by the contracts. */
export function certifyAll(
  stage: Stage,
  deployment: Deployment,
  question: Question,
  members: Members,
  openings: Openings,
): Promise<Map<string, Standing>> {
  const { scenario, chain, journal } = stage
  return step(stage, "Members prove their hours", scenario.members.length, async (shown) => {
    await using provers = new Provers(journal, stage.artifacts)
    const nullifiers = new MemoryNullifiers()
    const onChain = onChainCheck(deployment, chain.provider)
    const standings = new Map<string, Standing>()
    const proved: { name: string; given: QuotaProof[] }[] = []
    for (const { name } of shuffled(scenario.members)) {
      const member = members.get(name)
      if (member === undefined) throw new Error(`${name} has no keys`)
      try {
        const given = await proveQuotas(member, openings.get(name) ?? [], question, 0, provers)
        await check(given)
        proved.push({ name, given })
        standings.set(name, { state: "proved" })
      } catch (error) {
        const standing = refusedStanding(error)
        if (standing === undefined) throw error
        standings.set(name, standing)
      }
      shown.advance()
    }
    await attack()
    return {
      result: standings,
      summary:
        `${proved.length} proved that they reach the quota, and nothing more; every proof was checked off chain and by the contracts. ` +
        `${standings.size - proved.length} were told how many minutes are missing`,
    }

    async function check(given: QuotaProof[]): Promise<void> {
      const start = performance.now()
      await verifyQuotas(given, question, nullifiers)
      journal.takeTime("check off chain", performance.now() - start)
      const asked = performance.now()
      for (const proof of given) {
        if (!(await onChain(proof))) throw new Error("A proof that holds off chain does not hold on chain")
      }
      journal.takeTime("check on chain", performance.now() - asked)
    }

    async function attack(): Promise<void> {
      const [first] = proved
      if (first === undefined) return
      const { name, given } = first
      journal.refusals.push(
        await refused("One proof is handed in twice", "verifier", "scope-used", () =>
          verifyQuotas(given, question, nullifiers),
        ),
        ...(await changedMark(given, question, onChain)),
      )
      const other = scenario.members.find((member) => member.name !== name)
      const borrower = other && members.get(other.name)
      if (borrower !== undefined) {
        journal.refusals.push(await borrowedLines(borrower, openings.get(name) ?? [], question))
      }
    }
  })
}
