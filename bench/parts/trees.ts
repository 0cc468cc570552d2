import { Contestant } from "../contestant.ts"
import type { Part } from "../part.ts"
import { growthOf } from "../sizes.ts"
import { median } from "../table.ts"

const OURS = "rochdale"
const THEIRS = "@semaphore-protocol/group"
const GOAL_SIZE = 2 ** 16
const MILLION = 1_000_000

/** The most rounds: half a minute of building is enough to tell. */
const ROUNDS = 3

/** Building the tree of all members. Only ours hashes each member's leaf from commitment, class and day; to the others the commitment is the leaf. */
export const trees: Part = {
  name: "trees",
  about: "rolls of 10 to 1,000,000 members built beside the groups of the peers",
  run: async (report, { rounds, quick }) => {
    const peers = quick ? [10, 100] : [10, 100, 2 ** 10, 2 ** 12, 2 ** 14, GOAL_SIZE]
    const growth = await growthOf(
      report,
      {
        title: "Tree of all members",
        plot: "members",
        of: "members",
        unit: "ms",
        reference: THEIRS,
      },
      [
        { name: THEIRS, sizes: peers, start: () => Contestant.start("tree-semaphore") },
        { name: "@zk-kit/incremental-merkle-tree", sizes: peers, start: () => Contestant.start("tree-zk-kit") },
        { name: OURS, sizes: quick ? peers : [...peers, MILLION], start: () => Contestant.start("tree-rochdale") },
      ].map((curve) => ({ ...curve, action: "build" })),
      Math.min(rounds, ROUNDS),
    )
    const [ours, theirs] = [OURS, THEIRS].map((name) => {
      const values = growth.curves
        .find((curve) => curve.name === name)
        ?.points.find(({ size }) => size === GOAL_SIZE)?.values
      return values && median(values)
    })
    report.ratio("roll", ours, theirs)
  },
}
