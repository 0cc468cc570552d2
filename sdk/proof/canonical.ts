/** Order q of the base field of BN254, in which the coordinates of proof points are. */
const BASE_FIELD_ORDER = 21888242871839275222246405745257275088696311157297823662689037894645226208583n

/** Whether a text is the decimal spelling, without leading zeros, of a number below q. */
export function isCanonicalCoordinate(text: unknown): text is string {
  return isDecimal(text) && BigInt(text) < BASE_FIELD_ORDER
}

/** Whether a value is a decimal number without leading zeros, of at most 78 digits. */
export function isDecimal(text: unknown): text is string {
  return typeof text === "string" && /^(0|[1-9]\d{0,77})$/.test(text)
}
