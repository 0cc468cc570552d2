import { decisionOf } from "./decision.ts"
import type { Expected } from "./expected.ts"

/** What the first preferences of an SOI file decide. @param names one a ballot */
export function expectedOfBallots(text: string, names: readonly string[], options: number): Expected {
  const first = text.split("\n").flatMap((line) => {
    if (line.startsWith("#") || !line.includes(":")) return []
    const [count, order] = line.split(":") as [string, string]
    return new Array<number>(parseInt(count, 10)).fill(parseInt(order, 10) - 1)
  })
  return {
    books: undefined,
    standings: new Map(names.map((name) => [name, { state: "proved" }])),
    decision: decisionOf(first, {
      options,
      electorate: first.length,
      minimumTurnout: 3,
      quorum: { atLeast: [1, 2] },
      threshold: { moreThan: [0, 1] },
      thresholdOf: "ballots",
    }),
  }
}
