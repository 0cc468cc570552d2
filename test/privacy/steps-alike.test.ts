import { expect } from "chai"
import { Worker } from "node:worker_threads"
import {
  BallotRules,
  Ledger,
  proveBallot,
  proveMembership,
  proveQuota,
  SecretBallot,
  Scope,
  Sheet,
  type BallotTerms,
  type OnProgress,
} from "../../sdk/index.ts"
import { generatorTimes } from "../../sdk/crypto/baby-jubjub.ts"
import { memberNumber, smallCommune } from "../sdk/commune.ts"

const { members, roll } = smallCommune()
const [scope, policy] = [Scope.offChain("https://commune.example", "van"), { classes: ["full", "candidate", "worker"] }]
const TERMS: BallotTerms = {
  options: 4,
  ciphertexts: 1,
  key: generatorTimes(99n),
  rule: BallotRules.score({ options: 4, maxScore: 200 }),
}

/** What a device does, one thing after another, as far as it is seen by its own parts. */
interface Steps {
  /** Stages of loading and proving. */
  stages: string[]
  /**
   * Bytes that the package drew at random each time. The curve's library draws 16 for its own blinding wherever it multiplies a point, which it does not by the
   * message 0 of a blank ballot: that takes a device less time, as docs/assurance.md says.
   */
  draws: number[]
  /** Sizes of what the threads were sent. */
  messages: string[]
}

describe("the steps of proving are the same whatever the secret", function () {
  this.timeout(120_000)

  it("membership: whoever it is", async () => {
    const all = []
    for (const member of [members[0]!, members[5]!])
      all.push(await stepsOf((onProgress) => proveMembership(member, roll, { scope, policy, onProgress })))
    expect(all[0]!.stages).to.deep.equal(["loading", "witness", "proving"])
    expect(all[0]!.messages).to.have.length.above(3)
    expect(all[1]).to.deep.equal(all[0])
  })

  it("a secret ballot: blank, the most for all, one point", async () => {
    const all = []
    for (const [index, scores] of [
      [0, 0, 0, 0],
      [200, 200, 200, 200],
      [0, 0, 0, 1],
    ].entries()) {
      const member = memberNumber(index + 1)
      all.push(
        await stepsOf((onProgress) => {
          const ballot = SecretBallot.encrypt(TERMS, scores)
          return proveBallot(member, roll, { scope, policy, ballot, sequence: 1, onProgress })
        }),
      )
    }
    // The ballot's randomness, and two blinding factors.
    expect(all[0]!.draws).to.deep.equal([64, 64, 64])
    for (const other of all.slice(1)) expect(other).to.deep.equal(all[0])
  })

  it("a quota: of one record or of four, but for the salts of unused places, which the device draws for itself", async () => {
    const all = []
    for (const amounts of [[240], [60, 60, 60, 60]]) {
      const [member] = members
      const sheet = Sheet.of(
        "2026-01-04",
        amounts.map((amount) => ({ commitment: member!.commitment, amount, kind: 0 })),
      )
      const statement = {
        ...{ scope, policy, instance: "quota-4" as const },
        quota: { kinds: [0], from: "2026-01-01", to: "2026-01-31", atLeast: 240 },
        openings: sheet.openingsFor(member!.commitment),
      }
      all.push(
        await stepsOf((onProgress) => proveQuota(member!, roll, Ledger.of([sheet]), { ...statement, onProgress })),
      )
    }
    const [one, four] = all as [Steps, Steps]
    expect(one.draws.slice(3)).to.deep.equal(four.draws)
    expect({ ...one, draws: [] }).to.deep.equal({ ...four, draws: [] })
  })
})

async function stepsOf(prove: (onProgress: OnProgress) => Promise<unknown>): Promise<Steps> {
  const steps: Steps = { stages: [], draws: [], messages: [] }
  const getRandomValues = crypto.getRandomValues.bind(crypto)
  const posting = Object.getOwnPropertyDescriptor(Worker.prototype, "postMessage")!
  const postMessage = posting.value as (this: Worker, ...args: unknown[]) => void
  Object.defineProperty(crypto, "getRandomValues", {
    configurable: true,
    value: <Bytes extends ArrayBufferView>(bytes: Bytes): Bytes => {
      if (bytes.byteLength !== 16) steps.draws.push(bytes.byteLength)
      return getRandomValues(bytes as never)
    },
  })
  Worker.prototype.postMessage = function (value, transfer) {
    steps.messages.push(sizesIn(value).join(" "))
    postMessage.call(this, value, transfer)
  }
  try {
    await prove(({ stage }) => {
      if (steps.stages.at(-1) !== stage) steps.stages.push(stage)
    })
  } finally {
    Reflect.deleteProperty(crypto, "getRandomValues")
    Object.defineProperty(Worker.prototype, "postMessage", posting)
  }
  return { ...steps, messages: steps.messages.toSorted() }
}

/** Names and byte lengths in a message, whatever its form. */
function sizesIn(value: unknown, name = "message"): string[] {
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return [`${name}:${String(value.byteLength)}`]
  if (typeof value !== "object" || value === null) return [name]
  return Object.entries(value).flatMap(([key, inner]) => sizesIn(inner, key))
}
