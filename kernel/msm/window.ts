/** Scalars are below the order, of 254 bits; one bit more for digits with a sign. */
const SCALAR_BITS: u32 = 255

const NARROWEST: u32 = 2
const WIDEST: u32 = 15

/**
 * The width of the windows, in bits, with which a sum of `count` products takes the fewest additions.
 *
 * A window costs an addition a point, one more for each of its 2^(width - 1) buckets, and some without inverse, which count more than
 * twice, for its rows and columns.
 */
export function windowWidth(count: u32): u32 {
  let best = NARROWEST
  let least: u32 = u32.MAX_VALUE
  for (let width = NARROWEST; width <= WIDEST; width++) {
    const cost = windowCount(width) * (count + bucketCount(width) + 5 * (rowCount(width) + columnCount(width)) + width)
    if (cost >= least) continue
    best = width
    least = cost
  }
  return best
}

/** How many windows of a width a scalar has. */
export function windowCount(width: u32): u32 {
  return (SCALAR_BITS + width - 1) / width
}

/** How many buckets a window has: one for each digit but zero, up to sign. */
export function bucketCount(width: u32): u32 {
  return 1 << (width - 1)
}

/** The buckets of a window lie in rows and columns; how many in a row. */
export function columnCount(width: u32): u32 {
  return 1 << (width >> 1)
}

export function rowCount(width: u32): u32 {
  return bucketCount(width) / columnCount(width)
}
