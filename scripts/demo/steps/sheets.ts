import { formatMinutes, Ledger, Sheet, type RecordOpening } from "../../../sdk/index.ts"
import type { Member } from "../../../sdk/index.ts"
import type { AbstractSigner } from "ethers"
import type { Deployment } from "../../deploy/deploy.ts"
import { countersignsOwn, postsWithoutOffice } from "../attacks/office.ts"
import type { Stage } from "../stage.ts"
import type { Members } from "./admit.ts"
import { step } from "./step.ts"

/** What the attesters handed each member, by name. */
export type Openings = ReadonlyMap<string, RecordOpening[]>

/** Posts and countersigns the labor sheets, hands each member the own lines, and reads the ledger back from the chain. */
export function postSheets(
  stage: Stage,
  deployment: Deployment,
  members: Members,
): Promise<{ ledger: Ledger; openings: Openings }> {
  const { scenario, chain, journal } = stage
  const { attesters, relay } = chain.accounts
  return step(stage, "Post and countersign the labor sheets", scenario.sheets.length, async (shown) => {
    const openings = new Map<string, RecordOpening[]>()
    let minutes = 0
    for (const [index, { day, rows }] of scenario.sheets.entries()) {
      const sheet = Sheet.of(
        day,
        rows.map(({ member, kind, amount }) => ({ commitment: memberOf(members, member).commitment, kind, amount })),
      )
      // Every attester is author in turn, and the next ones sign.
      const inTurn = attesters.map((_, place) => attesters[(index + place) % attesters.length] as AbstractSigner)
      const [author, ...others] = inTurn as [AbstractSigner, ...AbstractSigner[]]
      const asAuthor = deployment.ledger.connect(author)
      const { sheetId, receipt } = await asAuthor.post(sheet)
      journal.spendGas("post a labor sheet", receipt.gasUsed)
      if (index === 0) {
        journal.refusals.push(await countersignsOwn(asAuthor, sheetId))
        journal.refusals.push(await postsWithoutOffice(deployment.ledger.connect(relay), sheet))
      }
      for (const other of others.slice(0, scenario.countersignatures)) {
        const { gasUsed } = await deployment.ledger.connect(other).countersign(sheetId)
        journal.spendGas("countersign a labor sheet", gasUsed)
      }
      for (const name of new Set(rows.map(({ member }) => member))) {
        const handed = sheet.openingsFor(memberOf(members, name).commitment)
        openings.set(name, [...(openings.get(name) ?? []), ...handed])
      }
      minutes += rows.reduce((sum, { kind, amount }) => sum + (scenario.kinds.list[kind]?.certificate ? 0 : amount), 0)
      shown.advance()
    }
    const count = scenario.sheets.length
    const rows = scenario.sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0)
    return {
      result: { ledger: await Ledger.fromChain(deployment.ledger), openings },
      summary:
        `${count} ${count === 1 ? "sheet" : "sheets"} with ${rows} lines and ${formatMinutes(minutes)} hours, each posted by one attester and signed by another; ` +
        "only one number a sheet is on the chain, and each member got the own lines",
    }
  })
}

function memberOf(members: Members, name: string): Member {
  const member = members.get(name)
  if (member === undefined) throw new Error(`${name} is on a sheet, but no member`)
  return member
}
