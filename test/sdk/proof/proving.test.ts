import { expect } from "chai"
import type { Member } from "../../../sdk/index.ts"
import {
  AdmittedTooLateError,
  ClassNotAdmittedError,
  dayOf,
  hours,
  InvalidInputError,
  Ledger,
  MemoryNullifiers,
  NotInRollError,
  Prover,
  proveMembership,
  proveQuota,
  QuotaNotReachedError,
  RequirementNotMetError,
  Scope,
  ScopeUsedError,
  Sheet,
  SlotOutOfRangeError,
  verify,
  verifyTogether,
  type Policy,
  type Progress,
  type Quota,
  type RecordOpening,
} from "../../../sdk/index.ts"
import { KINDS, memberNumber, smallCommune, smallLedger } from "../commune.ts"
import { refused } from "../refused.ts"

const SCOPE = Scope.offChain("https://tools.example", "van, week 12")
const POLICY: Policy = { classes: ["full", "worker"], admittedBy: "2025-12-31", uses: 2 }
const { members, roll } = smallCommune()
const { sheets, ledger } = smallLedger(members)
const ana = memberNumber(1)
const QUOTA: Quota = { kinds: ["kitchen", "care", "sick"], from: "2026-01-01", to: "2026-01-31", atLeast: hours(20) }

function openingsOf(member: Member): RecordOpening[] {
  return sheets.flatMap((sheet) => sheet.openingsFor(member.commitment))
}

describe("proveMembership", () => {
  it("gives a proof that survives JSON, and says the nullifier and the message", async () => {
    const progress: Progress[] = []
    const onProgress = (step: Progress) => progress.push(step)
    const proof = await proveMembership(ana, roll, { scope: SCOPE, policy: POLICY, message: "van", onProgress })
    const sent = JSON.parse(JSON.stringify(proof)) as typeof proof
    const verified = await verify(sent, { scope: SCOPE, roll, policy: POLICY, message: "van" })
    expect(verified.nullifier).to.equal(ana.nullifier(SCOPE.value))
    expect(progress[0]?.stage).to.equal("loading")
    expect(progress.at(-1)).to.deep.equal({ stage: "proving", done: 1 })
    expect(progress.every(({ done }) => done >= 0 && done <= 1)).to.equal(true)
  })

  it("gives another proof of the same statement each time, with the same signals", async () => {
    await using prover = await Prover.open("membership")
    const options = { scope: SCOPE, policy: POLICY, prover }
    const [first, second] = [await proveMembership(ana, roll, options), await proveMembership(ana, roll, options)]
    expect(first.signals).to.deep.equal(second.signals)
    expect(first.proof).to.not.deep.equal(second.proof)
  })

  it("proves over rolls of every small height", async () => {
    await using prover = await Prover.open("membership")
    const { Roll } = await import("../../../sdk/index.ts")
    for (const size of [1, 5, 6, 26, 126]) {
      const crowd = Array.from({ length: size }, (_, index) => ({
        commitment: index === size - 1 ? ana.commitment : BigInt(index + 1),
        class: "full",
        admitted: 0,
      }))
      const large = Roll.of(crowd)
      await verify(await proveMembership(ana, large, { scope: SCOPE, policy: POLICY, prover }), {
        scope: SCOPE,
        roll: large,
        policy: POLICY,
      })
    }
  })

  it("says before proving what cannot be proved", async () => {
    const options = { scope: SCOPE, policy: POLICY, artifacts: "no-such-folder" }
    await refused(
      () => proveMembership(memberNumber(99), roll, options),
      NotInRollError,
      memberNumber(99).commitment.toString(),
    )
    await refused(
      () => proveMembership(memberNumber(4), roll, options),
      ClassNotAdmittedError,
      '"candidate"',
      '"full", "worker"',
    )
    await refused(
      () => proveMembership(memberNumber(7), roll, options),
      AdmittedTooLateError,
      "2026-03-01",
      "2025-12-31",
    )
    await refused(() => proveMembership(ana, roll, { ...options, slot: 2 }), SlotOutOfRangeError, "2", "0 to 1")
    await refused(() => proveMembership(ana, roll, { ...options, slot: -1 }), SlotOutOfRangeError, "-1")
  })

  it("takes the next free use, and says when all are used", async () => {
    await using prover = await Prover.open("membership")
    const nullifiers = new MemoryNullifiers()
    const options = { scope: SCOPE, policy: POLICY, prover, used: nullifiers }
    const requirements = { scope: SCOPE, roll, policy: POLICY, nullifiers }
    const first = await verify(await proveMembership(ana, roll, options), requirements)
    const second = await verify(await proveMembership(ana, roll, options), requirements)
    expect([first.nullifier, second.nullifier]).to.deep.equal([
      ana.nullifier(SCOPE.value, 0),
      ana.nullifier(SCOPE.value, 1),
    ])
    await refused(() => proveMembership(ana, roll, options), ScopeUsedError)
    await refused(
      () => proveMembership(ana, roll, { ...options, slot: 1 }),
      ScopeUsedError,
      second.nullifier.toString(),
    )
  })

  it("refuses a prover of another circuit, and one that was closed", async () => {
    const prover = await Prover.open("quota-1")
    await refused(
      () => proveMembership(ana, roll, { scope: SCOPE, policy: POLICY, prover }),
      InvalidInputError,
      "quota-1",
    )
    await prover.close()
    await prover.close()
    let message = ""
    await prover.prove({}).catch((error: unknown) => (message = String(error)))
    expect(message).to.include("closed")
  })
})

describe("proveQuota", () => {
  const options = { scope: SCOPE, policy: POLICY, quota: QUOTA, kinds: KINDS }
  const requirements = { scope: SCOPE, roll, ledger, policy: POLICY, quota: QUOTA, kinds: KINDS }

  it("counts excused hours without showing them, over the fewest records", async () => {
    // 600 of sickness and twice 300 of the kitchen are exactly 20 hours: three records, so the circuit for four.
    const proof = await proveQuota(ana, roll, ledger, { ...options, openings: openingsOf(ana) })
    expect(proof.circuit).to.equal("quota-4")
    const { nullifier } = await verify(proof, requirements)
    expect(nullifier).to.equal(ana.nullifier(SCOPE.value))
  })

  it("takes the smallest circuit that does, or the one that is warm", async () => {
    const one = { ...QUOTA, atLeast: hours(10) }
    const small = await proveQuota(ana, roll, ledger, { ...options, quota: one, openings: openingsOf(ana) })
    expect(small.circuit).to.equal("quota-1")
    await verify(small, { ...requirements, quota: one })
    await using prover = await Prover.open("quota-4")
    const warm = await proveQuota(ana, roll, ledger, { ...options, quota: one, openings: openingsOf(ana), prover })
    expect(warm.circuit).to.equal("quota-4")
    await verify(warm, { ...requirements, quota: one })
  })

  it("says how many minutes are missing", async () => {
    const bo = memberNumber(2)
    const error = await refused(
      () => proveQuota(bo, roll, ledger, { ...options, openings: openingsOf(bo), artifacts: "no-such-folder" }),
      QuotaNotReachedError,
      "300 minutes short",
      "900 of 1200",
    )
    expect(error.missingMinutes).to.equal(300)
  })

  const [first] = openingsOf(memberNumber(2))
  if (first === undefined) throw new Error("every member has openings")
  for (const [problem, quota, openings, missing] of [
    ["the same record twice", { ...QUOTA, atLeast: 600 }, [first, first], 300],
    ["a record of another kind", { ...QUOTA, kinds: ["care"], atLeast: 300 }, [first], 300],
    ["a record of the day before the window", { ...QUOTA, from: "2026-01-05", atLeast: 300 }, [first], 300],
    ["a record of the day after the window", { ...QUOTA, to: "2026-01-03", atLeast: 300 }, [first], 300],
    ["one minute less than the threshold", { ...QUOTA, atLeast: 301 }, [first], 1],
  ] as [string, Quota, RecordOpening[], number][]) {
    it(`does not count ${problem}`, async () => {
      const call = () =>
        proveQuota(memberNumber(2), roll, ledger, { ...options, quota, openings, artifacts: "no-such-folder" })
      expect((await refused(call, QuotaNotReachedError)).missingMinutes).to.equal(missing)
    })
  }

  it("does not count a record of a struck or pending sheet", async () => {
    const partial = Ledger.of(sheets)
    partial.strike(sheets[2]?.root as bigint)
    const error = await refused(
      () => proveQuota(ana, roll, partial, { ...options, openings: openingsOf(ana), artifacts: "no-such-folder" }),
      QuotaNotReachedError,
    )
    expect(error.missingMinutes).to.equal(600)
  })

  it("refuses an opening of another member", () =>
    refused(
      () =>
        proveQuota(ana, roll, ledger, {
          ...options,
          openings: openingsOf(memberNumber(2)),
          artifacts: "no-such-folder",
        }),
      InvalidInputError,
      "opening",
    ))

  it("counts a quarter of weekly sheets in one proof", async () => {
    const weeks = Array.from({ length: 13 }, (_, week) =>
      Sheet.of(dayOf("2026-01-04") + 7 * week, [
        { commitment: ana.commitment, amount: hours(42) + week, kind: week % 3 },
      ]),
    )
    const quarter = Ledger.of(weeks)
    const quota = { kinds: [0, 1, 2], from: "2026-01-01", to: "2026-03-31", atLeast: 13 * hours(42) + 78 }
    const statement = { scope: SCOPE, policy: POLICY, quota, message: "dinner" }
    const openings = weeks.flatMap((sheet) => sheet.openingsFor(ana.commitment))
    const proof = await proveQuota(ana, roll, quarter, { ...statement, openings })
    expect(proof.circuit).to.equal("quota-13")
    const sent = JSON.parse(JSON.stringify(proof)) as typeof proof
    const verified = await verify(sent, { ...statement, roll, ledger: quarter })
    expect(verified.nullifier).to.equal(ana.nullifier(SCOPE.value))
    await refused(
      () => verify(sent, { ...statement, quota: { ...quota, atLeast: quota.atLeast + 1 }, roll, ledger: quarter }),
      RequirementNotMetError,
      "quotaPolicy",
    )
  })

  it("takes the instance that everybody uses, though a smaller or the warm one would do", async () => {
    const one = { ...QUOTA, atLeast: hours(10) }
    const asked = { ...options, quota: one, openings: openingsOf(ana), instance: "quota-4" } as const
    const proof = await proveQuota(ana, roll, ledger, asked)
    expect(proof.circuit).to.equal("quota-4")
    await verify(proof, { ...requirements, quota: one })
    await using prover = await Prover.open("quota-1")
    await refused(() => proveQuota(ana, roll, ledger, { ...asked, prover }), InvalidInputError, "quota-1", "quota-4")
  })
})

describe("proofs of one action", () => {
  const quotaOptions = { scope: SCOPE, policy: POLICY, quota: QUOTA, kinds: KINDS }
  const requirements = { scope: SCOPE, roll, policy: POLICY }
  const quotaRequirements = { ...requirements, ledger, quota: QUOTA, kinds: KINDS }

  it("show one nullifier, which is used up once; two members' proofs do not go together", async () => {
    const membership = await proveMembership(ana, roll, { scope: SCOPE, policy: POLICY })
    const others = await proveMembership(memberNumber(2), roll, { scope: SCOPE, policy: POLICY })
    const quota = await proveQuota(ana, roll, ledger, { ...quotaOptions, openings: openingsOf(ana) })
    const nullifiers = new MemoryNullifiers()
    const together = (proof: typeof membership) => [
      { proof, requirements },
      { proof: quota, requirements: quotaRequirements },
    ]
    await refused(() => verifyTogether(together(others), { nullifiers }), RequirementNotMetError, "nullifier")
    expect(await nullifiers.has(SCOPE.value, memberNumber(2).nullifier(SCOPE.value))).to.equal(false)
    const { nullifier } = await verifyTogether(together(membership), { nullifiers })
    expect(nullifier).to.equal(ana.nullifier(SCOPE.value))
    await refused(() => verifyTogether(together(membership), { nullifiers }), ScopeUsedError)
    await refused(() => verifyTogether([], { nullifiers }), RequirementNotMetError, "number of proofs")
  })
})
