import { expect } from "chai"
import type { Signer } from "ethers"
import { deploy, type Deployment } from "../../scripts/deploy/deploy.ts"
import { SHEET_RULES } from "../sdk/commune.ts"
import { simulatedChain, type Chain } from "./chain.ts"

describe("a deployment", () => {
  let chain: Chain
  let deployment: Deployment
  let deployer: string

  before(async () => {
    chain = await simulatedChain()
    const [signer] = await chain.ethers.getSigners()
    deployer = signer!.address
    deployment = await deploy(signer as Signer, {
      adminDelay: 0,
      rootWindow: 3600,
      countersignatures: 1,
      sheetRules: SHEET_RULES,
      timelockDelay: 77,
    })
  })

  it("links the assembly with its committees and its timelock", async () => {
    const assembly = await chain.ethers.getContractAt("Assembly", deployment.assembly.address)
    expect(await assembly.getFunction("trustees")()).to.equal(deployment.trustees)
    expect(await assembly.getFunction("timelock")()).to.equal(deployment.timelock)
  })

  it("leaves the timelock to the assembly: nobody else proposes, and its deployer is not its master any more", async () => {
    const timelock = await chain.ethers.getContractAt("TimelockController", deployment.timelock)
    const has = async (role: string, account: string): Promise<unknown> =>
      timelock.getFunction("hasRole")(await timelock.getFunction(role)(), account)
    expect(await timelock.getFunction("getMinDelay")()).to.equal(77n)
    expect(await has("PROPOSER_ROLE", deployment.assembly.address)).to.equal(true)
    expect(await has("EXECUTOR_ROLE", chain.ethers.ZeroAddress)).to.equal(true)
    for (const role of ["DEFAULT_ADMIN_ROLE", "PROPOSER_ROLE", "CANCELLER_ROLE"])
      expect(await has(role, deployer), role).to.equal(false)
    expect(await has("DEFAULT_ADMIN_ROLE", deployment.timelock)).to.equal(true)
  })
})
