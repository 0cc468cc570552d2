import { expect } from "chai"
import fc from "fast-check"
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types"
import type { BaseContract, FunctionFragment } from "ethers"
import { cases } from "../../scripts/assure/thoroughness.ts"
import { Scene } from "../contracts/assembly-scene.ts"
import { anyArguments, type Known } from "./any-arguments.ts"
import { WHO_MAY_CALL, type Caller } from "./who-may-call.ts"

const CALLS = cases(12, 150)

describe("who may call what", () => {
  let scene: Scene
  let contracts: Record<string, BaseContract>
  let known: Known

  before(async () => {
    scene = await Scene.open()
    await scene.convene()
    await scene.propose()
    const { commune, ledger, trustees, assembly, timelock, voters } = scene
    contracts = { Commune: commune, LaborLedger: ledger, Trustees: trustees, Assembly: assembly }
    const accounts = (await scene.chain.ethers.getSigners()).slice(0, 6)
    const named = Object.entries(contracts).flatMap(([name, contract]) => rolesOf(name, contract))
    known = {
      addresses: await Promise.all([...accounts, ...Object.values(contracts), timelock].map((of) => of.getAddress())),
      words: [`0x${"00".repeat(32)}`, ...(await Promise.all(named.map((role) => role()))).map(String)],
      numbers: voters.map(({ commitment }) => commitment),
    }
  })

  it("is said of every function that changes something", () => {
    for (const [name, contract] of Object.entries(contracts)) {
      const functions = changing(contract).map((fragment) => fragment.name)
      expect(Object.keys(WHO_MAY_CALL[name]!).sort(), name).to.deep.equal([...new Set(functions)].sort())
    }
  })

  it("needs the role, whatever is called with", async () => {
    await everyFunction(async (contract, fragment, caller) => {
      if (!("role" in caller)) return
      const role = String(await contract.getFunction(caller.role)())
      for (const account of [scene.admin, scene.keeper, scene.attester, scene.outsider]) {
        if ((await contract.getFunction("hasRole")(role, account.address)) as boolean) continue
        await withAnyArguments(fragment, async (args) => {
          expect(await refusal(contract, fragment, args, account)).to.match(
            /^AccessControl(UnauthorizedAccount|EnforcedDefaultAdminRules)$/,
            `${fragment.name} by ${account.address}`,
          )
        })
      }
    })
  })

  it("needs what is said instead of a role, which no stranger has", async () => {
    await everyFunction(async (contract, fragment, caller) => {
      // To give back a role that one does not have changes nothing.
      if ("role" in caller || fragment.name === "renounceRole") return
      await withAnyArguments(fragment, async (args) => {
        expect(await refusal(contract, fragment, args, scene.outsider), fragment.name).not.to.equal("")
      })
    })
  })

  async function everyFunction(
    check: (contract: BaseContract, fragment: FunctionFragment, caller: Caller) => Promise<void>,
  ): Promise<void> {
    for (const [name, contract] of Object.entries(contracts))
      for (const fragment of changing(contract)) await check(contract, fragment, WHO_MAY_CALL[name]![fragment.name]!)
  }

  async function withAnyArguments(
    fragment: FunctionFragment,
    check: (args: unknown[]) => Promise<void>,
  ): Promise<void> {
    await fc.assert(fc.asyncProperty(anyArguments(fragment.inputs, known), check), { numRuns: CALLS })
  }

  /** Name of the error that a call ends with; "" when it is taken, "?" for one that the contract does not name. */
  async function refusal(
    contract: BaseContract,
    fragment: FunctionFragment,
    args: unknown[],
    account: HardhatEthersSigner,
  ): Promise<string> {
    const data = contract.interface.encodeFunctionData(fragment, args)
    try {
      await scene.chain.provider.request({
        method: "eth_call",
        params: [{ to: await contract.getAddress(), from: account.address, data }, "latest"],
      })
      return ""
    } catch (error) {
      const reason = (error as { data?: string }).data ?? "0x"
      return reason.length < 10 ? "?" : (contract.interface.parseError(reason)?.name ?? "?")
    }
  }
})

function changing(contract: BaseContract): FunctionFragment[] {
  return contract.interface.fragments
    .filter((fragment): fragment is FunctionFragment => fragment.type === "function")
    .filter(({ stateMutability }) => stateMutability !== "view" && stateMutability !== "pure")
}

function rolesOf(name: string, contract: BaseContract): (() => Promise<unknown>)[] {
  const names = Object.values(WHO_MAY_CALL[name]!).flatMap((caller) => ("role" in caller ? [caller.role] : []))
  return [...new Set(names)].map((role) => () => contract.getFunction(role)() as Promise<unknown>)
}
