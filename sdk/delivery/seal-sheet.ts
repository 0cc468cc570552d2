import { fieldElement } from "../crypto/field.ts"
import { InvalidInputError } from "../errors.ts"
import type { Sheet } from "../labor/sheet.ts"
import { sealOpening, type Contact, type Envelope } from "./envelope.ts"
import { shuffled } from "./shuffle.ts"

/**
 * One envelope for each row of a sheet, in an order that tells nothing of the sheet's.
 *
 * @param contacts each member once; further members than the sheet's do no harm
 * @throws InvalidInputError when a row's member has no contact, or a key is none; nothing is sealed then
 */
export async function sealSheet(sheet: Sheet, contacts: readonly Contact[]): Promise<Envelope[]> {
  const keys = new Map(
    contacts.map(({ commitment, deliveryKey }) => [fieldElement(commitment, "commitment"), deliveryKey]),
  )
  if (keys.size < contacts.length) {
    throw new InvalidInputError("contacts", contacts, "a list with each member once", "Keep the newest key of each")
  }
  const openings = [...keys].flatMap(([commitment, deliveryKey]) =>
    sheet.openingsFor(commitment).map((opening) => ({ opening, contact: { commitment, deliveryKey } })),
  )
  const without = sheet.rowCount - openings.length
  if (without > 0) {
    throw new InvalidInputError(
      "contacts",
      `a list that leaves ${without} of ${sheet.rowCount} rows without a delivery key`,
      "the contacts of all members of the sheet",
      "Ask those members for their delivery keys, or seal the openings of the others one by one",
    )
  }
  return shuffled(await Promise.all(openings.map(({ opening, contact }) => sealOpening(opening, contact))))
}
