import { Affine, affineSize } from "../curve/affine"
import { NEGATED, openBatch } from "../curve/batch"
import { Extended } from "../curve/extended"
import { allocate, mark, release, temporary } from "../memory"
import { digitOf, shiftScalars } from "./digits"
import { sumLists } from "./lists"
import { bucketCount, columnCount, rowCount, windowCount, windowWidth } from "./window"

/** So many points are put in buckets at once: as many windows as make that up share inverses, and still fit a core's own cache. */
const POINTS_AT_ONCE: u32 = 16384

// Room for an extended point over the larger field each.
const TOTAL: usize = temporary(4)
const RUNNING: usize = temporary(4)
const WEIGHTED: usize = temporary(4)

/**
 * The sum of all points, each times its scalar: Pippenger's method with digits that have signs.
 *
 * @param to      where the sum is written
 * @param points  affine points, one after another
 * @param scalars a plain number below the order of the scalar field for each
 */
export function sumOfProducts<F>(to: Affine<F>, points: usize, scalars: usize, count: u32): void {
  sumInWindows<F>(to, points, scalars, count, windowWidth(count))
}

/** The same with windows of `width` bits, 2 to 15. */
export function sumInWindows<F>(to: Affine<F>, points: usize, scalars: usize, count: u32, width: u32): void {
  const start = mark()
  const windows = windowCount(width)
  const shifted = shiftScalars(scalars, count, width)
  openBatch<F>()
  const total = changetype<Extended<F>>(TOTAL)
  total.infinity()
  const most = max<u32>(1, POINTS_AT_ONCE / max<u32>(count, 1))
  for (let end = windows; end > 0;) {
    const first = end > most ? end - most : 0
    const group = mark()
    addWindows<F>(total, points, shifted, count, width, first, end)
    release(group)
    end = first
  }
  total.toAffine(to)
  release(start)
}

/** total <- total * 2^(width * (end - first)) + the windows from `first` up to `end`. */
function addWindows<F>(
  total: Extended<F>,
  points: usize,
  shifted: usize,
  count: u32,
  width: u32,
  first: u32,
  end: u32,
): void {
  const buckets = fillBuckets<F>(points, shifted, count, width, first, end)
  const lines = sumLines<F>(buckets, width, end - first)
  const rows = rowCount(width)
  const columns = columnCount(width)
  const running = changetype<Extended<F>>(RUNNING)
  const weighted = changetype<Extended<F>>(WEIGHTED)
  for (let window = end; window > first; window--) {
    for (let bit: u32 = 0; bit < width; bit++) total.double()
    const rowLines = lines + (((window - 1 - first) * (rows + columns)) << 2)
    const columnLines = rowLines + (rows << 2)
    // A bucket in row u and column v counts u * columns + (v + 1) times.
    running.infinity()
    weighted.infinity()
    for (let row = rows - 1; row > 0; row--) {
      addLine<F>(running, rowLines + (row << 2))
      weighted.add(running)
    }
    for (let factor: u32 = 1; factor < columns; factor <<= 1) weighted.double()
    running.infinity()
    for (let column = columns; column > 0; column--) {
      addLine<F>(running, columnLines + ((column - 1) << 2))
      weighted.add(running)
    }
    total.add(weighted)
  }
}

function addLine<F>(sum: Extended<F>, line: usize): void {
  const point = load<u32>(line) as usize
  if (point !== 0) sum.addAffine(changetype<Affine<F>>(point))
}

/**
 * Puts the points into the buckets of their digits.
 *
 * @returns address of a table with the address of every bucket's sum, window by window; 0 for an empty one
 */
function fillBuckets<F>(points: usize, shifted: usize, count: u32, width: u32, first: u32, end: u32): usize {
  const perWindow = bucketCount(width)
  const bucketsInAll = perWindow * (end - first)
  // Counted one place on, so that adding up gives where each bucket starts.
  const starts = allocate((bucketsInAll + 1) << 2)
  memory.fill(starts, 0, (bucketsInAll + 1) << 2)
  for (let window = first; window < end; window++) {
    const counts = starts + (((window - first) * perWindow) << 2)
    for (let index: u32 = 0; index < count; index++) {
      const digit = digitOf(shifted, index, window, width)
      if (digit === 0) continue
      const place = counts + (abs(digit) << 2)
      store<u32>(place, load<u32>(place) + 1)
    }
  }
  for (let bucket: u32 = 0; bucket < bucketsInAll; bucket++) {
    const place = starts + (bucket << 2)
    store<u32>(place, load<u32>(place) + load<u32>(place, 4), 4)
  }
  const summands = allocate(load<u32>(starts + (bucketsInAll << 2)) << 2)
  const places = allocate(bucketsInAll << 2)
  memory.copy(places, starts, bucketsInAll << 2)
  const size = affineSize<F>()
  for (let window = first; window < end; window++) {
    const windowPlaces = places + (((window - first) * perWindow) << 2)
    for (let index: u32 = 0; index < count; index++) {
      const digit = digitOf(shifted, index, window, width)
      if (digit === 0) continue
      const place = windowPlaces + ((abs(digit) - 1) << 2)
      const at = load<u32>(place)
      store<u32>(place, at + 1)
      store<u32>(summands + (at << 2), ((points + index * size) | (digit < 0 ? NEGATED : 0)) as u32)
    }
  }
  return sumLists<F>(summands, starts, bucketsInAll)
}

/**
 * Adds the buckets of each window up by rows and by columns.
 *
 * @returns address of a table with the address of every sum: a window's rows, its columns, then the next window's
 */
function sumLines<F>(buckets: usize, width: u32, windows: u32): usize {
  const rows = rowCount(width)
  const columns = columnCount(width)
  const lines = (rows + columns) * windows
  const starts = allocate((lines + 1) << 2)
  const summands = allocate((2 * bucketCount(width) * windows) << 2)
  let line = starts
  let at = summands
  for (let window: u32 = 0; window < windows; window++) {
    const table = buckets + ((window * bucketCount(width)) << 2)
    for (let row: u32 = 0; row < rows; row++) {
      store<u32>(line, ((at - summands) >> 2) as u32)
      line += 4
      // The first row counts no times.
      if (row > 0) at = gather(table + ((row * columns) << 2), 1, columns, at)
    }
    for (let column: u32 = 0; column < columns; column++) {
      store<u32>(line, ((at - summands) >> 2) as u32)
      line += 4
      at = gather(table + (column << 2), columns, rows, at)
    }
  }
  store<u32>(line, ((at - summands) >> 2) as u32)
  return sumLists<F>(summands, starts, lines)
}

/** Copies the addresses of those buckets that are not empty, `step` apart; returns where the next would go. */
function gather(table: usize, step: u32, count: u32, to: usize): usize {
  for (let index: u32 = 0; index < count; index++) {
    const bucket = load<u32>(table + ((index * step) << 2))
    if (bucket === 0) continue
    store<u32>(to, bucket)
    to += 4
  }
  return to
}
