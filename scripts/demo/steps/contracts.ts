import { deploy, type Deployment } from "../../deploy/deploy.ts"
import type { Stage } from "../stage.ts"
import { step } from "./step.ts"

const CONTRACTS = 21
/** Seconds between naming a new admin and their taking over. */
const ADMIN_DELAY = 86_400

/** Deploys the commune's contracts. @throws InsecureKeysError on a chain where the development keys could do harm */
export function deployContracts(stage: Stage): Promise<Deployment> {
  const { scenario, chain, journal } = stage
  return step(stage, "Put the contracts on the chain", CONTRACTS, async (shown) => {
    const settings = {
      adminDelay: ADMIN_DELAY,
      rootWindow: scenario.rootWindow,
      countersignatures: scenario.countersignatures,
      sheetRules: scenario.sheetRules,
    }
    const result = await deploy(chain.accounts.admin, settings, () => shown.advance())
    const gas = Object.values(result.gas)
    journal.spendGas(
      `deploy all ${gas.length} contracts`,
      gas.reduce((sum, amount) => sum + amount, 0n),
    )
    return {
      result,
      summary: "The roll, the labor ledger, the assembly, the trustees' committees, and what they check proofs with",
    }
  })
}
