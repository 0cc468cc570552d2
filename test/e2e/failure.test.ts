import { expect } from "chai"
import { refused as attempt } from "../../scripts/demo/attacks/refusal.ts"
import { MismatchError } from "../../scripts/demo/errors.ts"
import { failureText } from "../../scripts/demo/failure.ts"
import {
  ChainUnreachableError,
  ContractRefusedError,
  FileLineError,
  NotInRollError,
  ScopeUsedError,
} from "../../sdk/index.ts"
import { refused } from "./refused.ts"

describe("the demo's errors", () => {
  it("are a line that says what is wrong and one that says what to do", () => {
    expect(failureText(new FileLineError("hours.csv", 7, "no hours"), false)).to.equal(
      "error: hours.csv, line 7: no hours\nhint:  Correct that line and read the file again; nothing was taken",
    )
    expect(failureText(new MismatchError(["Ada: found nothing", "Ben: found less"]), false)).to.equal(
      "error: The result differs from plain arithmetic: Ada: found nothing; Ben: found less\nhint:  This is a defect of Rochdale; please report it",
    )
  })

  it("have no stack unless one asks for it", () => {
    expect(failureText(new NotInRollError(1n), false)).not.to.include("\n    at ")
    expect(failureText(new NotInRollError(1n), true)).to.include("\n    at ")
  })

  it("are plain also where they come from elsewhere", () => {
    const lost = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:8545"), { code: "ECONNREFUSED" })
    expect(failureText(lost, false)).to.match(/^error: The Ethereum node stopped answering \(ECONNREFUSED\)\nhint: /)
    const long = Object.assign(new Error("could not (a page of JSON)"), { shortMessage: "could not" })
    expect(failureText(long, false)).to.match(/^error: could not\nhint: {2}.*--debug/)
    expect(failureText("just text", false)).to.match(/^error: just text\n/)
  })
})

describe("an attempt to cheat in the demo", () => {
  const vote = (error?: Error) =>
    attempt("A member votes twice", "contract", "NullifierUsed", async () => {
      if (error !== undefined) throw error
    })

  it("is written down when it is refused for the reason that it must be", async () => {
    expect(await vote(new ContractRefusedError("vote", "NullifierUsed(pollId: 1, nullifier: 2)"))).to.include({
      by: "contract",
      error: "NullifierUsed",
    })
  })

  it("ends the demo when it succeeds, or is refused for another reason", async () => {
    await refused(() => vote(), "demo-not-refused", /votes twice: this had to be refused, but the contract took it/)
    const other = new ContractRefusedError("vote", "InvalidMembershipProof(pollId: 1, nullifier: 2)")
    await refused(() => vote(other), "demo-not-refused", /refused for another reason: .*InvalidMembershipProof/)
    await refused(() => vote(new ScopeUsedError(1n)), "demo-not-refused", /for another reason/)
  })

  it("must be refused by the name of the trustee who makes it", async () => {
    const dealing = (reason: string) =>
      attempt(
        "A trustee cheats",
        "contract",
        "InvalidDealing",
        () => Promise.reject(new ContractRefusedError("deal", reason)),
        4,
      )
    expect(await dealing("InvalidDealing(committeeId: 5, index: 4)")).to.have.property(
      "reason",
      "the proof does not hold; trustee 4 is named",
    )
    await refused(() => dealing("InvalidDealing(committeeId: 4, index: 5)"), "demo-not-refused", /for another reason/)
    await refused(() => dealing("InvalidDealing()"), "demo-not-refused", /for another reason/)
  })

  it("is not taken for refused when the node does not answer", () =>
    refused(() => vote(new ChainUnreachableError("trying to vote")), "chain-unreachable", /did not answer/))
})
