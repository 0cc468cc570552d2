import type { JsonRpcSigner } from "ethers"
import { deploy, type Deployment } from "../../scripts/deploy/deploy.ts"
import {
  Ledger,
  proveSheet,
  Prover,
  Roll,
  Sheet,
  Trustees,
  type Member,
  type Proposal,
  type RecordOpening,
} from "../../sdk/index.ts"
import { trusteeNumber } from "../sdk/chain/secret-scene.ts"
import { KINDS, SHEET_RULES } from "../sdk/commune.ts"
import type { ListenedNode } from "./node.ts"

const CLASS = "full"
const DAY = "2026-02-22"

/** What a voter of these groups must have done. */
export const QUOTA = { kinds: ["kitchen"], from: "2026-02-01", to: "2026-02-28", atLeast: 240 }
export const POLICY = { classes: [CLASS], admittedBy: "2025-12-31" }

/** Somebody of a group, and how they have done their share: in one record, or in several. */
export interface Person {
  member: Member
  /** Minutes of each record. */
  records: readonly number[]
}

/** A commune with contracts, books and trustees of its own. */
export class Group {
  readonly deployed: Deployment
  /** Under whose key its secret ballots are. */
  readonly committee: bigint
  readonly people: readonly Person[]
  readonly openings: ReadonlyMap<Member, RecordOpening[]>
  readonly node: ListenedNode

  private constructor(
    node: ListenedNode,
    deployed: Deployment,
    committee: bigint,
    people: readonly Person[],
    openings: ReadonlyMap<Member, RecordOpening[]>,
  ) {
    this.node = node
    this.deployed = deployed
    this.committee = committee
    this.people = people
    this.openings = openings
  }

  /** @param admitted day on which all were admitted */
  static async found(node: ListenedNode, people: readonly Person[], admitted: string): Promise<Group> {
    const keeper = await node.account(0)
    const deployed = await deploy(keeper, {
      adminDelay: 0,
      rootWindow: 3600,
      countersignatures: 1,
      sheetRules: SHEET_RULES,
    })
    const { commune, ledger, assembly } = deployed
    const address = await keeper.getAddress()
    await commune.addSteward(address)
    await assembly.addConvener(address)
    await commune.admit(people.map(({ member: { commitment } }) => ({ commitment, class: CLASS, admitted })))
    const other = await node.account(1)
    await ledger.addAttester(address)
    await ledger.addAttester(await other.getAddress())
    const sheet = Sheet.of(
      DAY,
      people.flatMap(({ member: { commitment }, records }) =>
        records.map((amount) => ({ commitment, amount, kind: KINDS.numberOf("kitchen") })),
      ),
    )
    const proof = await proveSheet(sheet, { rules: SHEET_RULES, message: await ledger.sheetMessage() })
    const { sheetId } = await ledger.post(proof)
    await ledger.connect(other).countersign(sheetId)
    const openings = new Map(people.map(({ member }) => [member, sheet.openingsFor(member.commitment)]))
    return new Group(node, deployed, await keyOf(deployed, keeper, node), people, openings)
  }

  /** Proposes a poll and opens it. */
  async convene(changes: Partial<Proposal> = {}): Promise<bigint> {
    const { assembly } = this.deployed
    const { pollId } = await assembly.propose(
      {
        subject: "Shall we buy the van?",
        options: ["yes", "no", "abstain"],
        policy: POLICY,
        quotas: [QUOTA],
        quorum: { atLeast: [2, 5] },
        threshold: { moreThan: [1, 2] },
        votingPeriod: 86_400,
        ...changes,
      },
      { kinds: KINDS },
    )
    await assembly.open(pollId)
    return pollId
  }

  async roll(): Promise<Roll> {
    return Roll.fromChain(this.deployed.commune)
  }

  async ledger(): Promise<Ledger> {
    return Ledger.fromChain(this.deployed.ledger)
  }
}

/** Number of a committee of two, who open a sum together, with a key. */
async function keyOf(deployed: Deployment, keeper: JsonRpcSigner, node: ListenedNode): Promise<bigint> {
  const trustees = await Trustees.at(deployed.trustees, keeper, { fromBlock: deployed.fromBlock })
  await trustees.addConvener(await keeper.getAddress())
  const accounts = await Promise.all([1, 2].map((index) => node.account(index)))
  const { committeeId } = await trustees.form({
    trustees: accounts.map(({ address }) => address),
    threshold: 2,
    commitPeriod: 600,
    dealPeriod: 600,
  })
  await using prover = await Prover.open("deal-5")
  for (const [place, account] of accounts.entries())
    await trustees.connect(account).commit(committeeId, place + 1, trusteeNumber(place + 1))
  for (const index of [1, 2]) await trustees.deal(committeeId, index, trusteeNumber(index), { prover })
  await trustees.finish(committeeId)
  return committeeId
}
