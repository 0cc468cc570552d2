/**
 * The list in another order, the same in every run.
 *
 * Members who vote in the order of the roll would give away who cast which ballot.
 */
export function shuffled<Item>(items: readonly Item[], seed = 1844): Item[] {
  const list = [...items]
  let state = seed
  for (let last = list.length - 1; last > 0; last--) {
    // Numerical Recipes' linear congruential generator: good enough for an order on a demo's stage.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const other = Math.floor((state / 2 ** 32) * (last + 1))
    ;[list[last], list[other]] = [list[other] as Item, list[last] as Item]
  }
  return list
}
