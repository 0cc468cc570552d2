/** Sizes that circuits, contracts and SDK share; the same numbers stand in circuits/lib/parameters.circom. */

/** Children of a node in every tree. */
export const ARITY = 5

/** Levels of a roll: 5^9 = 1,953,125 members. */
export const ROLL_LEVELS = 9

/** Levels of a sheet: 5^3 = 125 records. */
export const SHEET_LEVELS = 3

/** Levels of the ledger above the sheets: 5^5 = 3,125 sheets. */
export const LEDGER_LEVELS = 5

/** Classes of members: 0 to 15. */
export const CLASS_COUNT = 16

/** Bits of a day since 1970-01-01. */
export const DAY_BITS = 20

/** Bits of a slot and of the number of uses. */
export const SLOT_BITS = 16

/** Kinds of labor: 0 to 31. */
export const KIND_COUNT = 32

/** Bits of one record's amount (minutes for labor). */
export const AMOUNT_BITS = 24

/** Bits of a quota's threshold, in minutes. */
export const TOTAL_BITS = 28

/** First argument of the width-4 hash: what the others are. */
export const TAG_RECORD = 1n
export const TAG_SHARE = 2n

/** Groups of kinds whose minutes stand in the open books. */
export const GROUP_COUNT = 8

/** Bits of a kind's group in a sheet policy: 0 not permitted, 1 to 8 a group, 9 a certificate. */
export const KIND_GROUP_BITS = 4
export const CERTIFICATE_GROUP = 9

/** Bits of a number of rows: a sheet has at most 125. */
export const ROW_COUNT_BITS = 7

/** Bits of the minutes of one group in one sheet: 125 * 2^24 < 2^31. */
export const SHEET_TOTAL_BITS = 31

/** Lanes of scores in one ciphertext, and in all that a ballot has. */
export const LANES_PER_CIPHERTEXT = 4
export const MAX_LANES = 12

/** Bits of all lanes of a ciphertext together, and of their tally. */
export const MESSAGE_BITS = 40

/** Bits of the parts of a ballot rule: a lane's width, a score, and a ballot's total of scores or of their squares. */
export const LANE_WIDTH_BITS = 6
export const SCORE_BITS = 8
export const BALLOT_TOTAL_BITS = 20

/** Trustees of one committee; also the most coefficients of a dealing. */
export const MAX_TRUSTEES = 9

/** Bits of what a dealing's shares are encrypted for. */
export const CONTEXT_BITS = 248

/** Bits of a scalar in a circuit, and of its lower limb. */
export const SCALAR_BITS = 251
export const LIMB_BITS = 126
