/** Order of the field. */
export const FIELD_ORDER = 21888242871839275222246405745257275088548364400416034343698204186575808495617n

export const ARITY = 5
export const ROLL_LEVELS = 9
export const SHEET_LEVELS = 3
export const LEDGER_LEVELS = 5
export const TAG_RECORD = 1n
export const TAG_SHARE = 2n

/** Order l of Baby Jubjub's subgroup, and its generator B: circomlib's Base8. */
export const SUBGROUP_ORDER = 2736030358979909402780800718157159386076813972158567259200215660948447373041n
export const GENERATOR = [
  5299619240641551281634865583518297030282874472190772894086521144482721001553n,
  16950150798460657717958625567821834550301663161624707787222815936182638968203n,
] as const

/** A part of a packed number: its value stands at bit `from`. */
const part = (name: string, from: number, bits: number) => ({ name, from, bits })

const range = (size: number): number[] => Array.from({ length: size }, (_, index) => index)

/** Signals of a list, row by row. */
const list = (name: string, ...sizes: number[]): string[] =>
  sizes.reduce<string[]>((names, size) => names.flatMap((each) => range(size).map((at) => `${each}[${at}]`)), [name])

const ballotSignals = (ciphertexts: number): string[] => [
  "nullifier",
  "root",
  "scope",
  "policy",
  ...list("key", 2),
  "ballotRule",
  "sequence",
  ...list("ciphertexts", ciphertexts, 4),
]

const dealSignals = (trustees: number): string[] => [
  ...list("commitments", trustees, 2),
  ...list("ephemeralKey", 2),
  ...list("encryptedShares", trustees),
  "recipients",
  "context",
  ...list("recipientKeys", trustees, 2),
]

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
  lanesPerCiphertext: 4,
  maxLanes: 12,
  messageBits: 40,
  laneWidthBits: 6,
  scoreBits: 8,
  ballotTotalBits: 20,
  maxTrustees: 9,
  contextBits: 248,
  scalarBits: 251,
  limbBits: 126,
  subgroupOrder: SUBGROUP_ORDER,
  tags: { record: TAG_RECORD, share: TAG_SHARE },
  layouts: {
    attributes: [part("class", 0, 4), part("admitted", 8, 20)],
    policy: [part("classes", 0, 16), part("admittedBy", 16, 20), part("limit", 36, 16)],
    record: [part("amount", 0, 24), part("day", 24, 20), part("kind", 44, 5)],
    quotaPolicy: [part("kinds", 0, 32), part("from", 32, 20), part("to", 52, 20), part("threshold", 72, 28)],
    sheetPolicy: [part("groups", 0, 128), part("cap", 128, 24), part("minimumRows", 152, 7)],
    ballotRule: [
      part("used", 0, 12),
      part("laneWidth", 12, 6),
      part("maxScore", 18, 8),
      part("minTotal", 26, 20),
      part("maxTotal", 46, 20),
      part("quadratic", 66, 1),
    ],
  },
  signals: {
    membership: ["nullifier", "root", "scope", "message", "policy"],
    quota: ["nullifier", "memberRoot", "ledgerRoot", "scope", "message", "policy", "quotaPolicy"],
    sheet: ["sheetRoot", "total", "groupTotals", "day", "message", "sheetPolicy"],
    "ballot-4": ballotSignals(1),
    "ballot-12": ballotSignals(3),
    decrypt: [...list("shareKey", 2), ...list("part", 2), ...list("point", 2)],
    "deal-5": dealSignals(5),
    "deal-9": dealSignals(9),
  },
}
