import { Trustees } from "../../../sdk/index.ts"
import type { Deployment } from "../../deploy/deploy.ts"
import type { Stage } from "../stage.ts"
import { step } from "./step.ts"

/** Names who keeps which office; each is another account. */
export function nameKeepers(stage: Stage, { commune, ledger, assembly, trustees }: Deployment): Promise<void> {
  const { chain, journal } = stage
  const { steward, attesters, convener } = chain.accounts
  return step(stage, "Name steward, attesters and convener", attesters.length + 3, async (shown) => {
    const named = async (name: Promise<{ gasUsed: bigint }>): Promise<void> => {
      journal.spendGas("name the keeper of an office", (await name).gasUsed)
      shown.advance()
    }
    await named(commune.addSteward(await steward.getAddress()))
    for (const attester of attesters) await named(ledger.addAttester(await attester.getAddress()))
    await named(assembly.addConvener(await convener.getAddress()))
    const committees = await Trustees.at(trustees, chain.accounts.admin)
    await named(committees.addConvener(await convener.getAddress()))
    return {
      result: undefined,
      summary: `A steward admits, ${attesters.length} attesters sign for labor, a convener calls assemblies and asks trustees to make a key; no account has two offices`,
    }
  })
}
