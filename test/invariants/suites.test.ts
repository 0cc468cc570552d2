import { expect } from "chai"
import { runSuites } from "../../scripts/assure/invariants/suites.ts"

/* The suites are in scripts/assure/invariants/suites: their Solidity is no part of what the tests of contracts compile. */
describe("contracts under random calls", () => {
  it("keep what roll, books, polls, committees and roles promise", async () => {
    const { passed, report } = await runSuites()
    console.log(report)
    expect(passed, report).to.equal(true)
  }).timeout(0) // the part has a limit; a machine that is busy may take long to compile the suites
})
