import { Affine, affineSize } from "./affine"

/**
 * Reads the points of a zkey's section but for those at infinity, which no sum needs.
 *
 * @param to      room for `count` points
 * @param indices room for as many u32: where each point that was kept stood in the section
 * @param first   where the first of these points stands in the section
 * @returns how many were kept; -1 if one is no point of the curve
 */
export function readPoints<F>(to: usize, indices: usize, from: usize, count: u32, first: u32): i32 {
  const zkeySize = (affineSize<F>() / 36) * 32
  let kept: i32 = 0
  for (let index: u32 = 0; index < count; index++) {
    const point = changetype<Affine<F>>(to + kept * affineSize<F>())
    if (!point.readZkey(from + index * zkeySize)) return -1
    if (point.isInfinity()) continue
    store<u32>(indices + (kept << 2), first + index)
    kept++
  }
  return kept
}
