const FIELD_ORDER = 21888242871839275222246405745257275088548364400416034343698204186575808495617n

/** How many others are in the group of a member who proves; the circuits' size does not depend on it. */
export const OTHERS = 200

/** So many different field elements, which look like members' commitments; the same ones each time. */
export function commitments(count: number): bigint[] {
  const elements: bigint[] = []
  for (let element = 1n; elements.length < count; elements.push(element))
    element = (element * 0x9e3779b97f4a7c15f39cc0605cedc8341082276bf3a27251n + 0x2545f4914f6cdd1dn) % FIELD_ORDER
  return elements
}
