import { expect } from "chai"
import fc from "fast-check"
import { STATE } from "../contracts/assembly-scene.ts"
import { as } from "../contracts/chain.ts"
import { secretVote, type CastCall, type SecretScene, type SecretVote } from "../contracts/secret-scene.ts"
import type { SecretPollModel } from "./secret-poll-model.ts"

/** The poll as it is on the chain. */
export interface Real {
  scene: SecretScene
  pollId: bigint
}

type Step = fc.AsyncCommand<SecretPollModel, Real>

/** One voter's ballot: mostly of the next sequence, now and then of an older one. */
interface Vote {
  voter: number
  scores: readonly number[]
  ahead: number
  seed: number
  /** Whether the ballot before is left out where there is one, or is made up where there is none. */
  mistaken: boolean
}

/** Steps of voters, trustees and time. */
export function stepsOf({ form, threshold }: SecretPollModel, voters: number): fc.Arbitrary<Step>[] {
  const vote: fc.Arbitrary<Vote> = fc.record({
    voter: fc.nat(voters - 1),
    scores: scoresOf(form),
    ahead: fc.constantFrom(1, 1, 1, 3, 0, -1),
    seed: fc.nat(),
    mistaken: fc.nat(9).map((of) => of === 0),
  })
  const trustees = fc.subarray([1, 2, 3, 4, 5], { minLength: threshold - 1, maxLength: threshold + 1 })
  const late = fc.nat(3).map((of) => of !== 0)
  return [
    vote.map((one) => new Cast([one], false)),
    vote.map((one) => new Cast([one], false)),
    fc.array(vote, { minLength: 1, maxLength: 4 }).map((many) => new Cast(many, true)),
    fc.constant(new Wait()),
    late.map((isLate) => new Close(isLate)),
    fc.integer({ min: 1, max: 5 }).map((trustee) => new Decrypt([trustee])),
    trustees.map((indexes) => new Decrypt(indexes)),
    fc
      .tuple(trustees, fc.nat(2), fc.nat(form.options - 1))
      .map(([indexes, error, option]) => new Announce(indexes, error, option)),
    late.map((isLate) => new Abandon(isLate)),
  ]
}

/** What the poll's rule allows. */
function scoresOf({
  options,
  maxScore,
  minTotal,
  maxTotal,
  quadratic,
}: SecretPollModel["form"]): fc.Arbitrary<number[]> {
  const total = (scores: readonly number[]) =>
    scores.reduce((sum, score) => sum + (quadratic ? score * score : score), 0)
  return fc
    .array(fc.nat(maxScore), { minLength: options, maxLength: options })
    .map((scores) => {
      // Taken off from the left until the ballot is within the rule.
      const kept = [...scores]
      for (let option = 0; total(kept) > maxTotal; option = (option + 1) % options)
        kept[option] = Math.max(0, kept[option]! - 1)
      return total(kept) < minTotal ? kept.with(0, 1) : kept
    })
    .filter((scores) => total(scores) >= minTotal && total(scores) <= maxTotal)
}

/** That the chain is what the model is. */
export async function compare(model: SecretPollModel, { scene, pollId }: Real): Promise<void> {
  const poll = (await scene.assembly.poll(pollId)) as { state: bigint; ballots: bigint }
  expect(poll.state, "state").to.equal(model.state)
  expect(poll.ballots, "one ballot for each voter, whatever was sent").to.equal(BigInt(model.ballots.size))
  expect([...((await scene.assembly.sum(pollId)) as bigint[])], "the sum on chain").to.deep.equal(model.sum)
  // Nothing is to be read before the end.
  if (model.state !== STATE.closed) expect([...((await scene.assembly.tally(pollId)) as bigint[])]).to.deep.equal([])
}

/**
 * Goes on from wherever the poll is to its end, and compares the decrypted totals with plain arithmetic. On the way each thing that must be
 * refused is tried once, so that no run is without it.
 */
export async function finish(model: SecretPollModel, real: Real): Promise<void> {
  if (model.takesBallots) {
    const { options } = model.form
    const vote = (voter: number, option: number, ahead = 1, mistaken = false): Vote => {
      const scores = Array.from({ length: options }, (_, place) => (place === option ? 1 : 0))
      return { voter, scores, ahead, seed: 7 * voter + option, mistaken }
    }
    // In a batch one may come twice, and the second counts.
    await new Cast([vote(0, 0), vote(1, 1), vote(0, 2)], true).run(model, real)
    await new Cast([vote(0, 1)], false).run(model, real)
    for (const batch of [false, true]) {
      await new Cast([vote(0, 0, 0)], batch).run(model, real)
      await new Cast([vote(1, 0, 1, true)], batch).run(model, real)
    }
  }
  if (model.state === STATE.open) await new Close(true).run(model, real)
  if (model.state !== STATE.decrypting) return
  await new Abandon(false).run(model, real)
  const missing = [1, 2, 3, 4, 5].filter((trustee) => !model.posted.has(trustee))
  await new Decrypt(missing.slice(0, Math.max(0, model.threshold - model.posted.size))).run(model, real)
  // With just as many parts as are needed, nobody can give the poll up any more.
  await new Abandon(true).run(model, real)
  await new Decrypt([1, 2, 3, 4, 5].filter((trustee) => !model.posted.has(trustee))).run(model, real)
  const trustees = [1, 3, 5].slice(0, model.threshold)
  await new Announce(trustees, 1, 0).run(model, real)
  await new Announce(trustees, 0, 0).run(model, real)
  expect(model.state, "a poll with all its parts comes to its end").to.equal(STATE.closed)
}

abstract class Sent implements Step {
  check(): boolean {
    return true
  }

  /** Does it where the model allows it; where it does not, the contract must refuse it. */
  protected async expectTaken(call: () => Promise<unknown>, allowed: boolean): Promise<void> {
    const refusal = await call().then(
      () => undefined,
      (error: unknown) => String(error),
    )
    expect(refusal === undefined, `${this.toString()}: ${refusal ?? "taken, and it should not be"}`).to.equal(allowed)
  }

  abstract run(model: SecretPollModel, real: Real): Promise<void>
  abstract toString(): string
}

class Cast extends Sent {
  readonly #votes: readonly Vote[]
  readonly #batch: boolean

  constructor(votes: readonly Vote[], batch: boolean) {
    super()
    this.#votes = votes
    this.#batch = batch
  }

  async run(model: SecretPollModel, real: Real): Promise<void> {
    const { scene, pollId } = real
    const counted = new Map(model.ballots)
    let allowed = model.takesBallots
    const calls: { cast: CastCall; vote: SecretVote }[] = []
    for (const { voter, scores, ahead, seed, mistaken } of this.#votes) {
      const before = counted.get(voter)
      const sequence = Math.max(0, (before?.ballot.sequence ?? 0) + ahead)
      const cast = await scene.ballot(scene.scene.voters[voter]!, scores, { pollId, sequence, seed })
      const ballot = cast[2]
      const previous = mistaken ? (before === undefined ? ballot : undefined) : before?.ballot
      calls.push({ cast, vote: secretVote(cast, previous) })
      if (mistaken || (before !== undefined && sequence <= before.ballot.sequence)) allowed = false
      counted.set(voter, { ballot, scores })
    }
    await this.expectTaken(() => this.#send(real, calls), allowed)
    if (allowed) for (const [voter, ballot] of counted) model.ballots.set(voter, ballot)
    await compare(model, real)
  }

  #send({ scene, pollId }: Real, calls: readonly { cast: CastCall; vote: SecretVote }[]): Promise<unknown> {
    const assembly = as(scene.assembly, scene.scene.outsider)
    if (this.#batch)
      return assembly.castBallots(
        pollId,
        calls.map(({ vote }) => vote),
      )
    const { cast, vote } = calls[0]!
    return vote.previous.ciphertexts.length === 0
      ? assembly.castBallot(...cast)
      : assembly.replaceBallot(pollId, vote.nullifier, vote.ballot, vote.previous, vote.proof)
  }

  override toString(): string {
    return `${this.#batch ? "a batch" : "a ballot"} ${JSON.stringify(this.#votes)}`
  }
}

class Close extends Sent {
  readonly #late: boolean

  constructor(late: boolean) {
    super()
    this.#late = late
  }

  async run(model: SecretPollModel, real: Real): Promise<void> {
    const { scene, pollId } = real
    const { closesAt } = (await scene.assembly.poll(pollId)) as { closesAt: bigint }
    if (this.#late) await passTo(scene, closesAt)
    if (this.#late) model.over = true
    const allowed = model.state === STATE.open && model.over
    await this.expectTaken(() => as(scene.assembly, scene.scene.outsider).close(pollId), allowed)
    if (allowed) model.close()
    await compare(model, real)
  }

  override toString(): string {
    return this.#late ? "the end" : "an early end"
  }
}

class Wait extends Sent {
  async run(model: SecretPollModel, { scene, pollId }: Real): Promise<void> {
    const { closesAt } = (await scene.assembly.poll(pollId)) as { closesAt: bigint }
    await passTo(scene, closesAt)
    model.over = true
  }

  override toString(): string {
    return "the time passes"
  }
}

class Decrypt extends Sent {
  readonly #trustees: readonly number[]

  constructor(trustees: readonly number[]) {
    super()
    this.#trustees = trustees
  }

  async run(model: SecretPollModel, real: Real): Promise<void> {
    const { scene, pollId } = real
    for (const trustee of this.#trustees) {
      const allowed = model.state === STATE.decrypting && !model.posted.has(trustee)
      const call = await scene.decryption(trustee, { pollId })
      await this.expectTaken(() => as(scene.assembly, scene.scene.outsider).decrypt(...call), allowed)
      if (allowed) model.posted.add(trustee)
    }
    await compare(model, real)
  }

  override toString(): string {
    return `parts of ${this.#trustees.join(", ")}`
  }
}

class Announce extends Sent {
  readonly #trustees: readonly number[]
  readonly #error: number
  readonly #option: number

  constructor(trustees: readonly number[], error: number, option: number) {
    super()
    this.#trustees = trustees
    this.#error = error
    this.#option = option
  }

  async run(model: SecretPollModel, real: Real): Promise<void> {
    const { scene, pollId } = real
    const totals = model.totals.map((total, option) => total + (option === this.#option ? this.#error : 0))
    const hasParts = this.#trustees.length === model.threshold && this.#trustees.every((of) => model.posted.has(of))
    const allowed = model.state === STATE.decrypting && hasParts && this.#error === 0
    await this.expectTaken(() => scene.announce(this.#trustees, totals, pollId), allowed)
    if (!allowed) return
    model.state = STATE.closed
    await compare(model, real)
    const tally = [...((await scene.assembly.tally(pollId)) as bigint[])]
    expect(tally, "the decrypted totals are plain arithmetic").to.deep.equal(model.totals.map(BigInt))
    expect([...((await scene.assembly.outcome(pollId)) as [bigint, bigint])], "outcome").to.deep.equal(model.outcome)
  }

  override toString(): string {
    return `totals by ${this.#trustees.join(", ")}${this.#error === 0 ? "" : `, ${this.#error} too many for option ${this.#option}`}`
  }
}

class Abandon extends Sent {
  readonly #late: boolean

  constructor(late: boolean) {
    super()
    this.#late = late
  }

  async run(model: SecretPollModel, real: Real): Promise<void> {
    const { scene, pollId } = real
    // Only where it should be refused, or there is nothing left to see: an abandoned poll is at its end.
    const { openBy } = (await scene.assembly.poll(pollId)) as { openBy: bigint }
    if (this.#late && model.state === STATE.decrypting) await passTo(scene, openBy)
    const isOver = BigInt(await scene.scene.chain.networkHelpers.time.latest()) + 1n >= openBy
    const allowed = model.state === STATE.decrypting && isOver && model.posted.size < model.threshold
    await this.expectTaken(() => as(scene.assembly, scene.scene.outsider).abandon(pollId), allowed)
    if (allowed) model.state = STATE.abandoned
    await compare(model, real)
  }

  override toString(): string {
    return this.#late ? "giving up" : "giving up early"
  }
}

async function passTo({ scene }: SecretScene, time: bigint): Promise<void> {
  const { time: clock } = scene.chain.networkHelpers
  if (BigInt(await clock.latest()) < time) await clock.increaseTo(time)
}
