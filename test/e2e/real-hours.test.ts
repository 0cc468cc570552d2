import { expect } from "chai"
import { readScenario, run } from "../../scripts/demo/run.ts"
import type { Standing } from "../../scripts/demo/standing.ts"
import { fixture, realData } from "./real-data.ts"
import { EMBEDDED, SILENT } from "./silent-show.ts"

const REAL = realData("labor-hours.csv")
const short = (missing: number, reached: number, rows: number): Standing => ({ state: "short", missing, reached, rows })
const PROVED: Standing = { state: "proved" }

/** Worked out by hand, with another program, from the same files. */
const EXPECTED: Record<string, Standing> =
  REAL === undefined
    ? { "1": PROVED, "2": short(20, 5980, 1), "10": short(5823, 177, 1) }
    : {
        "1": short(5910, 90, 1),
        "13": PROVED,
        "22": PROVED,
        "24": short(3909, 2091, 2),
        "26": PROVED,
        "27": short(5700, 300, 1),
        "42": PROVED,
        "43": short(2265, 3735, 2),
        "58": short(78, 5922, 3),
        "65": short(435, 5565, 2),
      }

describe("the demo on booked hours", function () {
  this.timeout(600_000)

  it(`lets every worker of a month prove 100 hours, or says what is missing (${REAL === undefined ? "fixture" : "real data"})`, async () => {
    const input = { kind: "hours", file: REAL ?? fixture("hours.csv"), month: "2006-01", quota: 6000 } as const
    const play = await run(await readScenario(input), EMBEDDED, SILENT, performance.now())
    expect(Object.fromEntries(play.found.standings)).to.deep.equal(EXPECTED)
    expect(play.differences).to.deep.equal([])
    expect(play.journal.times.get("check on chain")?.count).to.equal(
      Object.values(EXPECTED).filter(({ state }) => state === "proved").length,
    )
    expect(play.journal.refusals.map(({ by, error }) => `${by}: ${error}`)).to.have.members([
      "contract: AlreadyMember",
      "contract: InvalidSheetProof",
      "contract: InvalidSheetProof",
      "contract: CannotCountersignOwn",
      "contract: AccessControlUnauthorizedAccount",
      "verifier: scope-used",
      "verifier: invalid-proof",
      "contract: false",
      "own program: invalid-input",
    ])
  })
})
