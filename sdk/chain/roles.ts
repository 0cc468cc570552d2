import type { Contract } from "ethers"
import { read, send, type Receipt } from "./call.ts"

/** Gives an account a role. Only for the contract's admin. */
export async function grantRole(
  contract: Contract,
  role: "STEWARD_ROLE" | "ATTESTER_ROLE" | "CONVENER_ROLE",
  account: string,
): Promise<Receipt> {
  const identifier: string = await read(contract, `read ${role}`, () => contract.getFunction(role)())
  return send(contract, `grant ${role}`, () => contract.getFunction("grantRole")(identifier, account))
}
