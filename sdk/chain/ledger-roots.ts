import type { Contract } from "ethers"
import { read } from "./call.ts"
import { contractUnseen } from "./contract.ts"
import { LABOR_LEDGER_ABI } from "./generated/abi.ts"

/** Asks an assembly's ledger whether it knows a root. @throws ChainUnreachableError */
export function ledgerRoots(assembly: Contract): (root: bigint) => Promise<boolean> {
  let ledger: Promise<Contract> | undefined
  return async (root) => {
    ledger ??= read(assembly, "ask for the ledger", async () => {
      const address = (await assembly.getFunction("ledger")()) as string
      return contractUnseen(address, LABOR_LEDGER_ABI, assembly.runner)
    })
    const contract = await ledger
    return read(contract, "ask for a ledger root", () => contract.getFunction("isKnownRoot")(root) as Promise<boolean>)
  }
}
