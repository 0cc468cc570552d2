import {
  collect,
  formatMinutes,
  Ledger,
  MemoryMailbox,
  proveSheet,
  sealSheet,
  Sheet,
  type Contact,
  type LaborLedger,
  type Mailbox,
  type Member,
  type OpenBooks,
  type RecordOpening,
  type SheetProof,
} from "../../../sdk/index.ts"
import type { AbstractSigner } from "ethers"
import type { Deployment } from "../../deploy/deploy.ts"
import { countersignsOwn, inflatedTotal, postsAnothersSheet, postsWithoutOffice } from "../attacks/office.ts"
import { inLanes } from "../in-lanes.ts"
import type { Journal } from "../journal.ts"
import { Lane } from "../lane.ts"
import type { ScenarioSheet } from "../scenario.ts"
import type { Stage } from "../stage.ts"
import type { Members } from "./admit.ts"
import { Provers } from "./provers.ts"
import { step } from "./step.ts"

const ALONE = 2
const SIDE_BY_SIDE = 2

/** What the attesters handed each member, by name. */
export type Openings = ReadonlyMap<string, RecordOpening[]>

/** What stands in the end. */
export interface Labor {
  ledger: Ledger
  books: OpenBooks
  openings: Openings
}

/** Who posts a sheet, and who signs it. */
interface Signers {
  author: LaborLedger
  others: LaborLedger[]
}

/**
 * Proves, posts and countersigns the labor sheets, delivers each member the own lines under seal, and reads ledger and books back from the chain. The next sheet is
 * proved while one is posted.
 */
export function postSheets(stage: Stage, deployment: Deployment, members: Members): Promise<Labor> {
  const { scenario, chain, journal } = stage
  const { attesters, relay } = chain.accounts
  return step(stage, "Prove, post and countersign the labor sheets", scenario.sheets.length, async (shown) => {
    await using provers = new Provers(journal, stage.artifacts)
    const mailbox = new MemoryMailbox()
    const contacts = await contactsOf(members)
    const lane = new Lane()
    try {
      const queue = [...scenario.sheets.entries()]
      // The first ones alone, so that one sees how long a proof takes; the others side by side, so that no core waits.
      for (const [index, given] of queue.splice(0, ALONE)) await prove(given, index)
      provers.sideBySide = true
      await inLanes(queue, SIDE_BY_SIDE, ([index, given]) => prove(given, index))
      await lane.finish()
    } finally {
      await lane.settle()
    }
    const openings = await deliver(mailbox, members, journal)
    const books = await deployment.ledger.readBooks(scenario.kinds)
    const count = scenario.sheets.length
    const rows = scenario.sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0)
    return {
      result: { ledger: await Ledger.fromChain(deployment.ledger), books, openings },
      summary:
        `${count} ${count === 1 ? "sheet" : "sheets"} with ${rows} lines and ${formatMinutes(books.all.total)} hours, each proved and posted by one attester and signed by another; ` +
        "on the chain are one number and the totals of each sheet. " +
        `Each member found the own lines among ${rows} sealed envelopes, of which nobody can open another's`,
    }

    async function prove({ day, rows }: ScenarioSheet, index: number): Promise<void> {
      const sheet = Sheet.of(
        day,
        rows.map(({ member, kind, amount }) => ({ commitment: memberOf(members, member).commitment, kind, amount })),
      )
      const signers = signersOf(index)
      const message = await signers.author.sheetMessage()
      const rules = scenario.sheetRules
      const proof = await provers.prove("sheet-25", (prover) => proveSheet(sheet, { rules, message, prover }))
      lane.add(() => post(sheet, proof, signers, index === 0))
    }

    async function post(sheet: Sheet, proof: SheetProof, { author, others }: Signers, first: boolean): Promise<void> {
      // On its way it is seen by others, who try to make use of it.
      if (first) {
        journal.refusals.push(await postsAnothersSheet(others[0] as LaborLedger, proof))
        journal.refusals.push(await inflatedTotal(author, proof))
        journal.refusals.push(await postsWithoutOffice(deployment.ledger.connect(relay), proof))
      }
      const { sheetId, receipt } = await author.post(proof)
      journal.spendGas("post a labor sheet, proved", receipt.gasUsed)
      if (first) journal.refusals.push(await countersignsOwn(author, sheetId))
      for (const other of others.slice(0, scenario.countersignatures)) {
        const { gasUsed } = await other.countersign(sheetId)
        journal.spendGas("countersign a labor sheet", gasUsed)
      }
      await mailbox.put(await sealSheet(sheet, contacts))
      shown.advance()
    }

    // Every attester is author in turn, and the next ones sign.
    function signersOf(index: number): Signers {
      const inTurn = attesters.map((_, place) =>
        deployment.ledger.connect(attesters[(index + place) % attesters.length] as AbstractSigner),
      )
      const [author, ...others] = inTurn as [LaborLedger, ...LaborLedger[]]
      return { author, others }
    }
  })
}

function contactsOf(members: Members): Promise<Contact[]> {
  return Promise.all(
    [...members.values()].map(async (member) => ({
      commitment: member.commitment,
      deliveryKey: await member.deliveryKey(),
    })),
  )
}

/** Every member fetches all envelopes and opens the own ones. */
async function deliver(mailbox: Mailbox, members: Members, journal: Journal): Promise<Openings> {
  const openings = new Map<string, RecordOpening[]>()
  for (const [name, member] of members) {
    const start = performance.now()
    openings.set(name, (await collect(member, mailbox)).openings)
    journal.takeTime("collect own lines", performance.now() - start)
  }
  return openings
}

function memberOf(members: Members, name: string): Member {
  const member = members.get(name)
  if (member === undefined) throw new Error(`${name} is on a sheet, but no member`)
  return member
}
