/** The same items in an order that is uniformly random, from the platform's CSPRNG (Fisher and Yates). */
export function shuffled<Item>(items: readonly Item[]): Item[] {
  const order = [...items]
  for (let last = order.length - 1; last > 0; last--) {
    const other = randomBelow(last + 1)
    ;[order[last], order[other]] = [order[other] as Item, order[last] as Item]
  }
  return order
}

/** Uniform from 0 to limit - 1: the numbers at the top that would favour some remainders are drawn again. */
function randomBelow(limit: number): number {
  const fair = Math.floor(2 ** 32 / limit) * limit
  for (;;) {
    const [drawn] = crypto.getRandomValues(new Uint32Array(1)) as unknown as [number]
    if (drawn < fair) return drawn % limit
  }
}
