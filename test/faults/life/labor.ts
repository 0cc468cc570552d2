import {
  Ledger,
  proveSheet,
  sealSheet,
  Sheet,
  type Envelope,
  type Member,
  type SheetContent,
  type Vault,
} from "../../../sdk/index.ts"
import { stillThere } from "./gone.ts"
import { MEMBERS, MINUTES, SHEET_DAY, SHEET_RULES } from "./people.ts"
import type { World } from "./world.ts"

const SHEET = "attester/sheet"
const ENVELOPES = "attester/envelopes"

/** The attester is a member too, and keeps what the office has in hand in the own vault. */
function attestersVault(world: World): Vault {
  return world.passbook(MEMBERS[0] as Member).vault
}

/** Writes the sheet: once, before anything is posted, for its salts are made here. */
export async function writeSheet(world: World): Promise<void> {
  const vault = attestersVault(world)
  if ((await vault.get(SHEET)) !== undefined) return
  const rows = MEMBERS.map(({ commitment }, place) => ({ commitment, amount: MINUTES[place] as number, kind: 0 }))
  await vault.set(SHEET, { ...Sheet.of(SHEET_DAY, rows).content() })
}

export async function postSheet(world: World): Promise<void> {
  const sheet = await writtenSheet(world)
  const ledger = world.ledger.connect(world.as("attester"))
  if ((await ledger.postedAs(sheet.root)).length > 0) return
  await ledger.post(await proveSheet(sheet, { rules: SHEET_RULES, message: await ledger.sheetMessage() }))
}

export async function countersign(world: World): Promise<void> {
  const { root } = await writtenSheet(world)
  if ((await Ledger.fromChain(world.ledger)).has(root)) return
  const [sheetId] = await world.ledger.postedAs(root)
  await world.ledger.connect(world.as("countersigner")).countersign(stillThere(sheetId, "the sheet"))
}

/** Seals the openings once, and puts the same envelopes again as often as need be. */
export async function deliver(world: World): Promise<void> {
  const vault = attestersVault(world)
  let kept = await vault.get(ENVELOPES)
  if (kept === undefined) {
    const contacts = await Promise.all(
      MEMBERS.map(async (member) => ({ commitment: member.commitment, deliveryKey: await member.deliveryKey() })),
    )
    const envelopes = await sealSheet(await writtenSheet(world), contacts)
    kept = envelopes.map((envelope) => Buffer.from(envelope).toString("base64"))
    await vault.set(ENVELOPES, kept)
  }
  await world.mailbox.put((kept as string[]).map((text): Envelope => Uint8Array.from(Buffer.from(text, "base64"))))
}

/** Every member collects the own lines. */
export async function collectAll(world: World): Promise<void> {
  for (const member of MEMBERS) await world.passbook(member).collect(world.mailbox)
}

async function writtenSheet(world: World): Promise<Sheet> {
  return Sheet.fromContent((await attestersVault(world).get(SHEET)) as unknown as SheetContent)
}
