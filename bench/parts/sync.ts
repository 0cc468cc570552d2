import type { JsonRpcProvider } from "ethers"
import { deploy } from "../../scripts/deploy/deploy.ts"
import {
  collect,
  connect,
  dayOf,
  hours,
  Kinds,
  LaborLedger,
  Ledger,
  Member,
  MemoryMailbox,
  Prover,
  proveSheet,
  sealSheet,
  Sheet,
  type SheetRules,
} from "../../sdk/index.ts"
import { startAnvil } from "../../test/e2e/anvil.ts"
import type { Part } from "../part.ts"
import type { Report } from "../report.ts"
import { inTurns } from "../rounds.ts"
import { median } from "../table.ts"

const MEMBERS = 100
const WEEKS = 52
const ROUNDS = 5
/** Milliseconds for ledger, books and one member's lines of a year. */
const BUDGET = 5_000
const ALL = "all three"

const KINDS = Kinds.of(["kitchen", "care", "garden", "building", "office", { name: "sick", excused: true }])
const RULES: SheetRules = { kinds: KINDS, cap: hours(80), minimumRows: 5 }

/**
 * Measures how long a member's device takes to get a year of a commune of 100 from a node on this machine (Anvil, by JSON-RPC) and a mailbox: the ledger
 * rebuilt from its events and checked, the open books, and the member's own lines. Before that the year is really made: 52 sheets of 100 rows,
 * proved, posted, countersigned and sealed, which takes some minutes.
 */
export const sync: Part = {
  name: "sync",
  about:
    "how long a device takes to get a year of a commune of 100 from a node; making the year first takes some minutes",
  run: async (report, { rounds }) => {
    await measureSync(report, Math.min(rounds, ROUNDS))
  },
}

async function measureSync(report: Report, rounds: number): Promise<void> {
  const anvil = await startAnvil(["--accounts", "3"])
  try {
    const provider = await connect(anvil.url, { pollingInterval: 20 })
    const members = Array.from({ length: MEMBERS }, () => Member.create())
    const year = await makeYear(members, provider)

    // Read by somebody else, who knows only the address.
    const steps: Record<string, () => Promise<void>> = {
      "ledger, checked against its root": async () => {
        const ledger = await Ledger.fromChain(await LaborLedger.at(year.address, provider))
        if (ledger.size !== WEEKS) throw new Error(`the ledger has ${ledger.size} sheets, not ${WEEKS}`)
      },
      "open books": async () => {
        const books = await (await LaborLedger.at(year.address, provider)).readBooks(KINDS)
        if (books.periods.length !== WEEKS) throw new Error("the books lack periods")
      },
      "own lines, out of 5,200 envelopes": async () => {
        const { openings, scanned } = await collect(members[0] as Member, year.mailbox)
        if (openings.length !== WEEKS || scanned !== WEEKS * MEMBERS) throw new Error("the mailbox lacks envelopes")
      },
    }
    const turns = Object.entries(steps).map(([name, step]) => ({ name, measure: () => timeOf(step) }))
    turns.push({
      name: ALL,
      measure: () =>
        timeOf(async () => {
          for (const step of Object.values(steps)) await step()
        }),
    })
    const measured = await inTurns(report, turns, { rounds })
    const proving = { name: "for comparison: proving, posting and countersigning one sheet", values: year.proving }
    const title = `A year of a commune of ${MEMBERS}: ${WEEKS} sheets, ${WEEKS * MEMBERS} records, from a node on this machine`
    report.comparisons.push({ title, unit: "ms", reference: ALL, measured: [...measured, proving] })
    const together = measured.find(({ name }) => name === ALL)
    if (together !== undefined && median(together.values) >= BUDGET)
      report.fail(ALL, new Error(`${median(together.values).toFixed(0)} ms, and may take ${BUDGET} ms`))
  } finally {
    await anvil.stop()
  }
}

interface Year {
  address: string
  mailbox: MemoryMailbox
  /** Milliseconds of each proof of a sheet. */
  proving: number[]
}

async function makeYear(members: readonly Member[], provider: JsonRpcProvider): Promise<Year> {
  const [admin, author, other] = await Promise.all([0, 1, 2].map((index) => provider.getSigner(index)))
  const settings = { adminDelay: 0, rootWindow: 3600, countersignatures: 1, sheetRules: RULES }
  const { ledger } = await deploy(admin!, settings)
  for (const attester of [author!, other!]) await ledger.addAttester(await attester.getAddress())
  const asAuthor = ledger.connect(author!)
  const message = await asAuthor.sheetMessage()
  const contacts = await Promise.all(
    members.map(async (member) => ({ commitment: member.commitment, deliveryKey: await member.deliveryKey() })),
  )
  const mailbox = new MemoryMailbox()
  const proving: number[] = []
  await using prover = await Prover.open("sheet-125")
  for (let week = 0; week < WEEKS; week++) {
    const rows = members.map(({ commitment }, index) => ({
      commitment,
      kind: (index + week) % KINDS.list.length,
      amount: 60 * 30 + ((37 * index + 11 * week) % 600),
    }))
    const sheet = Sheet.of(dayOf("2026-01-04") + 7 * week, rows)
    proving.push(
      await timeOf(async () => {
        const proof = await proveSheet(sheet, { rules: RULES, message, prover })
        const { sheetId } = await asAuthor.post(proof)
        await ledger.connect(other!).countersign(sheetId)
      }),
    )
    await mailbox.put(await sealSheet(sheet, contacts))
    if ((week + 1) % 13 === 0) console.log(`made ${week + 1} of ${WEEKS} sheets`)
  }
  return { address: ledger.address, mailbox, proving }
}

async function timeOf(step: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await step()
  return performance.now() - start
}
