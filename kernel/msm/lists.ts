import { allocate } from "../memory"
import { affineSize } from "../curve/affine"
import { addLater, flush } from "../curve/batch"

/**
 * Sums of many lists of points at once: pairs in all lists, then pairs of the sums, until each list is one point.
 *
 * @param summands  addresses of the points of all lists, one list after another, each as `addLater` takes them
 * @param starts    where each list starts in `summands`, counted in points; one more for where the last one ends
 * @param listCount how many lists
 * @returns address of a table with the address of every list's sum, 0 for an empty list
 */
export function sumLists<F>(summands: usize, starts: usize, listCount: u32): usize {
  const size = affineSize<F>()
  const sums = allocate(listCount << 2)
  const lengths = allocate(listCount << 2)
  // Every list has room for the sums of its first pairs; later sums overwrite them from the front.
  let room: u32 = 0
  let longest: u32 = 0
  for (let list: u32 = 0; list < listCount; list++) {
    const length = load<u32>(starts + ((list + 1) << 2)) - load<u32>(starts + (list << 2))
    store<u32>(lengths + (list << 2), length)
    room += (length + 1) >> 1
    if (length > longest) longest = length
  }
  let to = allocate(room * size)
  for (let list: u32 = 0; list < listCount; list++) {
    const length = load<u32>(lengths + (list << 2))
    store<u32>(sums + (list << 2), length === 0 ? 0 : to)
    let from = summands + (load<u32>(starts + (list << 2)) << 2)
    const pairsEnd = from + ((length & ~1) << 2)
    for (; from < pairsEnd; from += 8) {
      addLater<F>(load<u32>(from), load<u32>(from, 4), to)
      to += size
    }
    if (length & 1) {
      addLater<F>(load<u32>(from), 0, to)
      to += size
    }
    store<u32>(lengths + (list << 2), (length + 1) >> 1)
  }
  flush<F>()
  for (longest = (longest + 1) >> 1; longest > 1; longest = (longest + 1) >> 1) {
    for (let list: u32 = 0; list < listCount; list++) {
      const length = load<u32>(lengths + (list << 2))
      if (length < 2) continue
      const start = load<u32>(sums + (list << 2)) as usize
      for (let pair: u32 = 0; pair < length >> 1; pair++) {
        const from = start + 2 * pair * size
        addLater<F>(from, from + size, start + pair * size)
      }
      if (length & 1) addLater<F>(start + (length - 1) * size, 0, start + (length >> 1) * size)
      store<u32>(lengths + (list << 2), (length + 1) >> 1)
    }
    flush<F>()
  }
  return sums
}
