import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types"
import { expect } from "chai"
import type { Log } from "ethers"
import { readLogs } from "../../scripts/audit/chain/read-logs.ts"
import type { AuditEvent } from "../../scripts/audit/log/decode.ts"
import { EVENTS, topicsOf, type Source } from "../../scripts/audit/log/events.ts"
import { LedgerReplay } from "../../scripts/audit/replay/ledger.ts"
import { RollReplay } from "../../scripts/audit/replay/roll.ts"
import { as, deployed, GENESIS_DAY, simulatedChain, type Chain } from "../contracts/chain.ts"
import { deployCommune, deployLedger, ROOT_WINDOW, type Commune, type LaborLedger } from "../contracts/deploy.ts"
import { NO_PROOF } from "../contracts/ledger-scene.ts"
import { Random } from "../contracts/random.ts"
import { siblingsOf } from "../contracts/reference-tree.ts"
import { attributesOf, RollModel, type Entry } from "../contracts/roll-model.ts"

/** All events of a contract so far, in their order. */
async function eventsOf(chain: Chain, source: Source, address: string): Promise<AuditEvent[]> {
  const { provider } = chain.ethers
  const toBlock = await provider.getBlockNumber()
  const logs = await readLogs(provider, { address, topics: [topicsOf(source)], fromBlock: 0, toBlock })
  const decoded = logs.map(async (log: Log): Promise<AuditEvent> => {
    const { name, args } = EVENTS[source].parseLog(log)!
    const { timestamp } = (await provider.getBlock(log.blockNumber))!
    return {
      source,
      name,
      args,
      timestamp,
      place: { block: log.blockNumber, transaction: log.transactionHash, log: log.index },
    }
  })
  return Promise.all(decoded)
}

describe("the roll rebuilt by an audit", () => {
  it("has the contract's root and electorates after any admissions, changes and removals", async () => {
    const chain = await simulatedChain()
    const [admin, steward] = await chain.ethers.getSigners()
    const commune: Commune = as(await deployCommune(chain, admin!, steward!), steward!)
    const [random, model] = [new Random(11), new RollModel()]
    const anyone = (): Entry => ({
      commitment: random.element(),
      class: random.below(16),
      admitted: GENESIS_DAY - random.below(900),
    })
    const siblings = (member: Entry): bigint[][] => siblingsOf(model.leaves, model.indexOf(member.commitment))
    for (let step = 0; step < 24; step++) {
      const what = step < 3 ? 0 : random.below(5)
      const member = random.pick(model.members.length === 0 ? [anyone()] : model.members)
      const place = model.indexOf(member.commitment)
      if (what < 2) {
        const entries = Array.from({ length: 1 + random.below(4) }, anyone)
        await commune.admitMany(
          entries.map((entry) => ({ commitment: entry.commitment, attributes: attributesOf(entry) })),
        )
        model.places.push(...entries)
      } else if (what === 2) {
        const changed = { ...anyone(), commitment: member.commitment }
        await commune.changeAttributes(member.commitment, attributesOf(member), attributesOf(changed), siblings(member))
        model.places[place] = changed
      } else if (what === 3) {
        const { commitment } = anyone()
        await commune.replaceCommitment(member.commitment, attributesOf(member), commitment, siblings(member))
        model.places[place] = { commitment, class: member.class, admitted: GENESIS_DAY }
      } else {
        await commune.remove(member.commitment, attributesOf(member), siblings(member))
        model.places[place] = undefined
      }
    }
    const roll = new RollReplay()
    for (const event of await eventsOf(chain, "commune", await commune.getAddress())) roll.take(event)
    expect(roll.root).to.equal(await commune.root())
    expect(roll.root).to.equal(model.root)
    for (const classes of [1n, 0b1010n, 0xffffn])
      expect(roll.electorate(classes)).to.equal(Number(await commune.electorate(classes)))
  })
})

describe("the ledger rebuilt by an audit", () => {
  let chain: Chain
  let ledger: LaborLedger
  let attesters: HardhatEthersSigner[]
  const leaves: bigint[] = []
  const roots = new Set<bigint>()
  const answers = new Set<boolean>()

  before(async () => {
    chain = await simulatedChain()
    attesters = (await chain.ethers.getSigners()).slice(1, 3)
    const anyProof = await (await deployed(chain, "AnyProofVerifier", [6])).getAddress()
    const sheetInstances = [{ rows: 25, verifier: anyProof }]
    ledger = as(
      await deployLedger(chain, (await chain.ethers.getSigners())[0]!, attesters, { sheetInstances }),
      attesters[0]!,
    )
  })

  const claim = (root: bigint) => ({ root, total: 60n, groupTotals: 0n, day: BigInt(GENESIS_DAY), rows: 25 })
  const book = async (root: bigint): Promise<void> => {
    await ledger.post(claim(root), NO_PROOF)
    await as(ledger, attesters[1]!).countersign(await ledger.sheetCount())
    leaves.push(root)
  }
  const correct = async (place: number, root: bigint): Promise<void> => {
    await ledger.postCorrection(await ledger.standingSheet(leaves[place]!), claim(root), NO_PROOF)
    await as(ledger, attesters[1]!).countersignCorrection(await ledger.sheetCount(), siblingsOf(leaves, place))
    leaves[place] = root
  }
  const strike = async (place: number): Promise<void> => {
    const sheet = await ledger.standingSheet(leaves[place]!)
    await ledger.requestStrike(sheet)
    await as(ledger, attesters[1]!).countersignStrike(sheet, siblingsOf(leaves, place))
    leaves[place] = 0n
  }

  /** Both must know the same of all roots that there ever were. */
  async function compare(): Promise<void> {
    roots.add((await ledger.root()) as bigint)
    const [replayed, untold] = [new LedgerReplay(), new LedgerReplay()]
    const events = await eventsOf(chain, "ledger", await ledger.getAddress())
    for (const event of events) replayed.take(event)
    // A record may keep back that a strike ended roots: that it was a strike says so.
    for (const event of events) if (event.name !== "SupersededRootsEnded") untold.take(event)
    const now = await chain.networkHelpers.time.latest()
    for (const root of roots) {
      const known = (await ledger.isKnownRoot(root)) as boolean
      answers.add(known)
      expect(replayed.knew(root, now), `${root}`).to.equal(known)
      expect(untold.knew(root, now), `${root}`).to.equal(known)
    }
    expect(replayed.knew(0n, now)).to.equal(false)
  }

  it("knows the roots that the contract knows: current, superseded, past the window, ended by a strike, and those of corrections", async () => {
    for (let root = 101n; root < 107n; root++) {
      await book(root)
      await compare()
    }
    await chain.networkHelpers.time.increase(ROOT_WINDOW - 5)
    await compare()
    await chain.networkHelpers.time.increase(10)
    await compare()
    await book(107n)
    await compare()
    await strike(2)
    await compare()
    await book(108n)
    await compare()
    await correct(4, 109n)
    await compare()
    await book(110n)
    await compare()
    expect(answers.size, "some known, some not").to.equal(2)
  })
})
