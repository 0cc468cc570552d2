import { expect } from "chai"
import { AbiCoder, id, keccak256 } from "ethers"
import { as, deployed } from "./chain.ts"
import { ADMIN_DELAY, type DealInstance, type Trustees } from "./deploy.ts"
import {
  COMMIT_PERIOD,
  COMMITTEE_STATE,
  DEAL_PERIOD,
  standInDealVerifiers,
  trusteeAccounts,
  TrusteesScene,
} from "./trustees-scene.ts"

const NOBODY = `0x${"00".repeat(20)}`

describe("Trustees, forming a committee", () => {
  let scene: TrusteesScene
  let addresses: string[]

  before(async () => {
    scene = await TrusteesScene.open({ proved: false })
    addresses = (await trusteeAccounts(scene.chain)).map(({ address }) => address)
  })

  it("keeps and announces what it was formed with", async () => {
    const { trustees, chain, convener } = scene
    const five = addresses.slice(0, 5)
    const formed = trustees.form(five, 3, COMMIT_PERIOD, DEAL_PERIOD)
    await formed
    const committeeId = (await trustees.committeeCount()) as bigint
    const commitBy = BigInt((await chain.networkHelpers.time.latest()) + COMMIT_PERIOD)
    await expect(formed)
      .to.emit(trustees, "CommitteeFormed")
      .withArgs(committeeId, convener.address, five, 3, commitBy, DEAL_PERIOD)
    const found = (await trustees.committee(committeeId)) as { toObject(deep: boolean): Record<string, unknown> }
    expect(found.toObject(true)).to.deep.equal({
      state: COMMITTEE_STATE.committing,
      threshold: 3n,
      size: 5n,
      recipients: 0n,
      dealers: 0n,
      commitBy,
      dealBy: 0n,
      dealPeriod: BigInt(DEAL_PERIOD),
      key: [0n, 0n],
    })
    expect(await trustees.trusteesOf(committeeId)).to.deep.equal(five)
  })

  it("counts committees from 1, and knows no others", async () => {
    const { trustees } = scene
    const before = (await trustees.committeeCount()) as bigint
    await trustees.form(addresses.slice(0, 2), 2, 1, 1)
    expect(await trustees.committeeCount()).to.equal(before + 1n)
    for (const unknown of [0n, before + 2n]) {
      const { state } = (await trustees.committee(unknown)) as { state: bigint }
      expect(state).to.equal(COMMITTEE_STATE.none)
      expect(await trustees.trusteesOf(unknown)).to.deep.equal([])
    }
  })

  it("is for conveners", async () => {
    const { trustees, admin, outsider } = scene
    const role = await trustees.CONVENER_ROLE()
    expect(role).to.equal(id("rochdale/convener"))
    for (const account of [admin, outsider]) {
      await expect(as(trustees, account).form(addresses.slice(0, 3), 2, 1, 1))
        .to.be.revertedWithCustomError(trustees, "AccessControlUnauthorizedAccount")
        .withArgs(account.address, role)
    }
  })

  it("has an admin who names conveners, and changes only after the delay", async () => {
    const { trustees, admin, convener, outsider } = scene
    const role = await trustees.CONVENER_ROLE()
    expect(await trustees.defaultAdmin()).to.equal(admin.address)
    expect(await trustees.defaultAdminDelay()).to.equal(BigInt(ADMIN_DELAY))
    await expect(trustees.grantRole(role, outsider.address))
      .to.be.revertedWithCustomError(trustees, "AccessControlUnauthorizedAccount")
      .withArgs(convener.address, await trustees.DEFAULT_ADMIN_ROLE())
    await as(trustees, admin).grantRole(role, outsider.address)
    await as(trustees, outsider).form(addresses.slice(0, 2), 2, 1, 1)
    await as(trustees, admin).revokeRole(role, outsider.address)
    await expect(as(trustees, outsider).form(addresses.slice(0, 2), 2, 1, 1)).to.be.revertedWithCustomError(
      trustees,
      "AccessControlUnauthorizedAccount",
    )
  })

  it("takes 2 to 9 trustees", async () => {
    const { trustees } = scene
    for (const size of [2, 9]) await trustees.form(addresses.slice(0, size), 2, 1, 1)
    const ten = [...addresses, scene.outsider.address]
    for (const wrong of [[], addresses.slice(0, 1), ten]) {
      await expect(trustees.form(wrong, 2, 1, 1))
        .to.be.revertedWithCustomError(trustees, "InvalidCommitteeSize")
        .withArgs(wrong.length, 9)
    }
  })

  it("takes no more trustees than its largest circuit deals to", async () => {
    const { chain, admin } = scene
    const [five] = await standInDealVerifiers(chain)
    const small: Trustees = await deployed(chain, "Trustees", [admin.address, ADMIN_DELAY, [five]])
    await small.grantRole(await small.CONVENER_ROLE(), admin.address)
    await small.form(addresses.slice(0, 5), 2, 1, 1)
    await expect(small.form(addresses.slice(0, 6), 2, 1, 1))
      .to.be.revertedWithCustomError(small, "InvalidCommitteeSize")
      .withArgs(6, 5)
  })

  it("takes a threshold from 2 to all of them", async () => {
    const { trustees } = scene
    const four = addresses.slice(0, 4)
    for (const threshold of [2, 4]) await trustees.form(four, threshold, 1, 1)
    for (const threshold of [0, 1, 5, 255]) {
      await expect(trustees.form(four, threshold, 1, 1))
        .to.be.revertedWithCustomError(trustees, "InvalidThreshold")
        .withArgs(threshold, 4)
    }
  })

  it("takes nobody twice, and nobody's address", async () => {
    const { trustees } = scene
    const [first, second, third] = addresses as [string, string, string]
    for (const [wrong, named] of [
      [[first, second, first], first],
      [[first, third, third], third],
      [[first, NOBODY, third], NOBODY],
    ] as const) {
      await expect(trustees.form(wrong, 2, 1, 1))
        .to.be.revertedWithCustomError(trustees, "InvalidTrustee")
        .withArgs(named)
    }
  })

  it("leaves time for both steps, and no dates run over", async () => {
    const { trustees } = scene
    const three = addresses.slice(0, 3)
    for (const [commitPeriod, dealPeriod] of [
      [0, 1],
      [1, 0],
    ]) {
      await expect(trustees.form(three, 2, commitPeriod, dealPeriod)).to.be.revertedWithCustomError(
        trustees,
        "NoPeriod",
      )
    }
    const most = 2 ** 32 - 1
    await trustees.form(three, 2, most, most)
    const { commitBy } = (await trustees.committee(await trustees.committeeCount())) as { commitBy: bigint }
    expect(commitBy).to.equal(BigInt((await scene.chain.networkHelpers.time.latest()) + most))
  })

  describe("its verifiers", () => {
    const deploy = async (instances: readonly DealInstance[]) =>
      deployed(scene.chain, "Trustees", [scene.admin.address, ADMIN_DELAY, instances])

    it("are those of the smallest circuit that is large enough", async () => {
      const [five, nine] = await standInDealVerifiers(scene.chain)
      const trustees = (await deploy([nine!, five!])) as Trustees
      for (const [size, instance] of [
        [2, five],
        [5, five],
        [6, nine],
        [9, nine],
      ] as const) {
        expect(await trustees.dealVerifier(size)).to.deep.equal([instance!.verifier, BigInt(instance!.trustees)])
      }
      expect(await trustees.dealVerifier(10)).to.deep.equal([NOBODY, 0n])
    })

    it("are one at least, each of its own size and circuit", async () => {
      const { chain, trustees } = scene
      const [five, nine] = await standInDealVerifiers(chain)
      await expect(deploy([])).to.be.revertedWithCustomError(trustees, "NoDealInstances")
      for (const [wrong, size] of [
        [[five!, five!], 5],
        [[{ ...five!, trustees: 1 }], 1],
        [[{ ...five!, trustees: 10 }], 10],
      ] as const) {
        await expect(deploy(wrong)).to.be.revertedWithCustomError(trustees, "InvalidDealInstance").withArgs(size)
      }
      await expect(deploy([{ ...nine!, trustees: 5 }]))
        .to.be.revertedWithCustomError(trustees, "WrongSignalCount")
        .withArgs(nine!.verifier, 49, 29)
      await expect(deploy([{ trustees: 5, verifier: addresses[0]! }]))
        .to.be.revertedWithCustomError(trustees, "NotAContract")
        .withArgs(addresses[0])
    })
  })

  it("binds commitments and contexts to chain, contract, committee and index", async () => {
    const { trustees } = scene
    const address = await trustees.getAddress()
    const encode = (types: string[], values: unknown[]) => keccak256(AbiCoder.defaultAbiCoder().encode(types, values))
    const points = [
      [3n, 4n],
      [5n, 6n],
    ]
    const salt = `0x${"07".repeat(32)}`
    const place = ["bytes32", "uint256", "address", "uint256", "uint8"]
    for (const [committeeId, index] of [
      [1n, 1],
      [1n, 2],
      [2n, 1],
    ] as const) {
      const context = encode(place, [id("rochdale/dealing/v1"), 31337n, address, committeeId, index])
      expect(await trustees.context(committeeId, index)).to.equal(BigInt(context) >> 8n)
      expect(await trustees.commitmentOf(committeeId, index, points, salt)).to.equal(
        encode(
          [...place, "uint256[2][]", "bytes32"],
          [id("rochdale/commitment/v1"), 31337n, address, committeeId, index, points, salt],
        ),
      )
    }
    const there = await TrusteesScene.open({ proved: false, chainId: 1337 })
    expect(await there.trustees.getAddress()).to.equal(address)
    expect(await there.trustees.context(1n, 1)).not.to.equal(await trustees.context(1n, 1))
    expect(await there.trustees.commitmentOf(1n, 1, points, salt)).not.to.equal(
      await trustees.commitmentOf(1n, 1, points, salt),
    )
  })
})
