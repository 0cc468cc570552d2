import { InvalidInputError, LanesOverflowError } from "../errors.ts"
import { LANES_PER_CIPHERTEXT, MESSAGE_BITS } from "../parameters.ts"

/** How many ciphertexts a ballot may have: so many have the circuits. */
export const CIPHERTEXT_COUNTS = [1, 3] as const
export type CiphertextCount = (typeof CIPHERTEXT_COUNTS)[number]

/** Where the score of each option lies: in which ciphertext, and at which bit. */
export interface Lanes {
  options: number
  ciphertexts: CiphertextCount
  /** Options in one ciphertext; the last ones may have fewer. */
  perCiphertext: number
  /** Bits of a lane. The tally of an option must stay below 2^width, or it would run over into the next one's. */
  width: number
}

/**
 * The lanes of a poll: its options spread evenly over the ciphertexts, so that each lane is as wide as can be.
 *
 * @param options     2 to 4 for each ciphertext
 * @param ciphertexts 1 or 3
 * @throws InvalidInputError
 */
export function lanesFor(options: number, ciphertexts: number): Lanes {
  const count = CIPHERTEXT_COUNTS.find((each) => each === ciphertexts)
  if (count === undefined) throw new InvalidInputError("ciphertexts", ciphertexts, "1 or 3")
  const most = LANES_PER_CIPHERTEXT * count
  if (!Number.isInteger(options) || options < 2 || options > most) {
    const hint = count === 1 ? "Take 3 ciphertexts for 5 to 12 options" : "Put fewer options to the vote"
    throw new InvalidInputError("options", options, `a whole number from 2 to ${most}`, hint)
  }
  const perCiphertext = Math.ceil(options / count)
  return { options, ciphertexts: count, perCiphertext, width: Math.floor(MESSAGE_BITS / perCiphertext) }
}

/**
 * The fewest ciphertexts whose lanes hold the votes of a whole electorate.
 *
 * @param maxScore most that a member may give one option
 * @throws LanesOverflowError where no ballot holds so many; InvalidInputError
 */
export function ciphertextsNeeded(options: number, electorate: number, maxScore: number): CiphertextCount {
  lanesFor(options, CIPHERTEXT_COUNTS.at(-1) as number)
  for (const [name, value] of Object.entries({ electorate, maxScore })) {
    if (!Number.isSafeInteger(value) || value < 1) throw new InvalidInputError(name, value, "a whole number from 1 on")
  }
  const count = CIPHERTEXT_COUNTS.find(
    (each) => options <= LANES_PER_CIPHERTEXT * each && electorate * maxScore < 2 ** lanesFor(options, each).width,
  )
  if (count === undefined) throw new LanesOverflowError(options, electorate, maxScore)
  return count
}

/** Place of an option's lane among all lanes of the circuit, of which each ciphertext has four whether they are used or not. */
export function laneIndex({ perCiphertext }: Lanes, option: number): number {
  return LANES_PER_CIPHERTEXT * Math.floor(option / perCiphertext) + (option % perCiphertext)
}

/** The score of each lane of the circuit; 0 where no option is. */
export function laneScores(lanes: Lanes, scores: readonly number[]): number[] {
  const all = new Array<number>(LANES_PER_CIPHERTEXT * lanes.ciphertexts).fill(0)
  for (const [option, score] of scores.entries()) all[laneIndex(lanes, option)] = score
  return all
}

/**
 * The message of each ciphertext: its options' scores side by side. Of tallies too, since messages add up as scores do.
 *
 * @param scores one an option, each below 2^width
 * @throws InvalidInputError, which shows no score
 */
export function packScores(lanes: Lanes, scores: readonly number[]): bigint[] {
  const fits = (score: number): boolean => Number.isInteger(score) && score >= 0 && score < 2 ** lanes.width
  // Their values may be secret.
  if (scores.length !== lanes.options || !scores.every(fits))
    throw new InvalidInputError("scores", "out of range", `${lanes.options} whole numbers below 2^${lanes.width}`)
  const messages = new Array<bigint>(lanes.ciphertexts).fill(0n)
  for (const [option, score] of scores.entries()) {
    const { place, shift } = position(lanes, option)
    messages[place] = (messages[place] as bigint) + (BigInt(score) << shift)
  }
  return messages
}

/**
 * Inverse of packScores: the total of each option.
 *
 * @param messages one a ciphertext
 * @throws InvalidInputError for messages that no totals give: more bits than the lanes have, or bits where no option is
 */
export function unpackTotals(lanes: Lanes, messages: readonly bigint[]): number[] {
  const lane = (1n << BigInt(lanes.width)) - 1n
  const totals = Array.from({ length: lanes.options }, (_, option) => {
    const { place, shift } = position(lanes, option)
    return Number(((messages[place] ?? 0n) >> shift) & lane)
  })
  const packed = packScores(lanes, totals)
  if (messages.length !== packed.length || packed.some((message, place) => message !== messages[place]))
    throw new InvalidInputError(
      "messages",
      messages,
      `${lanes.ciphertexts} that hold totals of ${lanes.options} options`,
    )
  return totals
}

function position({ perCiphertext, width }: Lanes, option: number): { place: number; shift: bigint } {
  return { place: Math.floor(option / perCiphertext), shift: BigInt(width * (option % perCiphertext)) }
}
