import { minus, IDENTITY, plus, times, timesGenerator, type Point } from "./baby-jubjub.ts"
import { SUBGROUP_ORDER } from "./parameters.ts"
import { seeded } from "./seeded.ts"

const LANES_PER_CIPHERTEXT = 4

const range = (size: number): number[] => Array.from({ length: size }, (_, index) => index)

/** Where the options of a poll lie. */
function layout(options: number, ciphertexts: number) {
  const perCiphertext = Math.ceil(options / ciphertexts)
  const width = Math.floor(40 / perCiphertext)
  const places = range(options).map((option) => ({
    ciphertext: Math.floor(option / perCiphertext),
    lane: option % perCiphertext,
  }))
  const lanes = places.map(({ ciphertext, lane }) => LANES_PER_CIPHERTEXT * ciphertext + lane)
  return { options, ciphertexts, perCiphertext, width, places, lanes }
}

type Layout = ReturnType<typeof layout>

/** Scores side by side. */
function messagesOf({ ciphertexts, width, places }: Layout, scores: readonly bigint[]): bigint[] {
  return range(ciphertexts).map((index) =>
    places.reduce(
      (sum, { ciphertext, lane }, option) =>
        ciphertext === index ? sum + scores[option]! * 2n ** BigInt(width * lane) : sum,
      0n,
    ),
  )
}

const POLLS = [2, 3, 4].map((options) => layout(options, 1)).concat(range(11).map((index) => layout(index + 2, 3)))

interface Rule {
  options: number
  ciphertexts: number
  used: number[]
  laneWidth: number
  maxScore: bigint
  minTotal: bigint
  maxTotal: bigint
  quadratic: bigint
}

function rules() {
  const parts: [poll: Layout, maxScore: bigint, minTotal: bigint, maxTotal: bigint, quadratic: bigint][] = [
    ...POLLS.map((poll) => [poll, 1n, 1n, 1n, 0n] as [Layout, bigint, bigint, bigint, bigint]),
    [layout(4, 1), 1n, 0n, 4n, 0n],
    [layout(12, 3), 255n, 0n, 12n * 255n, 0n],
    [layout(5, 3), 10n, 10n, 10n, 0n],
    [layout(8, 3), 10n, 0n, 100n, 1n],
    [layout(12, 3), 255n, 0n, 12n * 255n ** 2n, 1n],
    [layout(12, 3), 255n, 1n, 2n ** 20n - 1n, 1n],
    [layout(12, 3), 255n, 12n * 255n ** 2n, 2n ** 20n - 1n, 1n],
  ]
  const known = parts.map(([{ options, ciphertexts, lanes, width }, maxScore, minTotal, maxTotal, quadratic]) =>
    packed({ options, ciphertexts, used: lanes, laneWidth: width, maxScore, minTotal, maxTotal, quadratic }),
  )
  // No poll's: each part as large as it can be, alone and with all others.
  const none = { options: 0, ciphertexts: 0 }
  const zero = { used: [] as number[], laneWidth: 0, maxScore: 0n, minTotal: 0n, maxTotal: 0n, quadratic: 0n }
  const last = 2n ** 20n - 1n
  const full = { used: range(12), laneWidth: 63, maxScore: 255n, minTotal: last, maxTotal: last, quadratic: 1n }
  const alone = Object.entries(full).map(([name, value]) => ({ ...none, ...zero, [name]: value }))
  return [...known, ...alone.map(packed), packed({ ...none, ...full })]
}

function packed(rule: Rule) {
  const { used, laneWidth, maxScore, minTotal, maxTotal, quadratic } = rule
  const set = used.reduce((sum, lane) => sum + 2n ** BigInt(lane), 0n)
  const sizes = 2n ** 12n * BigInt(laneWidth) + 2n ** 18n * maxScore
  const totals = 2n ** 26n * minTotal + 2n ** 46n * maxTotal + 2n ** 66n * quadratic
  return { ...rule, ballotRule: set + sizes + totals }
}

function encrypted(message: bigint, randomness: bigint, key: Point): [Point, Point] {
  return [timesGenerator(randomness), plus(timesGenerator(message), times(randomness, key))]
}

function encryptions() {
  const random = seeded("encryption", SUBGROUP_ORDER)
  const cases: [message: bigint, randomness: bigint][] = [
    [0n, random()],
    [1n, random()],
    [2n ** 40n - 1n, random()],
    [random() % 2n ** 40n, 1n],
    [random() % 2n ** 40n, SUBGROUP_ORDER - 1n],
  ]
  return cases.map(([message, randomness]) => {
    const secret = random()
    const key = timesGenerator(secret)
    return { secret, key, message, randomness, ciphertext: encrypted(message, randomness, key).flat() }
  })
}

/** Ballots added up and opened, as trustees would who held the whole secret. */
function tally(poll: Layout, votes: readonly (readonly bigint[])[]) {
  const random = seeded(`tally/${poll.options}/${poll.ciphertexts}`, SUBGROUP_ORDER)
  const secret = random()
  const key = timesGenerator(secret)
  const ballots = votes.map((scores) => {
    const randomness = range(poll.ciphertexts).map(random)
    const messages = messagesOf(poll, scores)
    const points = messages.map((message, index) => encrypted(message, randomness[index]!, key))
    return { scores, randomness, messages, points }
  })
  const sum = range(poll.ciphertexts).map((index) =>
    ballots.reduce<[Point, Point]>(
      ([first, second], { points }) => [plus(first, points[index]![0]), plus(second, points[index]![1])],
      [IDENTITY, IDENTITY],
    ),
  )
  const totals = range(poll.options).map((option) => votes.reduce((total, scores) => total + scores[option]!, 0n))
  const parts = sum.map(([first]) => times(secret, first))
  return {
    options: poll.options,
    ciphertexts: poll.ciphertexts,
    secret,
    key,
    ballots: ballots.map(({ points, ...ballot }) => ({ ...ballot, ciphertexts: points.flat(2) })),
    sum: sum.flat(2),
    parts,
    opened: sum.map(([, second], index) => plus(second, minus(parts[index]!))),
    messages: messagesOf(poll, totals),
    totals,
  }
}

/** Lanes, rules, ciphertexts and tallies of secret ballots. */
export function ballotVectors() {
  return {
    lanes: POLLS.map(({ places, ...lanes }) => ({
      ...lanes,
      ciphertextOf: places.map(({ ciphertext }) => ciphertext),
    })),
    rules: rules(),
    encryptions: encryptions(),
    tallies: [
      tally(layout(3, 1), [
        [1n, 0n, 0n],
        [0n, 0n, 1n],
        [0n, 0n, 0n],
        [0n, 0n, 1n],
      ]),
      tally(layout(4, 1), [
        [10n, 0n, 3n, 1n],
        [0n, 255n, 0n, 255n],
      ]),
      tally(layout(8, 3), [
        [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n],
        [0n, 0n, 0n, 0n, 0n, 0n, 0n, 255n],
      ]),
      tally(layout(12, 3), [
        [1n, 0n, 2n, 0n, 3n, 0n, 4n, 0n, 5n, 0n, 6n, 0n],
        [9n, 9n, 9n, 9n, 9n, 9n, 9n, 9n, 9n, 9n, 9n, 9n],
      ]),
    ],
  }
}
