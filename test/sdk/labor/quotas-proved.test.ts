import { expect } from "chai"
import {
  certificateQuota,
  countedKinds,
  hours,
  MemoryNullifiers,
  Periods,
  proveMembership,
  proveQuota,
  QuotaNotReachedError,
  quotaOver,
  RequirementNotMetError,
  Scope,
  ScopeUsedError,
  verify,
  verifyTogether,
  withMinimums,
  type Policy,
  type Quota,
} from "../../../sdk/index.ts"
import { KINDS, memberNumber, smallCommune } from "../commune.ts"
import { refused } from "../refused.ts"
import { holdingOf } from "./scene.ts"

const { roll } = smallCommune()
const [ana, bo] = [memberNumber(1), memberNumber(2)]
const POLICY: Policy = { classes: ["full"], admittedBy: "2026-02-28" }

describe("a community's quota, proved", () => {
  it("is a certificate from the day of the test on, for a year", async () => {
    const { ledger, openings } = holdingOf(ana, [["2025-03-01", "saw", 1]])
    const scope = Scope.offChain("https://mill.example", "the saw, 2026-02-28")
    const about = { scope, policy: POLICY, kinds: KINDS, openings }
    const valid = certificateQuota("saw", "2026-02-28")
    const proof = await proveQuota(ana, roll, ledger, { ...about, quota: valid })
    await verify(proof, { scope, roll, policy: POLICY, ledger, kinds: KINDS, quota: valid })

    // A day later neither the old proof nor a new one will do.
    const expired = certificateQuota("saw", "2026-03-01")
    await refused(
      () => verify(proof, { scope, roll, policy: POLICY, ledger, kinds: KINDS, quota: expired }),
      RequirementNotMetError,
      "quotaPolicy",
    )
    const error = await refused(
      () => proveQuota(ana, roll, ledger, { ...about, quota: expired }),
      QuotaNotReachedError,
      "0 of 1",
    )
    expect(error.missingMinutes).to.equal(1)
  })

  it("is a whole with a minimum within it, both one member's", async () => {
    const week = [Periods.weeks().at("2026-03-01")]
    const [whole, kitchen] = withMinimums(
      quotaOver(week, { kinds: countedKinds(KINDS), atLeast: hours(42) }),
      quotaOver(week, { kinds: ["kitchen"], atLeast: hours(2) }),
    ) as [Quota, Quota]
    const { ledger, openings } = holdingOf(ana, [
      ["2026-03-01", "sick", hours(40)],
      ["2026-03-01", "kitchen", hours(2)],
      ["2026-03-02", "kitchen", hours(9)],
    ])
    const bos = holdingOf(bo, [["2026-03-01", "kitchen", hours(2)]])
    const scope = Scope.offChain("https://mill.example", "dinner, 2026-W10")
    const about = { scope, policy: POLICY, kinds: KINDS }
    const proofs = [
      await proveQuota(ana, roll, ledger, { ...about, openings, quota: whole }),
      await proveQuota(ana, roll, ledger, { ...about, openings, quota: kitchen }),
      await proveQuota(bo, roll, bos.ledger, { ...about, openings: bos.openings, quota: kitchen }),
    ] as const
    const required = { ...about, roll, ledger }
    const nullifiers = new MemoryNullifiers()
    const anas = { proof: proofs[0], requirements: { ...required, quota: whole } }
    const alsoAnas = { proof: proofs[1], requirements: { ...required, quota: kitchen } }
    const another = { proof: proofs[2], requirements: { ...required, ledger: bos.ledger, quota: kitchen } }

    await refused(() => verifyTogether([anas, another], { nullifiers }), RequirementNotMetError, "nullifier")
    await verifyTogether([anas, alsoAnas], { nullifiers })
    await refused(() => verifyTogether([anas, alsoAnas], { nullifiers }), ScopeUsedError)
  })

  it("is not asked for where a share is everybody's: twice a week for who belongs, with no hours at all", async () => {
    const scope = Scope.offChain("https://mill.example", "bread, 2026-W10")
    const policy: Policy = { classes: ["full", "worker", "candidate"], admittedBy: "2026-02-28", uses: 2 }
    const nullifiers = new MemoryNullifiers()
    const loaf = async () => {
      const proof = await proveMembership(bo, roll, { scope, policy, message: "a loaf", used: nullifiers })
      await verify(proof, { scope, roll, policy, message: "a loaf", nullifiers })
      return proof
    }
    const [first, second] = [await loaf(), await loaf()]
    expect(Object.keys(first.signals)).to.have.members(["nullifier", "root", "scope", "message", "policy"])
    expect(first.signals["nullifier"]).to.not.equal(second.signals["nullifier"])
    await refused(loaf, ScopeUsedError)
  })
})
