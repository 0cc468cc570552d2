import {
  generatorTimes,
  isIdentity,
  negated,
  pointSum,
  requireSubgroupPoint,
  samePoint,
  type Point,
} from "../crypto/baby-jubjub.ts"
import { NO_SUM, sumsAndDifferences, toMontgomery, type MontgomeryPoint } from "../crypto/montgomery.ts"
import { InvalidInputError, MessageNotFoundError } from "../errors.ts"
import { MESSAGE_BITS } from "../parameters.ts"
import { count, spelled, split, type Digit, type Marked } from "./digits.ts"
import { LogTable } from "./log-table.ts"
import { Pace, type LongWork } from "./pace.ts"

/** What the messages of a search may be: numbers side by side in lanes, each from 0 to `most`. */
export interface MessageRange {
  /** Number of lanes. */
  lanes: number
  /** Bits of a lane; all lanes together have 40 at most. */
  width: number
  /** Largest number in a lane, below 2^width. */
  most: number
}

/** Entries of a table at most: 24 MiB. Even so 2^40 messages take but 2^19 giant steps. */
const MOST_ENTRIES = 2 ** 20

export interface DiscreteLogOptions extends LongWork {
  /** The message is below 2^bits; 40 when not given, and at most. */
  bits?: number | undefined
  /** Largest message that there may be, when it is known to be less. */
  most?: number | undefined
}

/**
 * The number m with m * B = point, by baby-step giant-step. Of 40 bits it takes a few seconds; the fewer numbers there may be, the less. It runs on the
 * calling thread, in stretches of some 20 ms, so that a page stays alive.
 *
 * @throws MessageNotFoundError where there is no such number in the range; InvalidPointError, InvalidInputError; the signal's reason
 */
export async function discreteLog(
  point: Point,
  { bits = MESSAGE_BITS, most, onProgress, signal }: DiscreteLogOptions = {},
): Promise<bigint> {
  const range = { lanes: 1, width: bits, most: most ?? 2 ** bits - 1 }
  const [message] = await discreteLogs([point], range, { onProgress, signal })
  return message as bigint
}

/**
 * The discrete logarithms of several points, all by one table. Where lanes hold far less than they could, only messages that are so made up are
 * searched: a tally of a hundred voters takes milliseconds.
 *
 * @param points each message in the range, times B
 * @throws as discreteLog
 */
export async function discreteLogs(
  points: readonly Point[],
  range: MessageRange,
  work: LongWork = {},
): Promise<bigint[]> {
  checkRange(range)
  for (const [index, point] of points.entries()) requireSubgroupPoint(point, `points[${index}]`)
  const search = planSearch(range, points.length)
  const [babies, giants] = [gridOf(search.babies), gridOf(search.giants)]
  const pace = new Pace(babies.size / 2 + giants.size * points.length, work)
  const table = await babySteps(babies, pace)
  const messages: bigint[] = []
  for (const point of points) {
    const message = await giantSteps(point, { ...search, table, giants }, pace)
    if (message === undefined || !isIn(range, message)) throw new MessageNotFoundError(inWords(range), point)
    messages.push(BigInt(message))
  }
  pace.finish()
  return messages
}

interface Search {
  /** Message in the middle of the range; all others are written as digits around it. */
  middle: number
  /** What the table holds, but for 0 and with a number for its negative, too: they have one coordinate u. */
  babies: Digit[]
  giants: Digit[]
}

function planSearch({ lanes, width, most }: MessageRange, points: number): Search {
  const reach = Math.ceil(most / 2)
  const digits = Array.from({ length: lanes }, (_, lane) => ({ unit: 2 ** (width * lane), reach }))
  const middle = digits.reduce((sum, { unit }) => sum + unit * reach, 0)
  // One table for all points: it pays to make it larger. A table of half the size would search each point for twice as long.
  const entries = Math.min(Math.sqrt((points * count(digits)) / 2), MOST_ENTRIES)
  const { lower, upper } = split(digits, Math.max(2 * Math.floor(entries), 3))
  return { middle, babies: lower, giants: upper }
}

/** Digits as centres and steps around each, so that the sums of one centre and all steps share an inversion. */
interface Grid {
  centres: Marked[]
  /** One of each number and its negative; without 0. */
  steps: { values: number[]; points: MontgomeryPoint[] }
  /** How many numbers all of these come to. */
  size: number
}

function gridOf(digits: readonly Digit[]): Grid {
  const { lower, upper } = split(digits, Math.ceil(Math.sqrt(2 * count(digits))))
  const centres = spelled(upper)
  const positive = spelled(lower).filter(({ value }) => value > 0)
  return {
    centres,
    steps: { values: positive.map(({ value }) => value), points: positive.map(({ point }) => toMontgomery(point)) },
    size: centres.length * (2 * positive.length + 1),
  }
}

async function babySteps({ centres, steps, size }: Grid, pace: Pace): Promise<LogTable> {
  const table = new LogTable((size - 1) / 2)
  const [sums, differences]: [bigint[], bigint[]] = [[], []]
  for (const { value, point } of centres) {
    if (value < 0) continue
    if (value === 0) {
      for (const [index, { u }] of steps.points.entries()) table.add(u, steps.values[index] as number)
    } else {
      const centre = toMontgomery(point)
      table.add(centre.u, value)
      sumsAndDifferences(centre, steps.points, sums, differences)
      for (const [index, step] of steps.values.entries()) {
        table.add(sums[index] as bigint, value + step)
        table.add(differences[index] as bigint, value - step)
      }
    }
    await pace.spent(2 * steps.values.length + 1)
  }
  return table
}

interface PreparedSearch {
  middle: number
  table: LogTable
  giants: Grid
}

async function giantSteps(
  point: Point,
  { middle, table, giants: { centres, steps } }: PreparedSearch,
  pace: Pace,
): Promise<number | undefined> {
  const isRight = (message: number): boolean => samePoint(generatorTimes(BigInt(message)), point)
  /** The message, when what is left of it without `giant` is in the table; 0 and NO_SUM stand for what the table does not hold. */
  const look = (giant: number, u: bigint): number | undefined =>
    table
      .find(u)
      .flatMap((baby) => [giant + baby, giant - baby])
      .find(isRight)
  const [sums, differences]: [bigint[], bigint[]] = [[], []]
  const fromMiddle = pointSum(point, negated(generatorTimes(BigInt(middle))))
  for (const centre of centres) {
    const giant = middle + centre.value
    const rest = pointSum(fromMiddle, negated(centre.point))
    if (isIdentity(rest)) return giant
    const around = toMontgomery(rest)
    const found = look(giant, around.u)
    if (found !== undefined) return found
    sumsAndDifferences(around, steps.points, sums, differences)
    for (let index = 0; index < steps.values.length; index++) {
      const step = steps.values[index] as number
      const [sum, difference] = [sums[index] as bigint, differences[index] as bigint]
      // What is left is this very step or its negative, and nothing of a baby step.
      const message =
        sum === NO_SUM
          ? [giant + step, giant - step].find(isRight)
          : (look(giant - step, sum) ?? look(giant + step, difference))
      if (message !== undefined) return message
    }
    await pace.spent(2 * steps.values.length + 1)
  }
  return undefined
}

function isIn({ lanes, width, most }: MessageRange, message: number): boolean {
  if (message < 0 || message >= 2 ** (width * lanes)) return false
  return Array.from({ length: lanes }, (_, lane) => Math.floor(message / 2 ** (width * lane)) % 2 ** width).every(
    (value) => value <= most,
  )
}

function inWords({ lanes, most }: MessageRange): string {
  return lanes === 1 ? `0 to ${most}` : `${lanes} lanes from 0 to ${most}`
}

/** @throws InvalidInputError */
function checkRange({ lanes, width, most }: MessageRange): void {
  const whole = (name: string, value: number, largest: number): void => {
    if (!Number.isInteger(value) || value < 1 || value > largest)
      throw new InvalidInputError(name, value, `a whole number from 1 to ${largest}`)
  }
  whole("lanes", lanes, MESSAGE_BITS)
  whole("bits of a lane", width, Math.floor(MESSAGE_BITS / lanes))
  whole("most", most, 2 ** width - 1)
}
