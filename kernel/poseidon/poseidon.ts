// Poseidon with circomlib's parameters over 1 to 5 inputs, two hashes at a time. The form of its rounds is derived in
// scripts/kernel/poseidon/rounds.ts. For what is public: nothing is wiped.
import { allocate } from "../memory"
import { numbersOf, partialRoundsOf } from "./constants"
import { affine, COEFFICIENT_SIZE, CONSTANT_SIZE, multiply, PAIR_SIZE, square } from "./lanes"
import { expandCoefficient, expandConstant, readPair, writePair } from "./pairs"

const PLAIN_SIZE: usize = 32
const MOST_WIDTH: u32 = 6
const MOST_PARTIAL: u32 = 60
/** Full rounds before the partial ones, and as many after. */
const FULL: u32 = 4

// Addresses of each width's numbers in the form that the arithmetic takes, 0 until they are needed.
const TABLES = memory.data(4 * 7)

const PLAIN: usize = allocate(PAIR_SIZE)
const STATE: usize = allocate(MOST_WIDTH * PAIR_SIZE)
const BOXED: usize = allocate(MOST_WIDTH * PAIR_SIZE)
const POWER: usize = allocate(PAIR_SIZE)
// x and s of each partial round in turn, from d rounds before the first, which are made up, to the x after the last.
const HISTORY: usize = allocate((MOST_WIDTH + MOST_PARTIAL) * 2 * PAIR_SIZE)

// Where the next coefficients and constants are.
let coefficients: usize = 0
let constants: usize = 0

/** Makes a number of inputs, 1 to 5, ready to be hashed; its tables are kept. */
export function prepareHash(inputs: u32): void {
  const width = inputs + 1
  const from = numbersOf(width)
  const coefficientCount = countCoefficients(width)
  const constantCount = countConstants(width)
  const to = allocate(coefficientCount * COEFFICIENT_SIZE + constantCount * CONSTANT_SIZE)
  for (let index: u32 = 0; index < coefficientCount; index++) {
    expandCoefficient(to + index * COEFFICIENT_SIZE, from + index * PLAIN_SIZE)
  }
  const after = to + coefficientCount * COEFFICIENT_SIZE
  for (let index: u32 = 0; index < constantCount; index++) {
    expandConstant(after + index * CONSTANT_SIZE, from + (coefficientCount + index) * PLAIN_SIZE)
  }
  store<u32>(TABLES + (width << 2), to as u32)
}

/**
 * Hashes of `count` lists of inputs, one after another; all are 32 bytes, lowest first. Inputs count modulo r, hashes are below it. Traps for a
 * number of inputs that was not made ready.
 */
export function hashMany(to: usize, from: usize, inputs: u32, count: u32): void {
  for (let index: u32 = 0; index < count; index += 2) {
    // The last of an odd number keeps itself company.
    const other = index + 1 < count ? index + 1 : index
    hashPair(
      to + index * PLAIN_SIZE,
      to + other * PLAIN_SIZE,
      from + index * inputs * PLAIN_SIZE,
      from + other * inputs * PLAIN_SIZE,
      inputs,
    )
  }
}

function hashPair(to: usize, toOther: usize, from: usize, fromOther: usize, inputs: u32): void {
  const width = inputs + 1
  coefficients = load<u32>(TABLES + (width << 2))
  if (coefficients === 0) unreachable()
  constants = coefficients + countCoefficients(width) * COEFFICIENT_SIZE

  // The first entry begins as nothing but a constant.
  memory.fill(PLAIN, 0, PAIR_SIZE)
  affine(STATE, PLAIN, coefficients, 1, nextConstant())
  for (let index: u32 = 0; index < inputs; index++) {
    readPair(PLAIN, from + index * PLAIN_SIZE, fromOther + index * PLAIN_SIZE)
    affine(STATE + (index + 1) * PAIR_SIZE, PLAIN, coefficients, 1, nextConstant())
  }
  coefficients += COEFFICIENT_SIZE
  const mix = coefficients
  for (let round: u32 = 1; round < FULL; round++) fullRound(width, mix)
  coefficients += width * width * COEFFICIENT_SIZE
  partialRounds(width)
  for (let round: u32 = 1; round < FULL; round++) fullRound(width, mix)
  boxes(width)
  affine(PLAIN, BOXED, coefficients, width, nextConstant())
  writePair(to, toOther, PLAIN)
}

function fullRound(width: u32, mix: usize): void {
  boxes(width)
  for (let row: u32 = 0; row < width; row++) {
    affine(STATE + row * PAIR_SIZE, BOXED, mix + row * width * COEFFICIENT_SIZE, width, nextConstant())
  }
}

/** From the last full round before to the state after, with the constants of the first full round after. */
function partialRounds(width: u32): void {
  const rounds = partialRoundsOf(width)
  const d = width - 1
  boxes(width)
  const x = (first: u32): usize => HISTORY + first * 2 * PAIR_SIZE
  memory.fill(HISTORY, 0, d * 2 * PAIR_SIZE)
  affine(STATE, BOXED, nextCoefficients(width), width, nextConstant())
  for (let before: u32 = 0; before < d; before++) {
    affine(x(d - before), BOXED, nextCoefficients(width), width, nextConstant())
  }
  fifthPower(x(d) + PAIR_SIZE, STATE)
  const terms = 2 * d + 1
  const recurrence = nextCoefficients(terms)
  for (let round: u32 = 1; round < rounds; round++) {
    const next = x(d + round)
    affine(next, x(round - 1) + PAIR_SIZE, recurrence, terms, nextConstant())
    fifthPower(next + PAIR_SIZE, next)
  }
  // The last x is needed twice: in the state, and to find the rest of it.
  const last = x(d + rounds)
  affine(last, x(rounds - 1) + PAIR_SIZE, recurrence, terms, nextConstant())
  memory.copy(STATE, last, PAIR_SIZE)
  for (let row: u32 = 1; row < width; row++) {
    affine(STATE + row * PAIR_SIZE, x(rounds) + PAIR_SIZE, nextCoefficients(2 * d), 2 * d, nextConstant())
  }
}

function boxes(width: u32): void {
  for (let index: u32 = 0; index < width; index++) fifthPower(BOXED + index * PAIR_SIZE, STATE + index * PAIR_SIZE)
}

/** The S-box. */
function fifthPower(to: usize, x: usize): void {
  square(POWER, x)
  square(POWER, POWER)
  multiply(to, POWER, x)
}

function nextConstant(): usize {
  const constant = constants
  constants += CONSTANT_SIZE
  return constant
}

function nextCoefficients(count: u32): usize {
  const first = coefficients
  coefficients += count * COEFFICIENT_SIZE
  return first
}

function countCoefficients(width: u32): u32 {
  const d = width - 1
  return 1 + 2 * width * width + (2 * d + 1) + d * 2 * d + width
}

function countConstants(width: u32): u32 {
  return 2 * FULL * width + partialRoundsOf(width) + 1 + (width - 1)
}
