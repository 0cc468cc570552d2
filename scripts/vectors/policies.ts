/** The number whose bit i is 1 for each i of the set. */
const setOf = (members: readonly number[]): bigint => members.reduce((set, member) => set + 2n ** BigInt(member), 0n)

const range = (size: number): number[] => Array.from({ length: size }, (_, index) => index)

const LAST_DAY = 2n ** 20n - 1n

/** What a verifier asks of a member. */
export function policyVectors() {
  const policies: [classes: number[], admittedBy: bigint, limit: bigint][] = [
    [[], 0n, 0n],
    [[0], 0n, 0n],
    [[15], 0n, 0n],
    [[], 1n, 0n],
    [[], LAST_DAY, 0n],
    [[], 0n, 1n],
    [[], 0n, 65535n],
    [range(16), LAST_DAY, 65535n],
    [[1, 2], 19783n, 1n],
    [[0, 3, 15], 20089n, 12n],
  ]
  return policies.map(([classes, admittedBy, limit]) => {
    return { classes, admittedBy, limit, policy: setOf(classes) + 2n ** 16n * admittedBy + 2n ** 36n * limit }
  })
}

/** What a verifier asks of the records. */
export function quotaPolicyVectors() {
  const policies: [kinds: number[], from: bigint, to: bigint, threshold: bigint][] = [
    [[], 0n, 0n, 0n],
    [[0], 0n, 0n, 0n],
    [[31], 0n, 0n, 0n],
    [[], 1n, 0n, 0n],
    [[], LAST_DAY, 0n, 0n],
    [[], 0n, 1n, 0n],
    [[], 0n, LAST_DAY, 0n],
    [[], 0n, 0n, 1n],
    [[], 0n, 0n, 2n ** 28n - 1n],
    [range(32), LAST_DAY, LAST_DAY, 2n ** 28n - 1n],
    [[0, 1, 7, 31], 19783n, 19874n, 2520n],
  ]
  return policies.map(([kinds, from, to, threshold]) => {
    const quotaPolicy = setOf(kinds) + 2n ** 32n * from + 2n ** 52n * to + 2n ** 72n * threshold
    return { kinds, from, to, threshold, quotaPolicy }
  })
}
