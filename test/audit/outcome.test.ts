import { expect } from "chai"
import type { Fraction, SecretTerms, Terms } from "../../scripts/audit/log/terms.ts"
import { settle } from "../../scripts/audit/replay/outcome.ts"

const atLeast = (numerator: bigint, denominator: bigint): Fraction => ({ numerator, denominator, strict: false })
const moreThan = (numerator: bigint, denominator: bigint): Fraction => ({ numerator, denominator, strict: true })

function terms(changes: Partial<Terms>): Terms {
  return {
    subject: "",
    options: 3,
    classes: 1n,
    admittedBy: 0n,
    quotaPolicies: [],
    quorum: atLeast(1n, 2n),
    threshold: moreThan(1n, 2n),
    thresholdOfElectorate: false,
    abstainOption: undefined,
    blockOption: undefined,
    blockLimit: 0n,
    votingPeriod: 1,
    hasCalls: false,
    callsOption: undefined,
    secret: undefined,
    ...changes,
  }
}

const scores: SecretTerms = {
  committee: 1n,
  ciphertexts: 1,
  maxScore: 5,
  minTotal: 0,
  maxTotal: 15,
  quadratic: false,
  minimumElectorate: 3,
  minimumTurnout: 3,
  decryptionPeriod: 1,
}

const ROWS: [
  what: string,
  changes: Partial<Terms>,
  count: [voters: number, electorate: number, ...totals: bigint[]],
  ended: string,
][] = [
  ["just the quorum", {}, [5, 10, 5n, 0n, 0n], "carried 0"],
  ["one below the quorum", {}, [4, 10, 4n, 0n, 0n], "no-quorum"],
  ["more than the quorum where half is not enough", { quorum: moreThan(1n, 2n) }, [5, 10, 5n, 0n, 0n], "no-quorum"],
  ["just half of the ballots", {}, [6, 10, 3n, 2n, 1n], "not-carried"],
  ["more than half of the ballots", {}, [7, 10, 2n, 4n, 1n], "carried 1"],
  ["half where half is enough", { threshold: atLeast(1n, 2n) }, [6, 10, 3n, 2n, 1n], "carried 0"],
  ["two options that are level", { threshold: atLeast(1n, 2n) }, [6, 10, 3n, 3n, 0n], "not-carried"],
  ["abstentions, which count for the quorum alone", { abstainOption: 2 }, [6, 10, 2n, 1n, 3n], "carried 0"],
  ["nothing but abstentions", { abstainOption: 2, threshold: atLeast(0n, 1n) }, [6, 10, 0n, 0n, 6n], "not-carried"],
  ["a share of the electorate", { thresholdOfElectorate: true, abstainOption: 2 }, [9, 10, 5n, 1n, 3n], "not-carried"],
  ["enough of the electorate", { thresholdOfElectorate: true }, [9, 10, 6n, 3n, 0n], "carried 0"],
  ["as many blocks as stop it", { blockOption: 2, blockLimit: 2n }, [9, 10, 7n, 0n, 2n], "blocked"],
  ["one block too few", { blockOption: 2, blockLimit: 2n }, [9, 10, 8n, 0n, 1n], "carried 0"],
  ["blocks that lead", { blockOption: 2, blockLimit: 9n }, [9, 10, 1n, 0n, 8n], "not-carried"],
  ["blocks below the quorum", { blockOption: 2, blockLimit: 1n }, [4, 10, 0n, 0n, 4n], "no-quorum"],
  ["scores, of which a voter may give five to each", { secret: scores }, [6, 10, 15n, 14n, 0n], "not-carried"],
  ["scores above half of what all could give", { secret: scores }, [6, 10, 16n, 14n, 0n], "carried 0"],
  [
    "scores against the electorate",
    { secret: scores, thresholdOfElectorate: true },
    [6, 10, 25n, 0n, 0n],
    "not-carried",
  ],
  [
    "blank ballots, which count for the quorum",
    { secret: { ...scores, maxScore: 1 } },
    [5, 10, 3n, 0n, 0n],
    "carried 0",
  ],
]

describe("the outcome by an audit's own rules", () => {
  for (const [what, changes, [voters, electorate, ...totals], ended] of ROWS) {
    it(`is ${ended} for ${what}`, () => {
      const { outcome, option } = settle(terms(changes), { voters, electorate, totals })
      expect(option === undefined ? outcome : `${outcome} ${option}`).to.equal(ended)
    })
  }
})
