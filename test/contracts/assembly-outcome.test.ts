import { expect } from "chai"
import { atLeast, moreThan, NONE, OUTCOME, Scene, terms, type Fraction, type PollTerms } from "./assembly-scene.ts"
import { Random } from "./random.ts"

// Seven members are in the electorate, of whom six can vote.
const ELECTORATE = 7

const YES = 0
const NO = 1
const ABSTAIN = 2
const BLOCK = 3

describe("Assembly, the outcome", () => {
  let scene: Scene

  before(async () => {
    scene = await Scene.open()
  })

  let restore: () => Promise<void>
  beforeEach(async () => {
    restore = await scene.remember()
  })
  afterEach(() => restore())

  async function decide(changes: Partial<PollTerms>, choices: readonly number[]): Promise<[unknown, unknown]> {
    await scene.convene(changes)
    await scene.cast(choices)
    const { outcome, option } = await scene.close()
    return [outcome, option]
  }

  const CARRIED = (option: number): [bigint, bigint] => [OUTCOME.carried, BigInt(option)]
  const NOT_CARRIED = [OUTCOME.notCarried, 255n]
  const NO_QUORUM = [OUTCOME.noQuorum, 255n]
  const BLOCKED = [OUTCOME.blocked, 255n]

  const consent = { options: 4, blockOption: BLOCK, blockLimit: 2 }

  for (const [what, changes, choices, expected] of [
    // Leading alone, threshold over the ballots cast.
    ["a simple majority carries", {}, [YES, YES, NO], CARRIED(YES)],
    ["it carries the option that leads, not the first", {}, [YES, NO, NO], CARRIED(NO)],
    ["half is not more than half", {}, [YES, NO], NOT_CARRIED],
    ["half is at least half, but nobody leads", { threshold: atLeast(1, 2) }, [YES, NO], NOT_CARRIED],
    ["two thirds are at least two thirds", { threshold: atLeast(2, 3) }, [YES, YES, NO], CARRIED(YES)],
    ["two thirds are not more than two thirds", { threshold: moreThan(2, 3) }, [YES, YES, NO], NOT_CARRIED],
    [
      "five of six are more than two thirds",
      { threshold: moreThan(2, 3) },
      [YES, YES, YES, YES, YES, NO],
      CARRIED(YES),
    ],
    ["all is all", { threshold: atLeast(1, 1) }, [YES, YES], CARRIED(YES)],
    ["all but one is not all", { threshold: atLeast(1, 1) }, [YES, YES, NO], NOT_CARRIED],
    ["nobody leads when nobody votes", { threshold: atLeast(0, 1) }, [], NOT_CARRIED],
    [
      "a plurality carries where the threshold is nothing",
      { threshold: atLeast(0, 1), options: 4 },
      [YES, YES, NO, 3],
      CARRIED(YES),
    ],
    ["a tie for first carries nothing", { threshold: atLeast(0, 1) }, [YES, YES, NO, NO], NOT_CARRIED],
    ["a tie behind the first is no matter", { threshold: atLeast(0, 1), options: 4 }, [3, 3, YES, NO], CARRIED(3)],
    ["three level options carry nothing", { threshold: atLeast(0, 1), options: 4 }, [YES, NO, 3], NOT_CARRIED],
    [
      "a later option that passes two level ones carries",
      { threshold: atLeast(0, 1), options: 4 },
      [YES, NO, 3, 3],
      CARRIED(3),
    ],

    // Abstentions.
    ["abstentions are not counted in the threshold", {}, [YES, YES, NO, ABSTAIN, ABSTAIN, ABSTAIN], CARRIED(YES)],
    ["only abstentions carry nothing", { threshold: atLeast(0, 1) }, [ABSTAIN, ABSTAIN], NOT_CARRIED],
    [
      "without an abstain option, every ballot is counted",
      { abstainOption: NONE },
      [YES, YES, ABSTAIN, ABSTAIN, NO],
      NOT_CARRIED,
    ],
    [
      "without an abstain option, the third option can win",
      { abstainOption: NONE },
      [ABSTAIN, ABSTAIN, YES],
      CARRIED(ABSTAIN),
    ],

    // Threshold over the electorate of seven.
    [
      "four of seven are more than half the electorate",
      { thresholdOfElectorate: true },
      [YES, YES, YES, YES, NO],
      CARRIED(YES),
    ],
    [
      "three of seven are not, though all who voted agree",
      { thresholdOfElectorate: true },
      [YES, YES, YES],
      NOT_CARRIED,
    ],
    [
      "exactly four sevenths of the electorate",
      { thresholdOfElectorate: true, threshold: atLeast(4, 7) },
      [YES, YES, YES, YES],
      CARRIED(YES),
    ],
    [
      "not more than four sevenths of it",
      { thresholdOfElectorate: true, threshold: moreThan(4, 7) },
      [YES, YES, YES, YES],
      NOT_CARRIED,
    ],

    // Quorum of people.
    ["three of seven are no quorum of three sevenths strictly", { quorum: moreThan(3, 7) }, [YES, YES, YES], NO_QUORUM],
    ["three of seven are a quorum of three sevenths", { quorum: atLeast(3, 7) }, [YES, YES, YES], CARRIED(YES)],
    ["one fewer is not", { quorum: atLeast(3, 7) }, [YES, YES], NO_QUORUM],
    ["one more is more", { quorum: moreThan(3, 7) }, [YES, YES, YES, YES], CARRIED(YES)],
    ["abstentions count for the quorum", { quorum: atLeast(3, 7) }, [YES, ABSTAIN, ABSTAIN], CARRIED(YES)],
    ["blocks count for the quorum", { ...consent, quorum: atLeast(2, 7) }, [BLOCK, BLOCK], BLOCKED],
    ["nobody is a quorum of nobody", { quorum: atLeast(0, 1) }, [], NOT_CARRIED],
    ["nobody is not more than nobody", { quorum: moreThan(0, 1) }, [], NO_QUORUM],

    // Blocks.
    ["blocks below the limit stop nothing", consent, [YES, YES, YES, BLOCK], CARRIED(YES)],
    ["blocks at the limit stop it", consent, [YES, YES, YES, YES, BLOCK, BLOCK], BLOCKED],
    ["one block stops it where the limit is one", { ...consent, blockLimit: 1 }, [YES, YES, BLOCK], BLOCKED],
    ["without a quorum, blocks are not looked at", { ...consent, quorum: atLeast(3, 7) }, [BLOCK, BLOCK], NO_QUORUM],
    ["a block counts against the threshold", { ...consent, threshold: atLeast(3, 4) }, [YES, YES, BLOCK], NOT_CARRIED],
    ["a block never leads", { ...consent, blockLimit: 3, threshold: atLeast(0, 1) }, [BLOCK, BLOCK, YES], CARRIED(YES)],
  ] as [string, Partial<PollTerms>, number[], [bigint, bigint]][]) {
    it(what, async () => {
      expect(await decide(changes, choices)).to.deep.equal(expected)
    })
  }

  it("is announced with the whole tally", async () => {
    await scene.convene({ options: 4 })
    await scene.cast([3, 3, YES, ABSTAIN, 3])
    const { closesAt } = (await scene.assembly.poll(1n)) as { closesAt: bigint }
    await scene.chain.networkHelpers.time.setNextBlockTimestamp(closesAt)
    await expect(scene.assembly.close(1n))
      .to.emit(scene.assembly, "PollClosed")
      .withArgs(1n, OUTCOME.carried, 3, [1n, 0n, 1n, 3n])
    const poll = await scene.assembly.poll(1n)
    expect([poll.state, poll.outcome, poll.option]).to.deep.equal([4n, OUTCOME.carried, 3n])
  })

  it("is that of plain arithmetic for 40 random polls", async () => {
    const random = new Random(5)
    const fraction = (): Fraction => {
      const denominator = 1 + random.below(7)
      const numerator = random.below(denominator)
      return { numerator, denominator, strict: random.below(2) === 0 }
    }
    const seen = new Set<unknown>()
    for (let round = 0; round < 40; round++) {
      const again = await scene.remember()
      const changes: Partial<PollTerms> = {
        options: 4,
        abstainOption: random.pick([NONE, ABSTAIN]),
        ...random.pick([consent, { blockOption: NONE, blockLimit: 0 }]),
        thresholdOfElectorate: random.below(2) === 0,
        quorum: fraction(),
        threshold: fraction(),
      }
      const choices = Array.from({ length: random.below(7) }, () => random.pick([YES, YES, NO, ABSTAIN, BLOCK]))
      const [outcome, option] = await decide(changes, choices)
      expect([outcome, option], JSON.stringify({ changes, choices })).to.deep.equal(
        plainOutcome(terms(changes), choices),
      )
      seen.add(outcome)
      await again()
    }
    expect(seen.size, "every outcome came up").to.equal(4)
  })

  /** The rules of the issue in words of their own, with shares as fractions of one. */
  function plainOutcome(rules: PollTerms, choices: readonly number[]): [bigint, bigint] {
    const votes = (option: number): number => choices.filter((choice) => choice === option).length
    const reached = (part: number, whole: number, { numerator, denominator, strict }: Fraction): boolean => {
      const difference = part / whole - numerator / denominator
      if (whole === 0) return !strict
      if (Math.abs(difference) < 1e-9) return !strict
      return difference > 0
    }
    if (!reached(choices.length, ELECTORATE, rules.quorum)) return [OUTCOME.noQuorum, 255n]
    if (rules.blockOption !== NONE && votes(rules.blockOption) >= rules.blockLimit) return [OUTCOME.blocked, 255n]
    const ranked = [0, 1, 2, 3]
      .filter((option) => option !== rules.abstainOption && option !== rules.blockOption)
      .sort((one, other) => votes(other) - votes(one))
    const [first, second] = ranked as [number, number]
    const base = rules.thresholdOfElectorate
      ? ELECTORATE
      : choices.filter((choice) => choice !== rules.abstainOption).length
    if (votes(first) === votes(second) || !reached(votes(first), base, rules.threshold)) {
      return [OUTCOME.notCarried, 255n]
    }
    return [OUTCOME.carried, BigInt(first)]
  }
})
