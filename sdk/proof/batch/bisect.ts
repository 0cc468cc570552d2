import type { TargetGroup } from "snarkjs"

/**
 * Finds the factors other than one of a product in the pairing's target group.
 *
 * A product that is not one is halved: the left half is computed, the right one is what remains. So k bad factors of n take about k log2(n)
 * products, and never more than n.
 *
 * @param productOf the product of the factors from `from` to `to`, exclusive
 * @returns their indices, ascending
 */
export async function factorsNotOne(
  group: TargetGroup,
  count: number,
  productOf: (from: number, to: number) => Promise<Uint8Array>,
): Promise<number[]> {
  return count === 0 ? [] : search(0, count, await productOf(0, count))

  async function search(from: number, to: number, product: Uint8Array): Promise<number[]> {
    if (group.eq(product, group.one)) return []
    if (to - from === 1) return [from]
    const middle = (from + to) >> 1
    const left = await productOf(from, middle)
    const halves = await Promise.all([search(from, middle, left), search(middle, to, group.div(product, left))])
    return halves.flat()
  }
}
