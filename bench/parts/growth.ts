import { Contestant } from "../contestant.ts"
import type { Part } from "../part.ts"
import { growthOf } from "../sizes.ts"

const RECORDS = [1, 4, 13]
const BALLOTS = [10, 100, 1000, 10_000]
const RECORD_ROUNDS = 5
const BALLOT_ROUNDS = 2
const SNARKJS = "snarkjs, one by one"

/** How proofs of booked labor grow with the records that they count, and an audit with the ballots. */
export const growth: Part = {
  name: "growth",
  about: "proofs of 1 to 13 records, audits of 10 to 10,000 secret ballots",
  run: async (report, { rounds, quick }) => {
    await growthOf(
      report,
      {
        title: "Proof of booked labor, warm",
        plot: "records",
        of: "records that the proof counts",
        unit: "ms",
        reference: "snarkjs on our circuits",
      },
      [
        { name: "snarkjs on our circuits", start: () => Contestant.start("quotas", ["snarkjs"]) },
        { name: "rochdale", start: () => Contestant.start("quotas", ["kernel"]) },
      ].map((curve) => ({ ...curve, sizes: quick ? RECORDS.slice(0, 1) : RECORDS, action: "prove" })),
      Math.min(rounds, RECORD_ROUNDS),
    )
    await growthOf(
      report,
      {
        title: "Audit of a secret poll: every ballot's proof, and the sum of all",
        plot: "ballots",
        of: "ballots",
        unit: "ms",
        reference: SNARKJS,
      },
      [
        {
          name: SNARKJS,
          // From there on it is ten times as much for ten times as many.
          sizes: quick ? BALLOTS.slice(0, 1) : BALLOTS.slice(0, 2),
          start: () => Contestant.start("ballots", ["snarkjs"]),
          action: "audit",
        },
        {
          name: "rochdale, in batches",
          sizes: quick ? BALLOTS.slice(0, 1) : BALLOTS,
          start: () => Contestant.start("ballots", ["batch"]),
          action: "audit",
        },
      ],
      Math.min(rounds, BALLOT_ROUNDS),
    )
  },
}
