import { InvalidFieldElementError } from "../errors.ts"

/** Order r of the scalar field of BN254. */
export const FIELD_ORDER = 21888242871839275222246405745257275088548364400416034343698204186575808495617n

/** What may stand for a field element outside: a canonical number in any of these spellings. */
export type FieldInput = bigint | number | string

/**
 * The canonical integer of a field element.
 *
 * Two spellings of one number (hex, leading zeros) give the same bigint. A number of r or more is refused, never reduced: a
 * value and the value + r must not count as two.
 *
 * @param parameter name for the error
 * @throws InvalidFieldElementError
 */
export function fieldElement(value: FieldInput, parameter: string): bigint {
  let number: bigint
  if (typeof value === "bigint") number = value
  else if (typeof value === "number" && Number.isSafeInteger(value)) number = BigInt(value)
  else if (typeof value === "string" && /^(0x[0-9a-fA-F]{1,64}|[0-9]{1,80})$/.test(value)) number = BigInt(value)
  else throw new InvalidFieldElementError(parameter, value)
  if (number < 0n || number >= FIELD_ORDER) throw new InvalidFieldElementError(parameter, value)
  return number
}

/** As `fieldElement`, for a number that is secret: the error does not show it. @throws InvalidFieldElementError */
export function secretFieldElement(value: FieldInput, parameter: string): bigint {
  try {
    return fieldElement(value, parameter)
  } catch {
    throw new InvalidFieldElementError(parameter, "something else")
  }
}

/** Whether a bigint is a canonical field element. */
export function isFieldElement(value: bigint): boolean {
  return value >= 0n && value < FIELD_ORDER
}
