import { edwardsSum, FIELD, GENERATOR, montgomery, type Form, type Point } from "./curve.ts"

/** Windows of three bits of the longest scalar, and one more. */
const WINDOWS = 86

/** The window at which circomlib begins a second segment. */
const SEGMENT = 83

interface Sum {
  multiple: bigint
  point: Point
}

let table: Map<string, bigint> | undefined

/** Which multiple of the generator a constant point is, if it is one of those that circomlib's windows are made of. */
export function generatorMultiple(form: Form, point: Point): bigint | undefined {
  table ??= made()
  return table.get(key(form, point))
}

/** 1 to 8 times 8^i, and what is subtracted at the end: 2 * 8^i + 8^(i - 1) + … + 8^j, a segment beginning at j. Their opposites too. */
function made(): Map<string, bigint> {
  const multiples = new Map<string, bigint>()
  const enter = (multiple: bigint, point: Point): void => {
    const [x, y] = point
    multiples.set(key("edwards", point), multiple)
    multiples.set(key("edwards", [FIELD - x, y]), -multiple)
    multiples.set(key("montgomery", montgomery(point)), multiple)
  }
  let unit = GENERATOR
  let scale = 1n
  let below: Sum | undefined
  for (let window = 0; window < WINDOWS; window++) {
    let point = unit
    for (let digit = 1n; digit <= 8n; digit++) {
      enter(digit * scale, point)
      if (digit === 2n && below) enter(below.multiple + 2n * scale, edwardsSum(below.point, point))
      if (digit < 8n) point = edwardsSum(point, unit)
    }
    below =
      below && window !== SEGMENT
        ? { multiple: below.multiple + scale, point: edwardsSum(below.point, unit) }
        : { multiple: scale, point: unit }
    unit = point
    scale *= 8n
  }
  return multiples
}

function key(form: Form, [first, second]: Point): string {
  return `${form} ${first.toString(36)} ${second.toString(36)}`
}
