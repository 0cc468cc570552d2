/** How values of one thing are spread. */
export interface Spread {
  count: number
  first: number
  min: number
  median: number
  max: number
}

/** @param values one or more */
export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] as number
  return {
    count: sorted.length,
    first: values[0] as number,
    min: sorted[0] as number,
    // Between the two middle values of an even number of them.
    median: sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2,
    max: sorted.at(-1) as number,
  }
}
