/** A list of zeros with a one at `index`. */
export function oneHot(index: number, length: number): number[] {
  return Array.from({ length }, (_, place) => (place === index ? 1 : 0))
}
