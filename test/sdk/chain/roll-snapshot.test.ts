import { expect } from "chai"
import { BrowserProvider, type Filter, type Signer } from "ethers"
import { network } from "hardhat"
import { deploy } from "../../../scripts/deploy/deploy.ts"
import { Roll, SnapshotError, type Admission, type Commune } from "../../../sdk/index.ts"
import { SHEET_RULES } from "../commune.ts"
import { refused } from "../refused.ts"
import { crowd } from "../roll/scene.ts"

describe("a roll read from a chain and a snapshot", function () {
  this.timeout(120_000)
  const list = crowd(40).map((admission) => ({ ...admission, admitted: "2024-03-01" }))
  const commitment = (index: number): bigint => (list[index] as Admission).commitment as bigint
  let provider: BrowserProvider
  let steward: Signer
  let commune: Commune
  let other: Commune
  /** First blocks of all ranges whose events were asked for. */
  let asked: number[]

  before(async () => {
    const connection = await network.create()
    provider = new BrowserProvider(connection.provider, undefined, { cacheTimeout: -1 })
    steward = await provider.getSigner(0)
    const communes: Commune[] = []
    for (let count = 0; count < 2; count++) {
      const deployed = await deploy(steward, {
        adminDelay: 0,
        rootWindow: 3600,
        countersignatures: 1,
        sheetRules: SHEET_RULES,
      })
      await deployed.commune.addSteward(await steward.getAddress())
      communes.push(deployed.commune)
    }
    ;[commune, other] = communes as [Commune, Commune]
    await commune.admit(list.slice(0, 20))
    const getLogs = provider.getLogs.bind(provider)
    provider.getLogs = (filter) => {
      asked.push(Number((filter as Filter).fromBlock))
      return getLogs(filter)
    }
  })

  beforeEach(() => {
    asked = []
  })

  /** Runs something on a branch of the chain that is given up afterwards. */
  async function branch<Result>(task: () => Promise<Result>): Promise<Result> {
    const point: unknown = await provider.send("evm_snapshot", [])
    try {
      return await task()
    } finally {
      await provider.send("evm_revert", [point])
    }
  }

  async function change(): Promise<void> {
    const roll = await Roll.fromChain(commune)
    await commune.remove(roll, commitment(3))
    roll.remove(commitment(3))
    await commune.changeAttributes(roll, commitment(4), { class: "worker", admitted: "2024-03-02" })
    await commune.admit(list.slice(20, 23))
    await commune.admit([list[3] as Admission])
  }

  it("reads only what happened since, and is the roll that all events give", () =>
    branch(async () => {
      const snapshot = (await Roll.fromChain(commune)).snapshot()
      const block = await provider.getBlockNumber()
      await change()
      asked = []
      const roll = await Roll.fromChain(commune, { snapshot })
      expect(asked).to.deep.equal([block + 1])
      const whole = await Roll.fromChain(commune)
      expect([roll.root, roll.size, roll.memberCount]).to.deep.equal([await commune.root(), 24, 23])
      expect(roll.members).to.deep.equal(whole.members)
      expect(roll.siblings(commitment(3))).to.deep.equal(whole.siblings(commitment(3)))
      // Superseded roots are asked of the contract here too.
      expect(await roll.knowsRoot(roll.root)).to.equal(true)
      expect(await roll.knowsRoot(1n)).to.equal(false)
      expect(roll.snapshot()).to.deep.equal(whole.snapshot())
    }))

  it("reads nothing but the root when nothing has happened", async () => {
    const roll = await Roll.fromChain(commune)
    asked = []
    const again = await Roll.fromChain(commune, { snapshot: roll.snapshot(), threads: 1 })
    expect(again.root).to.equal(roll.root)
    expect(asked).to.deep.equal([])
  })

  it("reads all when the chain was reorganised below the snapshot's block", async () => {
    const snapshot = await branch(async () => {
      await commune.admit(list.slice(30, 33))
      return (await Roll.fromChain(commune)).snapshot()
    })
    // As yet the chain is shorter than it was.
    const shorter = await Roll.fromChain(commune, { snapshot })
    expect([shorter.size, shorter.root]).to.deep.equal([20, await commune.root()])
    await branch(async () => {
      // The first in the snapshot's own block; the second does not fit the snapshot, in which that member has another place.
      await commune.admit([list[31] as Admission])
      await commune.admit([list[33], list[30]] as Admission[])
      asked = []
      const roll = await Roll.fromChain(commune, { snapshot })
      expect([roll.size, roll.root]).to.deep.equal([23, await commune.root()])
      const [since, all] = asked as [number, number]
      expect(all).to.be.lessThan(since)
    })
  })

  it("does not believe a snapshot that is whole but not of this roll", async () => {
    const real = await Roll.fromChain(commune)
    const snapshot = real.snapshot()
    const forged = Roll.of([...real.members.slice(0, -1), { commitment: 666n, class: 1, admitted: 0 }]).snapshot()
    // The forger gives it the origin of a real one.
    forged.set(snapshot.subarray(48, 80), 48)
    const roll = await Roll.fromChain(commune, { snapshot: forged })
    expect(roll.members).to.deep.equal(real.members)
    expect(roll.has(666n)).to.equal(false)
  })

  it("does not skip events for a snapshot that says it is of a later block", () =>
    branch(async () => {
      const snapshot = (await Roll.fromChain(commune)).snapshot()
      await change()
      new DataView(snapshot.buffer).setUint32(76, await provider.getBlockNumber(), true)
      expect((await Roll.fromChain(commune, { snapshot })).root).to.equal(await commune.root())
    }))

  it("refuses a snapshot that is damaged, of another contract or chain, or of no contract", async () => {
    const roll = await Roll.fromChain(commune)
    const snapshot = roll.snapshot()
    const damaged = snapshot.slice()
    damaged[100] = (damaged[100] as number) ^ 1
    await refused(() => Roll.fromChain(commune, { snapshot: damaged }), SnapshotError, "root")
    await refused(
      () => Roll.fromChain(other, { snapshot }),
      SnapshotError,
      commune.address.toLowerCase(),
      other.address,
    )
    const otherChain = snapshot.slice()
    otherChain[48] = (otherChain[48] as number) ^ 1
    await refused(() => Roll.fromChain(commune, { snapshot: otherChain }), SnapshotError, "chain")
    // After a change of one's own it is no longer what the contract held at a block.
    roll.remove(commitment(0))
    await refused(() => Roll.fromChain(commune, { snapshot: roll.snapshot() }), SnapshotError, "does not say")
    // Only to make the snapshot.
    expect(asked.length).to.equal(1)
  })
})
