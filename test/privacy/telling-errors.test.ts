import { expect } from "chai"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as sdk from "../../sdk/index.ts"
import { QuotaNotReachedError, RochdaleError } from "../../sdk/index.ts"
import { leaksIn } from "./canaries.ts"
import { MISTAKES, SECRETS } from "./telling-errors.ts"
import { told } from "./told.ts"

/** Errors that no call with a secret ends with: all that goes into them is public, or on the disk of who calls. */
const PUBLIC: Readonly<Record<string, string>> = {
  "artifact-altered": "hashes of released files",
  "committee-state": "what the contract says",
  "contract-refused": "what the contract says of a transaction that is public",
  "file-line": "what stands in a file, for who reads it",
  "insecure-keys": "the number of a chain",
  "invalid-proof": "the name of a circuit",
  "lanes-overflow": "the terms of a poll",
  "log-mismatch": "what the log says",
  "message-not-found": "the opened sum of a poll, which anybody can work out",
  "missing-envelopes": "places of a mailbox",
  "no-contract": "an address",
  "out-of-step": "roots",
  "poll-state": "what the contract says",
  prover: "what the machine lacks",
  "proving-key": "a released file",
  "record-not-in-ledger": "the root of a sheet",
  snapshot: "a copy of the public roll",
  "too-few-parts": "how many trustees have decrypted",
  "transaction-lost": "a transaction, which is public",
  "transaction-pending": "an account and a number",
  "unknown-root": "a root",
}

describe("what errors tell", function () {
  this.timeout(120_000)
  let folder: string
  const seen = new Set<string>()

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "rochdale-errors-"))
  })
  after(() => rm(folder, { recursive: true }))

  for (const { what, ends, make } of MISTAKES) {
    it(`nothing secret: ${what}`, async () => {
      const error = await failureOf(() => make(folder))
      expect((error as RochdaleError).code, told(error).slice(0, 500)).to.equal(ends)
      seen.add(ends)
      expect(leaksIn(told(error), SECRETS)).to.deep.equal([])
    })
  }

  it("of a quota that is not reached the sum, which the member is to be told, and no line", () => {
    const error = new QuotaNotReachedError(1234, 6000, { counted: 3, atMost: 4, available: 3 })
    expect(told(error)).to.include("4766 minutes short of the quota")
    expect(Object.keys(error.details).toSorted()).to.deep.equal([
      "atMost",
      "available",
      "counted",
      "missing",
      "reached",
      "threshold",
    ])
  })

  it("was asked of every error there is, or there is a reason", () => {
    const codes = Object.values(sdk)
      .filter((value) => typeof value === "function" && value.prototype instanceof RochdaleError)
      .map((kind) => codeOf(kind as unknown as abstract new () => RochdaleError))
    expect(codes).to.have.length.above(45)
    expect(codes.filter((code) => !seen.has(code) && !(code in PUBLIC))).to.deep.equal([])
    expect(Object.keys(PUBLIC).filter((code) => !codes.includes(code) || seen.has(code))).to.deep.equal([])
  })

  it("and an error that tells would be found", () => {
    class TellingError extends RochdaleError {
      readonly code = "telling"
      constructor(details: Record<string, unknown>) {
        super({ message: "it went wrong", hint: "say less", details, cause: new Error("why") })
      }
    }
    for (const { what, needles } of SECRETS) {
      for (const { spelling, bytes } of needles) {
        // Bytes go into a message as text only where they are text.
        if (!/^[ -~]*$/.test(bytes.toString("latin1"))) continue
        const error = new TellingError({ value: { list: [bytes.toString("latin1")] } })
        expect(leaksIn(told(error), SECRETS), `${what}, ${spelling}`).to.not.deep.equal([])
      }
    }
  })
})

async function failureOf(call: () => unknown): Promise<unknown> {
  try {
    await call()
  } catch (error) {
    return error
  }
  throw new Error("the call did not fail")
}

/** An error's code is a field that its class sets. */
function codeOf(kind: abstract new () => RochdaleError): string {
  const source = kind.toString()
  return /code = "([a-z-]+)"/.exec(source)?.[1] ?? source.slice(0, 60)
}
