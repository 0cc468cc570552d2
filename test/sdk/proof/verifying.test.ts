import { expect } from "chai"
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts"
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
  type MembershipProof,
  type Policy,
  type Proof,
  type Quota,
  type QuotaProof,
} from "../../../sdk/index.ts"
import { withCurve } from "../../../sdk/proof/curve-threads.ts"
import { holds } from "../../../sdk/proof/groth16.ts"
import { memberNumber, smallCommune, smallLedger } from "../commune.ts"
import { refused } from "../refused.ts"

const BASE_FIELD_ORDER = 21888242871839275222246405745257275088696311157297823662689037894645226208583n
/** On the twist (x = 1), but outside the subgroup of order r. */
const OUTSIDE_SUBGROUP: [[string, string], [string, string]] = [
  ["1", "0"],
  [
    "18278151005453108793778860132295291098363647455926340152056652516292830556603",
    "5912654199736721486680175016176231956195085055698687135131307249486702594212",
  ],
]
const SCOPE = Scope.offChain("https://tools.example", "van")
const POLICY: Policy = { classes: ["full"], uses: 1 }
const QUOTA: Quota = { kinds: [0], from: "2026-01-01", to: "2026-01-31", atLeast: hours(5) }
const { members, roll } = smallCommune()
const { sheets, ledger } = smallLedger(members)
const ana = memberNumber(1)

let membership: MembershipProof
let quota: QuotaProof

before(async () => {
  membership = await proveMembership(ana, roll, { scope: SCOPE, policy: POLICY, message: 7 })
  const openings = sheets.flatMap((sheet) => sheet.openingsFor(ana.commitment))
  quota = await proveQuota(ana, roll, ledger, { scope: SCOPE, policy: POLICY, message: 7, quota: QUOTA, openings })
})

const requirements = { scope: SCOPE, roll, policy: POLICY, message: 7 }
const quotaRequirements = { ...requirements, ledger, quota: QUOTA }

/** A copy with one thing changed; `change` gets the copy. */
function altered<Kind extends Proof>(proof: Kind, change: (copy: Kind) => void): Kind {
  const copy = structuredClone(proof)
  change(copy)
  return copy
}

describe("verify", () => {
  it("accepts the proofs as they are", async () => {
    expect(await verify(membership, requirements)).to.deep.equal({ nullifier: ana.nullifier(SCOPE.value), message: 7n })
    expect(await verify(quota, quotaRequirements)).to.deep.equal({ nullifier: ana.nullifier(SCOPE.value), message: 7n })
  })

  for (const [what, other, signal] of [
    ["scope", { scope: Scope.offChain("https://tools.example", "saw") }, "scope"],
    ["set of classes", { policy: { classes: ["full", "worker"] } }, "policy"],
    ["number of uses", { policy: { classes: ["full"], uses: 2 } }, "policy"],
    ["day of admission", { policy: { classes: ["full"], admittedBy: "2026-01-01" } }, "policy"],
    ["message", { message: 8 }, "message"],
  ] as const) {
    it(`refuses a proof for another ${what}`, async () => {
      const error = await refused(
        () => verify(membership, { ...requirements, ...other }),
        RequirementNotMetError,
        signal,
      )
      expect(error.signal).to.equal(signal)
      await refused(() => verify(quota, { ...quotaRequirements, ...other }), RequirementNotMetError, signal)
    })
  }

  for (const [what, other] of [
    ["threshold", { atLeast: hours(6) }],
    ["window", { from: "2025-12-31" }],
    ["set of kinds", { kinds: [0, 1] }],
  ] as const) {
    it(`refuses a proof for another quota: ${what}`, () =>
      refused(
        () => verify(quota, { ...quotaRequirements, quota: { ...QUOTA, ...other } }),
        RequirementNotMetError,
        "quotaPolicy",
      ))
  }

  it("refuses a membership proof where a quota is asked for, and the other way round", async () => {
    await refused(
      () => verify(membership as unknown as QuotaProof, quotaRequirements),
      RequirementNotMetError,
      "circuit",
    )
    await refused(() => verify(quota as unknown as MembershipProof, requirements), RequirementNotMetError, "circuit")
  })

  it("refuses another roll's root, an empty roll's, and an unknown ledger's", async () => {
    const other = Roll.of([{ commitment: ana.commitment, class: "full", admitted: 0 }])
    await refused(() => verify(membership, { ...requirements, roll: other }), UnknownRootError, "roll")
    await refused(() => verify(membership, { ...requirements, roll: Roll.of([]) }), UnknownRootError)
    const zero = altered(membership, (copy) => (copy.signals["root"] = "0"))
    await refused(() => verify(zero, { ...requirements, roll: Roll.of([]) }), UnknownRootError, "root 0")
    const { Ledger } = await import("../../../sdk/index.ts")
    await refused(() => verify(quota, { ...quotaRequirements, ledger: Ledger.of([5n]) }), UnknownRootError, "ledger")
  })

  it("accepts a superseded root within its window and refuses it after", async () => {
    let now = 1_000_000
    const entries = roll.members.map((member) => ({ ...member }))
    const changing = Roll.of(entries, { rootWindow: 60, now: () => now })
    const newcomer = { commitment: memberNumber(60).commitment, class: "full", admitted: 0 }
    changing.admit(newcomer)
    now += 59_999
    await verify(membership, { ...requirements, roll: changing })
    now += 1
    await refused(() => verify(membership, { ...requirements, roll: changing }), UnknownRootError)
  })

  it("refuses a removed member's proof at once", async () => {
    const changing = Roll.of(roll.members)
    changing.remove(ana.commitment)
    await refused(() => verify(membership, { ...requirements, roll: changing }), UnknownRootError)
  })

  it("refuses every signal that was changed", async () => {
    for (const proof of [membership, quota]) {
      for (const name of Object.keys(proof.signals)) {
        const wrong = altered(proof, (copy) => (copy.signals[name] = String(BigInt(copy.signals[name] as string) + 1n)))
        let error: unknown
        try {
          await (wrong.circuit === "membership" ? verify(wrong, requirements) : verify(wrong, quotaRequirements))
        } catch (thrown) {
          error = thrown
        }
        const expected =
          name === "nullifier"
            ? InvalidProofError
            : name.toLowerCase().endsWith("root")
              ? UnknownRootError
              : RequirementNotMetError
        expect(error, `${proof.circuit}: ${name}`).to.be.instanceOf(expected)
      }
    }
  })

  it("refuses a message that was changed where the verifier asks for none", () =>
    refused(
      () =>
        verify(
          altered(membership, (copy) => (copy.signals["message"] = "8")),
          { scope: SCOPE, roll, policy: POLICY },
        ),
      InvalidProofError,
    ))

  for (const [what, change] of [
    [
      "a signal + r",
      (copy: MembershipProof) =>
        (copy.signals["nullifier"] = String(BigInt(copy.signals["nullifier"] as string) + FIELD_ORDER)),
    ],
    [
      "a signal in hex",
      (copy: MembershipProof) =>
        (copy.signals["nullifier"] = `0x${BigInt(copy.signals["nullifier"] as string).toString(16)}`),
    ],
    ["a zero-padded signal", (copy: MembershipProof) => (copy.signals["nullifier"] = `0${copy.signals["nullifier"]}`)],
    ["a signal as a number", (copy: MembershipProof) => ((copy.signals as Record<string, unknown>)["message"] = 7)],
    ["a negative signal", (copy: MembershipProof) => (copy.signals["message"] = "-7")],
    ["a missing signal", (copy: MembershipProof) => delete copy.signals["scope"]],
    [
      "a signal inherited from a prototype",
      (copy: MembershipProof) => (copy.signals = Object.create(copy.signals) as typeof copy.signals),
    ],
    ["an extra signal", (copy: MembershipProof) => (copy.signals["extra"] = "1")],
    [
      "a coordinate + q",
      (copy: MembershipProof) => (copy.proof.a[0] = String(BigInt(copy.proof.a[0]) + BASE_FIELD_ORDER)),
    ],
    ["a point of three coordinates", (copy: MembershipProof) => copy.proof.a.push("1")],
    ["a missing point", (copy: MembershipProof) => delete (copy.proof as Partial<Proof["proof"]>).b],
    ["another version", (copy: MembershipProof) => ((copy as { version: number }).version = 2)],
    ["an unknown circuit", (copy: MembershipProof) => ((copy as { circuit: string }).circuit = "toString")],
    ["other keys", (copy: MembershipProof) => (copy.keys = "ceremony")],
  ] as const) {
    it(`refuses ${what} as malformed`, () =>
      refused(
        () => verify(altered(membership, change as (copy: MembershipProof) => void), requirements),
        MalformedProofError,
      ))
  }

  for (const wrong of [null, undefined, 5, "proof", [], {}]) {
    it(`refuses ${JSON.stringify(wrong)} as malformed`, () =>
      refused(() => verify(wrong as MembershipProof, requirements), MalformedProofError))
  }

  for (const [what, change] of [
    ["points exchanged", (copy: MembershipProof) => ([copy.proof.a, copy.proof.c] = [copy.proof.c, copy.proof.a])],
    ["a point off the curve", (copy: MembershipProof) => (copy.proof.a[1] = String(BigInt(copy.proof.a[1]) ^ 1n))],
    ["a point b off the curve", (copy: MembershipProof) => (copy.proof.b[0][0] = "1")],
    [
      "all points zero",
      (copy: MembershipProof) =>
        (copy.proof = {
          a: ["0", "0"],
          b: [
            ["0", "0"],
            ["0", "0"],
          ],
          c: ["0", "0"],
        }),
    ],
  ] as const) {
    it(`refuses ${what} as invalid`, () =>
      refused(
        () => verify(altered(membership, change as (copy: MembershipProof) => void), requirements),
        InvalidProofError,
      ))
  }

  it("refuses a point b on the curve but outside the subgroup, which snarkjs takes for well-formed", async () => {
    // Through the package's own keeper of the curve's threads: threads started by hand would be ours to end.
    await withCurve(async ({ G2, r }) => {
      const point = G2.fromObject([...OUTSIDE_SUBGROUP, ["1", "0"]].map((pair) => pair.map(BigInt)))
      expect(G2.isValid(point)).to.equal(true)
      expect(G2.isZero(G2.timesScalar(point, r))).to.equal(false)
    })
    expect(
      await holds(
        "membership",
        { ...membership.proof, b: OUTSIDE_SUBGROUP },
        Object.values(membership.signals).map(BigInt),
      ),
    ).to.equal(false)
  })

  it("refuses another member's proof under this nullifier", async () => {
    const others = await proveMembership(memberNumber(2), roll, { scope: SCOPE, policy: POLICY, message: 7 })
    await refused(
      () =>
        verify(
          altered(others, (copy) => (copy.signals["nullifier"] = membership.signals["nullifier"] as string)),
          requirements,
        ),
      InvalidProofError,
    )
  })

  it("uses a nullifier up once, also when the same proof arrives many times at once", async () => {
    const nullifiers = new MemoryNullifiers()
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, () => verify(membership, { ...requirements, nullifiers })),
    )
    expect(results.filter(({ status }) => status === "fulfilled").length).to.equal(1)
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).to.be.instanceOf(ScopeUsedError)
  })

  it("uses nothing up for a proof that fails", async () => {
    const nullifiers = new MemoryNullifiers()
    const wrong = altered(membership, (copy) => ([copy.proof.a, copy.proof.c] = [copy.proof.c, copy.proof.a]))
    await refused(() => verify(wrong, { ...requirements, nullifiers }), InvalidProofError)
    await verify(membership, { ...requirements, nullifiers })
  })

  it("refuses a negated copy of a used proof: proofs are malleable, nullifiers are not", async () => {
    const nullifiers = new MemoryNullifiers()
    await verify(membership, { ...requirements, nullifiers })
    const negate = (y: string) => String(BASE_FIELD_ORDER - BigInt(y))
    const twin = altered(membership, ({ proof }) => {
      proof.a[1] = negate(proof.a[1])
      proof.b[1] = [negate(proof.b[1][0]), negate(proof.b[1][1])]
    })
    // (-A)·(-B) = A·B: a valid proof of other bytes.
    await verify(twin, requirements)
    await refused(() => verify(twin, { ...requirements, nullifiers }), ScopeUsedError)
  })
})
