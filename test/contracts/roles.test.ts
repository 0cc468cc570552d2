import { expect } from "chai"
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types"
import { NOT_SECRET } from "./assembly-scene.ts"
import { as, GENESIS_DAY, simulatedChain, type Chain } from "./chain.ts"
import {
  ADMIN_DELAY,
  deployAssembly,
  deployCommune,
  deployLedger,
  ROOT_WINDOW,
  type Assembly,
  type Commune,
  type LaborLedger,
} from "./deploy.ts"
import { SHEET_POLICY } from "./sheet-witness.ts"

describe("roles", () => {
  let chain: Chain
  let [admin, keeper, heir, outsider]: HardhatEthersSigner[] = []
  let commune: Commune
  let ledger: LaborLedger
  let assembly: Assembly

  before(async () => {
    chain = await simulatedChain()
  })

  beforeEach(async () => {
    ;[admin, keeper, heir, outsider] = await chain.ethers.getSigners()
    commune = await deployCommune(chain, admin!, keeper!)
    ledger = await deployLedger(chain, admin!, [keeper!])
    assembly = await deployAssembly(chain, admin!, keeper!, { commune, ledger })
  })

  const terms = {
    subject: `0x${"11".repeat(32)}`,
    options: 2,
    classes: 1,
    admittedBy: GENESIS_DAY,
    quotaPolicies: [],
    quorum: { numerator: 0, denominator: 1, strict: false },
    threshold: { numerator: 1, denominator: 2, strict: true },
    thresholdOfElectorate: false,
    abstainOption: 255,
    blockOption: 255,
    blockLimit: 0,
    votingPeriod: 1,
    calls: `0x${"00".repeat(32)}`,
    callsOption: 255,
    secret: NOT_SECRET,
  }

  it("keeps every step of a keeper to the keepers", async () => {
    const steward = await commune.STEWARD_ROLE()
    const convener = await assembly.CONVENER_ROLE()
    for (const account of [outsider!, admin!]) {
      const [roll, polls] = [as(commune, account), as(assembly, account)]
      for (const [call, role] of [
        [() => roll.admit(5n, 0n), steward],
        [() => roll.admitMany([{ commitment: 5n, attributes: 0n }]), steward],
        [() => roll.changeAttributes(5n, 0n, 1n, []), steward],
        [() => roll.replaceCommitment(5n, 0n, 6n, []), steward],
        [() => roll.remove(5n, 0n, []), steward],
        [() => roll.endSupersededRoots(), steward],
        [() => polls.propose(terms), convener],
        [() => polls.withdraw(1n), convener],
        [() => polls.open(1n), convener],
      ] as const) {
        await expect(call())
          .to.be.revertedWithCustomError(commune, "AccessControlUnauthorizedAccount")
          .withArgs(account, role)
      }
    }
  })

  it("keeps the rules for roots and signatures to the admin", async () => {
    const role = await commune.DEFAULT_ADMIN_ROLE()
    const [roll, books] = [as(commune, keeper!), as(ledger, keeper!)]
    for (const call of [
      () => roll.setRootWindow(1),
      () => roll.setEndRootsOnRemoval(false),
      () => books.setRootWindow(1),
      () => books.setRequiredCountersignatures(2),
      () => books.setSheetPolicy(SHEET_POLICY),
    ]) {
      await expect(call())
        .to.be.revertedWithCustomError(commune, "AccessControlUnauthorizedAccount")
        .withArgs(keeper, role)
    }
    expect(await commune.rootWindow()).to.equal(BigInt(ROOT_WINDOW))
    await commune.setRootWindow(7)
    await ledger.setRootWindow(8)
    expect([await commune.rootWindow(), await ledger.rootWindow()]).to.deep.equal([7n, 8n])
  })

  it("takes a role away at once", async () => {
    await as(commune, keeper!).admit(5n, 0n)
    await commune.revokeRole(await commune.STEWARD_ROLE(), keeper!.address)
    await expect(as(commune, keeper!).admit(6n, 0n)).to.be.revertedWithCustomError(
      commune,
      "AccessControlUnauthorizedAccount",
    )
  })

  it("lets only the admin name keepers", async () => {
    for (const [contract, role] of [
      [commune, await commune.STEWARD_ROLE()],
      [ledger, await ledger.ATTESTER_ROLE()],
      [assembly, await assembly.CONVENER_ROLE()],
    ] as const) {
      await expect(as(contract as Commune, keeper!).grantRole(role, outsider!.address)).to.be.revertedWithCustomError(
        contract,
        "AccessControlUnauthorizedAccount",
      )
      expect(await contract.hasRole(role, keeper!.address)).to.equal(true)
      expect(await contract.hasRole(role, outsider!.address)).to.equal(false)
    }
  })

  describe("on the way to a new admin", () => {
    function contracts(): Commune[] {
      return [commune, ledger as unknown as Commune, assembly as unknown as Commune]
    }

    it("waits for the delay and for the new one's word", async () => {
      for (const contract of contracts()) {
        expect(await contract.defaultAdmin()).to.equal(admin!.address)
        expect(await contract.defaultAdminDelay()).to.equal(BigInt(ADMIN_DELAY))
        await contract.beginDefaultAdminTransfer(heir!.address)
        const begun = await chain.networkHelpers.time.latest()
        expect(await contract.owner(), "naming alone changes nothing").to.equal(admin!.address)
        await expect(as(contract, outsider!).acceptDefaultAdminTransfer())
          .to.be.revertedWithCustomError(contract, "AccessControlInvalidDefaultAdmin")
          .withArgs(outsider)
        await chain.networkHelpers.time.setNextBlockTimestamp(begun + ADMIN_DELAY)
        await expect(as(contract, heir!).acceptDefaultAdminTransfer()).to.be.revertedWithCustomError(
          contract,
          "AccessControlEnforcedDefaultAdminDelay",
        )
        await chain.networkHelpers.time.setNextBlockTimestamp(begun + ADMIN_DELAY + 1)
        await as(contract, heir!).acceptDefaultAdminTransfer()
        expect(await contract.owner()).to.equal(heir!.address)
        const role = await contract.DEFAULT_ADMIN_ROLE()
        expect(await contract.hasRole(role, admin!.address), "the old one is out").to.equal(false)
      }
    })

    it("can be stopped by the old one", async () => {
      for (const contract of contracts()) {
        await contract.beginDefaultAdminTransfer(heir!.address)
        await contract.cancelDefaultAdminTransfer()
        await chain.networkHelpers.time.increase(ADMIN_DELAY + 1)
        await expect(as(contract, heir!).acceptDefaultAdminTransfer()).to.be.revertedWithCustomError(
          contract,
          "AccessControlInvalidDefaultAdmin",
        )
      }
    })

    it("has no shortcut through the ordinary grant", async () => {
      for (const contract of contracts()) {
        await expect(
          contract.grantRole(await contract.DEFAULT_ADMIN_ROLE(), heir!.address),
        ).to.be.revertedWithCustomError(contract, "AccessControlEnforcedDefaultAdminRules")
      }
    })
  })
})
