import { expect } from "chai"
import {
  hours,
  InvalidProofError,
  MalformedProofError,
  MemoryNullifiers,
  proveMembership,
  proveQuota,
  RequirementNotMetError,
  Roll,
  Scope,
  ScopeUsedError,
  UnknownRootError,
  verify,
  verifyBatch,
  type MembershipProof,
  type Policy,
  type ProofToVerify,
  type Quota,
  type QuotaProof,
  type VerifiedBatch,
} from "../../../sdk/index.ts"
import { memberNumber, smallCommune, smallLedger } from "../commune.ts"

const SCOPE = Scope.offChain("https://tools.example", "van")
const POLICY: Policy = { classes: ["full"], uses: 1 }
const QUOTA: Quota = { kinds: [0], from: "2026-01-01", to: "2026-01-31", atLeast: hours(5) }
const { members, roll } = smallCommune()
const { sheets, ledger } = smallLedger(members)
const [ana, ben] = [memberNumber(1), memberNumber(2)]
const requirements = { scope: SCOPE, roll, policy: POLICY, message: 7 }
const quotaRequirements = { ...requirements, ledger, quota: QUOTA }

let anas: MembershipProof
let anasQuota: QuotaProof
let bens: MembershipProof

before(async () => {
  const options = { scope: SCOPE, policy: POLICY, message: 7 }
  const openings = sheets.flatMap((sheet) => sheet.openingsFor(ana.commitment))
  anas = await proveMembership(ana, roll, options)
  bens = await proveMembership(ben, roll, options)
  anasQuota = await proveQuota(ana, roll, ledger, { ...options, quota: QUOTA, openings })
})

/** A copy whose points are those of another proof. */
function withPointsOf(proof: MembershipProof, other: MembershipProof): MembershipProof {
  return { ...proof, proof: other.proof }
}

function verifiedIndices({ verified }: VerifiedBatch): number[] {
  return verified.map(({ index }) => index)
}

describe("verifyBatch", () => {
  it("gives what `verify` gives for each proof that holds, of several circuits", async () => {
    const { verified, refused } = await verifyBatch([
      { proof: anas, requirements },
      { proof: anasQuota, requirements: quotaRequirements },
      { proof: bens, requirements },
    ])
    expect(refused).to.deep.equal([])
    expect(verified).to.deep.equal([
      { index: 0, ...(await verify(anas, requirements)) },
      { index: 1, ...(await verify(anasQuota, quotaRequirements)) },
      { index: 2, ...(await verify(bens, requirements)) },
    ])
  })

  it("refuses each proof that `verify` refuses, with the same error, and no other", async () => {
    const bad: [ProofToVerify, new (...args: never[]) => Error][] = [
      [{ proof: withPointsOf(anas, bens), requirements }, InvalidProofError],
      [
        { proof: anas, requirements: { ...requirements, scope: Scope.offChain("https://a.example", "saw") } },
        RequirementNotMetError,
      ],
      [
        { proof: anas, requirements: { ...requirements, policy: { classes: ["full", "worker"] } } },
        RequirementNotMetError,
      ],
      [{ proof: anas, requirements: { ...requirements, message: 8 } }, RequirementNotMetError],
      [{ proof: anas, requirements: { ...requirements, roll: Roll.of([]) } }, UnknownRootError],
      [
        { proof: anasQuota, requirements: { ...quotaRequirements, quota: { ...QUOTA, atLeast: hours(6) } } },
        RequirementNotMetError,
      ],
      [{ proof: anas as never, requirements: quotaRequirements }, RequirementNotMetError],
      [{ proof: { ...anas, signals: {} }, requirements }, MalformedProofError],
      [{ proof: null as never, requirements }, MalformedProofError],
    ]
    const batch = bad.flatMap(([item]) => [item, { proof: bens, requirements }])
    const outcome = await verifyBatch(batch)
    expect(verifiedIndices(outcome)).to.deep.equal(bad.map((_, index) => 2 * index + 1))
    expect(outcome.refused.map(({ index }) => index)).to.deep.equal(bad.map((_, index) => 2 * index))
    for (const [index, [item, kind]] of bad.entries()) {
      const single = await verify(item.proof as never, item.requirements).then(
        () => undefined,
        (error: unknown) => error as Error,
      )
      const error = outcome.refused[index]?.error as Error
      expect(error, `number ${index}`).to.be.instanceOf(kind)
      expect(error.message).to.equal(single?.message)
    }
  })

  it("uses up the nullifier of the first of two proofs of one use, and refuses the second", async () => {
    const nullifiers = new MemoryNullifiers()
    const outcome = await verifyBatch(
      [
        { proof: withPointsOf(anas, bens), requirements },
        { proof: anas, requirements },
        { proof: bens, requirements },
        { proof: anas, requirements },
        { proof: anasQuota, requirements: quotaRequirements },
      ],
      { nullifiers },
    )
    expect(verifiedIndices(outcome)).to.deep.equal([1, 2])
    expect(outcome.refused.map(({ index, error }) => [index, (error as Error).constructor])).to.deep.equal([
      [0, InvalidProofError],
      [3, ScopeUsedError],
      [4, ScopeUsedError],
    ])
    const again = await verifyBatch([{ proof: bens, requirements }], { nullifiers })
    expect(again.refused[0]?.error).to.be.instanceOf(ScopeUsedError)
  })

  it("verifies the others when the store fails at one nullifier", async () => {
    const failing = {
      async spend(_: bigint, nullifier: bigint): Promise<boolean> {
        if (nullifier === ana.nullifier(SCOPE.value)) throw new Error("the disk is full")
        return true
      },
    }
    const batch = [anas, bens].map((proof) => ({ proof, requirements }))
    const outcome = await verifyBatch(batch, { nullifiers: failing })
    expect(verifiedIndices(outcome)).to.deep.equal([1])
    expect(outcome.refused.map(({ error }) => (error as Error).message)).to.deep.equal(["the disk is full"])
  })

  it("tells its progress, and has nothing to do for an empty batch", async () => {
    const steps: number[] = []
    await verifyBatch([{ proof: anas, requirements }], { onProgress: ({ done }) => steps.push(done) })
    expect(steps.at(-1)).to.equal(1)
    expect(await verifyBatch([])).to.deep.equal({ verified: [], refused: [] })
  })
})
