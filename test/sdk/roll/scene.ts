import { FIELD_ORDER } from "../../../sdk/crypto/field.ts"
import type { Admission } from "../../../sdk/index.ts"

/** Admissions of many members, the same in every run, without the cost of making members. */
export function crowd(size: number): Admission[] {
  let state = 12345n
  return Array.from({ length: size }, (_, index) => {
    state = (state * state + BigInt(index) + 7n) % FIELD_ORDER
    return { commitment: state, class: index % 16, admitted: 19_000 + (index % 700) }
  })
}
