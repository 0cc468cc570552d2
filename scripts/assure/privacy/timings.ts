import {
  BallotRules,
  Member,
  proveBallot,
  Prover,
  Roll,
  Scope,
  SecretBallot,
  type BallotTerms,
} from "../../../sdk/index.ts"
import { generatorTimes } from "../../../sdk/crypto/baby-jubjub.ts"

const ROUNDS = 30
const ENCRYPTIONS = 300

/** What is compared: the same statement about a blank ballot and about the largest, by two members. */
const TERMS: BallotTerms = {
  options: 4,
  ciphertexts: 1,
  key: generatorTimes(99n),
  rule: BallotRules.score({ options: 4, maxScore: 200 }),
}
const SCORES = { blank: [0, 0, 0, 0], largest: [200, 200, 200, 200] }

/**
 * How long a device works on ballots that say different things, in turn, and Welch's t of the difference. It is reported and nothing hangs on it: other
 * programs on the machine make more of a difference than the secret, and nobody but the device itself sees these times.
 *
 * @returns lines for people
 */
export async function timings(): Promise<string[]> {
  const members = [Member.create(), Member.create()] as const
  const roll = Roll.of(members.map(({ commitment }) => ({ commitment, class: "full", admitted: "2024-03-01" })))
  const [scope, policy] = [Scope.offChain("https://commune.example", "van"), { classes: ["full"] }]
  await using prover = await Prover.open("ballot-4")
  const prove = async (member: Member, scores: readonly number[]): Promise<number> => {
    const ballot = SecretBallot.encrypt(TERMS, scores)
    return timeOf(() => proveBallot(member, roll, { scope, policy, ballot, sequence: 1, prover }))
  }
  await prove(members[0], SCORES.blank)
  const proving = await inTurn(ROUNDS, [
    () => prove(members[0], SCORES.blank),
    () => prove(members[0], SCORES.largest),
    () => prove(members[1], SCORES.blank),
  ])
  const encrypting = await inTurn(ENCRYPTIONS, [
    () => timeOf(async () => SecretBallot.encrypt(TERMS, SCORES.blank)),
    () => timeOf(async () => SecretBallot.encrypt(TERMS, SCORES.largest)),
  ])
  return [
    "  times on the device (reported, not judged; |t| above 4.5 would be a difference that is hardly chance)",
    "",
    line("proving a blank ballot and the largest", proving[0]!, proving[1]!),
    line("proving as one member and as another", proving[0]!, proving[2]!),
    line("encrypting a blank ballot and the largest", encrypting[0]!, encrypting[1]!),
  ]
}

/** Each in its turn, so that what else goes on on the machine falls on all alike. */
async function inTurn(rounds: number, tasks: readonly (() => Promise<number>)[]): Promise<number[][]> {
  const times = tasks.map((): number[] => [])
  for (let round = 0; round < rounds; round++) {
    for (const [index, task] of tasks.entries()) times[index]!.push(await task())
  }
  return times
}

async function timeOf(task: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await task()
  return performance.now() - start
}

function line(what: string, one: readonly number[], other: readonly number[]): string {
  const [first, second] = [statistics(one), statistics(other)]
  const t = (first.mean - second.mean) / Math.sqrt(first.variance / one.length + second.variance / other.length)
  return `    ${what.padEnd(44)} ${first.mean.toFixed(2).padStart(8)} ms ${second.mean.toFixed(2).padStart(8)} ms   t = ${t.toFixed(1)}`
}

function statistics(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  return { mean, variance }
}
