import { join } from "node:path"
import { audit } from "../../../scripts/audit/audit.ts"
import { readChain } from "../../../scripts/audit/chain/read-chain.ts"
import { recordText } from "../../../scripts/audit/record/write.ts"
import { writeWhole } from "../../../scripts/demo/output-file.ts"
import type { Show } from "../../../scripts/demo/show/show.ts"
import { readEvents } from "../../../sdk/chain/logs.ts"
import { dayOf, Ledger, Roll, type Member } from "../../../sdk/index.ts"
import { KINDS, MEMBERS, PROPOSAL, SHEET_DAY } from "./people.ts"
import { pollId } from "./poll.ts"
import { VAN } from "./van.ts"
import type { World } from "./world.ts"

/** How it all ended: the same however often it was broken off. */
export interface Ending {
  roll: { members: string[]; root: string }
  /** How many of each event the contracts have, those of their founding left out. */
  events: Record<string, number>
  sheets: number
  books: number
  envelopes: number
  /** Each member's amounts. */
  passbooks: number[][]
  /** Whether each member used the van, as the service knows and as the member noted. */
  van: [boolean, boolean][]
  ballots: number
  tally: number[]
  outcome: string
  /** What an auditor found wrong. */
  finding?: string | undefined
}

/** Events of the founding. */
const FOUNDING = new Set(["RoleGranted", "RootWindowSet", "RequiredCountersignaturesSet", "SheetPolicySet"])

const SILENT: Show = {
  begin: () => ({ advance: () => undefined, done: () => undefined }),
  stop: () => undefined,
}

/** An auditor reads the chain and keeps the record. */
export async function auditPoll(world: World): Promise<void> {
  await audited(world)
}

export async function endingOf(world: World): Promise<Ending> {
  const roll = await Roll.fromChain(world.commune)
  const { tally, outcome, ballots } = await decision(world)
  return {
    roll: { members: roll.members.map(({ commitment }) => commitment.toString()), root: roll.root.toString() },
    events: await eventCounts(world),
    sheets: (await Ledger.fromChain(world.ledger)).size,
    books: (await world.ledger.books(dayOf(SHEET_DAY), KINDS)).total,
    envelopes: (await world.mailbox.fetch()).next.after,
    passbooks: await Promise.all(
      MEMBERS.map(async (member) => (await world.passbook(member).openings()).map(({ amount }) => amount)),
    ),
    van: await Promise.all(MEMBERS.map((member) => vanUses(world, member))),
    ballots,
    tally,
    outcome,
    finding: await audited(world),
  }
}

async function decision(world: World): Promise<Pick<Ending, "tally" | "outcome" | "ballots">> {
  const id = await pollId(world)
  const { outcome, option, ballots } = await world.assembly.poll(id)
  const said = option === undefined ? outcome : `${outcome}: ${PROPOSAL.options[option] ?? ""}`
  return { tally: await world.assembly.tally(id), outcome: said, ballots }
}

async function vanUses(world: World, member: Member): Promise<[boolean, boolean]> {
  const nullifier = member.nullifier(VAN.value)
  return [await world.nullifiers.has(VAN.value, nullifier), await world.passbook(member).has(VAN.value, nullifier)]
}

async function eventCounts(world: World): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  const block = await world.provider.getBlockNumber()
  for (const { contract } of [world.commune, world.ledger, world.assembly, world.trustees]) {
    const { fromBlock } = world.place.contracts
    for (const { name } of await readEvents(contract, world.provider, fromBlock, block))
      if (!FOUNDING.has(name)) counts[name] = (counts[name] ?? 0) + 1
  }
  return Object.fromEntries(Object.entries(counts).sort(([one], [other]) => one.localeCompare(other)))
}

async function audited(world: World): Promise<string | undefined> {
  const { provider, place, assembly } = world
  const { fromBlock } = place.contracts
  const id = await pollId(world)
  const record = await readChain(provider, { assembly: assembly.address, pollId: id, fromBlock })
  writeWhole(join(place.folder, "record.json"), recordText(record))
  const { finding } = await audit(record, SILENT)
  return finding === undefined ? undefined : JSON.stringify(finding, (_, value: unknown) => String(value))
}
