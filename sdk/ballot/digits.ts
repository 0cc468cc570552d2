import { GENERATOR, IDENTITY, negated, pointSum, pointTimes, type Point } from "../crypto/baby-jubjub.ts"

/** One digit of a number: a multiple of `unit` from -reach to reach. A list of digits stands for the numbers that they add up to. */
export interface Digit {
  unit: number
  reach: number
}

/** A number and that number times B. */
export interface Marked {
  value: number
  point: Point
}

/** How many numbers a list of digits spells; a few of them twice, where one digit's largest is half of the next one's unit. */
export function count(digits: readonly Digit[]): number {
  return digits.reduce((product, { reach }) => product * (2 * reach + 1), 1)
}

/**
 * Splits digits in two lists, so that each number of the whole is the sum of one of each.
 *
 * @param size about how many numbers the first list shall spell, and never more
 */
export function split(digits: readonly Digit[], size: number): { lower: Digit[]; upper: Digit[] } {
  const lower: Digit[] = []
  const upper: Digit[] = []
  let room = size
  for (const { unit, reach } of digits) {
    const most = Math.min(reach, Math.floor((room - 1) / 2))
    if (most < 1) {
      upper.push({ unit, reach })
      continue
    }
    const left = Math.ceil((reach - most) / (2 * most + 1))
    // The upper digit is whole; with as small a lower one as serves, few numbers are spelled that are not asked for.
    const own = Math.ceil(((2 * reach + 1) / (2 * left + 1) - 1) / 2)
    const step = 2 * own + 1
    lower.push({ unit, reach: own })
    if (left > 0) upper.push({ unit: unit * step, reach: left })
    room /= step
  }
  return { lower, upper }
}

/** All numbers that the digits spell, with their points. */
export function spelled(digits: readonly Digit[]): Marked[] {
  let all: Marked[] = [{ value: 0, point: IDENTITY }]
  for (const { unit, reach } of digits) {
    const multiples = multiplesOf(unit, reach)
    all = all.flatMap((one) => multiples.map((other) => sum(one, other)))
  }
  return all
}

function multiplesOf(unit: number, reach: number): Marked[] {
  const step: Marked = { value: unit, point: pointTimes(BigInt(unit), GENERATOR) }
  const positive: Marked[] = []
  for (let index = 0; index < reach; index++)
    positive.push(index === 0 ? step : sum(positive[index - 1] as Marked, step))
  const negative = positive.map(({ value, point }) => ({ value: -value, point: negated(point) }))
  return [...negative.reverse(), { value: 0, point: IDENTITY }, ...positive]
}

function sum(first: Marked, second: Marked): Marked {
  if (first.value === 0) return second
  if (second.value === 0) return first
  return { value: first.value + second.value, point: pointSum(first.point, second.point) }
}
