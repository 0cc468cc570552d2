/** Order of the field. */
export const FIELD_ORDER = 21888242871839275222246405745257275088548364400416034343698204186575808495617n

export const ARITY = 5
export const ROLL_LEVELS = 9
export const SHEET_LEVELS = 3
export const LEDGER_LEVELS = 5
export const TAG_RECORD = 1n

/** A part of a packed number: its value stands at bit `from`. */
const part = (name: string, from: number, bits: number) => ({ name, from, bits })

/** The protocol's numbers, written out from its text and not from any code that uses them. */
export const parameterVectors = {
  fieldOrder: FIELD_ORDER,
  arity: ARITY,
  rollLevels: ROLL_LEVELS,
  sheetLevels: SHEET_LEVELS,
  ledgerLevels: LEDGER_LEVELS,
  classCount: 16,
  dayBits: 20,
  slotBits: 16,
  kindCount: 32,
  amountBits: 24,
  totalBits: 28,
  groupCount: 8,
  kindGroupBits: 4,
  certificateGroup: 9,
  rowCountBits: 7,
  sheetTotalBits: 31,
  tags: { record: TAG_RECORD },
  layouts: {
    attributes: [part("class", 0, 4), part("admitted", 8, 20)],
    policy: [part("classes", 0, 16), part("admittedBy", 16, 20), part("limit", 36, 16)],
    record: [part("amount", 0, 24), part("day", 24, 20), part("kind", 44, 5)],
    quotaPolicy: [part("kinds", 0, 32), part("from", 32, 20), part("to", 52, 20), part("threshold", 72, 28)],
    sheetPolicy: [part("groups", 0, 128), part("cap", 128, 24), part("minimumRows", 152, 7)],
  },
  signals: {
    membership: ["nullifier", "root", "scope", "message", "policy"],
    quota: ["nullifier", "memberRoot", "ledgerRoot", "scope", "message", "policy", "quotaPolicy"],
    sheet: ["sheetRoot", "total", "groupTotals", "day", "message", "sheetPolicy"],
  },
}
