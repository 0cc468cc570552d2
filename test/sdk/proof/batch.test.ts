import { expect } from "chai"
import type { Curve } from "snarkjs"
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts"
import { hours, proveMembership, proveQuota, Scope, type Policy, type Proof, type Quota } from "../../../sdk/index.ts"
import { invalidProofs, type ClaimedProof } from "../../../sdk/proof/batch/invalid-proofs.ts"
import { proofPoints } from "../../../sdk/proof/batch/points.ts"
import { withCurve } from "../../../sdk/proof/curve-threads.ts"
import { VERIFICATION_KEYS } from "../../../sdk/proof/generated/release.ts"
import { holds, type Groth16Proof } from "../../../sdk/proof/groth16.ts"
import { memberNumber, smallCommune, smallLedger } from "../commune.ts"
import { BASE_FIELD_ORDER, COFACTOR, coordinates, inverse, OUTSIDE_SUBGROUP, pointB, twin } from "./batch-proofs.ts"

const SCOPE = Scope.offChain("https://tools.example", "van")
const POLICY: Policy = { classes: ["full"] }
const QUOTA: Quota = { kinds: [0], from: "2026-01-01", to: "2026-01-31", atLeast: hours(5) }

let membership: ClaimedProof
let quota: ClaimedProof
/** Proofs that hold, of two circuits in turn. */
let good: ClaimedProof[]

before(async () => {
  const { members, roll } = smallCommune()
  const { sheets, ledger } = smallLedger(members)
  const ana = memberNumber(1)
  const openings = sheets.flatMap((sheet) => sheet.openingsFor(ana.commitment))
  const options = { scope: SCOPE, policy: POLICY }
  membership = claimOf(await proveMembership(ana, roll, options))
  quota = claimOf(await proveQuota(ana, roll, ledger, { ...options, quota: QUOTA, openings }))
  good = await withCurve(async (curve) =>
    Array.from({ length: 40 }, (_, index) => twin(curve, index % 2 === 0 ? membership : quota, BigInt(index + 2))),
  )
})

function modR(value: bigint): bigint {
  return ((value % FIELD_ORDER) + FIELD_ORDER) % FIELD_ORDER
}

function claimOf({ circuit, proof, signals }: Proof): ClaimedProof {
  return { circuit, proof, signals: Object.values(signals).map(BigInt) }
}

/** What checking each proof by itself says. */
async function oneByOne(claims: readonly ClaimedProof[]): Promise<number[]> {
  const invalid: number[] = []
  for (const [index, { circuit, proof, signals }] of claims.entries())
    if (!(await holds(circuit, proof, signals))) invalid.push(index)
  return invalid
}

const plusQ = (coordinate: string): string => String(BigInt(coordinate) + BASE_FIELD_ORDER)
const negative = (coordinate: string): string => String(BASE_FIELD_ORDER - BigInt(coordinate))
const ZERO: [string, string] = ["0", "0"]

/** A change of a proof's points; it gets a copy and says what to change. */
type Points = (proof: Groth16Proof) => Partial<Groth16Proof>

const POINTS: Record<string, Points> = {
  "a and c exchanged": ({ a, c }) => ({ a: c, c: a }),
  "a negated": ({ a }) => ({ a: [a[0], negative(a[1])] }),
  "b negated": ({ b }) => ({ b: [b[0], [negative(b[1][0]), negative(b[1][1])]] }),
  "c negated": ({ c }) => ({ c: [c[0], negative(c[1])] }),
  "a and b negated, which is another proof that holds": ({ a, b }) => ({
    a: [a[0], negative(a[1])],
    b: [b[0], [negative(b[1][0]), negative(b[1][1])]],
  }),
  "a's coordinates exchanged": ({ a }) => ({ a: [a[1], a[0]] }),
  "b's coordinates exchanged": ({ b }) => ({ b: [b[1], b[0]] }),
  "b's real and imaginary parts exchanged": ({ b }) => ({
    b: [
      [b[0][1], b[0][0]],
      [b[1][1], b[1][0]],
    ],
  }),
  "a off the curve": ({ a }) => ({ a: [a[0], String(BigInt(a[1]) ^ 1n)] }),
  "b off the curve": ({ b }) => ({ b: [["1", "0"], b[1]] }),
  "c off the curve": ({ c }) => ({ c: ["1", c[1]] }),
  "b on the curve, outside the subgroup": () => ({ b: OUTSIDE_SUBGROUP }),
  "a at infinity": () => ({ a: ZERO }),
  "b at infinity": () => ({ b: [ZERO, ZERO] }),
  "c at infinity": () => ({ c: ZERO }),
  "all points at infinity": () => ({ a: ZERO, b: [ZERO, ZERO], c: ZERO }),
  "a + q": ({ a }) => ({ a: [plusQ(a[0]), a[1]] }),
  "b + q": ({ b }) => ({ b: [b[0], [b[1][0], plusQ(b[1][1])]] }),
  "c + q": ({ c }) => ({ c: [c[0], plusQ(c[1])] }),
  "a coordinate of 0 as q": () => ({ a: [String(BASE_FIELD_ORDER), "0"] }),
  "a coordinate in hex": ({ a }) => ({ a: [`0x${BigInt(a[0]).toString(16)}`, a[1]] }),
  "a zero-padded coordinate": ({ a }) => ({ a: [`0${a[0]}`, a[1]] }),
  "an empty coordinate": ({ a }) => ({ a: ["", a[1]] }),
  "another's a": () => ({ a: quota.proof.a }),
  "another's c": () => ({ c: quota.proof.c }),
}

const SIGNALS: Record<string, (signals: bigint[]) => bigint[]> = {
  "a signal + 1": ([first, ...others]) => [(first as bigint) + 1n, ...others],
  "a signal + r": ([first, ...others]) => [(first as bigint) + FIELD_ORDER, ...others],
  "a signal - r": ([first, ...others]) => [(first as bigint) - FIELD_ORDER, ...others],
  "two signals exchanged": ([first, second, ...others]) => [second as bigint, first as bigint, ...others],
  "all signals zero": (signals) => signals.map(() => 0n),
}

describe("a batch of proofs", () => {
  it("holds if all proofs do, of one circuit or several, also if there is one or none", async () => {
    expect(await oneByOne(good.slice(0, 4))).to.deep.equal([])
    expect(await invalidProofs(good)).to.deep.equal([])
    expect(await invalidProofs([membership])).to.deep.equal([])
    expect(await invalidProofs([])).to.deep.equal([])
  })

  it("takes the same proof many times", async () => {
    expect(await invalidProofs(Array<ClaimedProof>(9).fill(quota))).to.deep.equal([])
  })

  it("names the same proofs as checking each by itself, whatever is wrong with them", async () => {
    const broken = [
      ...Object.values(POINTS).map((change) => ({
        ...membership,
        proof: { ...membership.proof, ...change(structuredClone(membership.proof)) },
      })),
      ...Object.values(SIGNALS).map((change) => ({ ...quota, signals: change([...quota.signals]) })),
      { ...membership, signals: [...membership.signals], circuit: "membership" as const },
    ]
    const names = [...Object.keys(POINTS), ...Object.keys(SIGNALS), "nothing"]
    // Among good ones, which must not be named with them.
    const batch = broken.flatMap((claim, index) => [claim, good[index] as ClaimedProof])
    const expected = await oneByOne(batch)
    const name = (index: number): string => (index % 2 === 0 ? (names[index / 2] as string) : `good ${index}`)
    expect((await invalidProofs(batch)).map(name)).to.deep.equal(expected.map(name))
    expect(expected.length).to.equal(broken.length - 2)
  })

  it("names each of them when it is alone", async () => {
    for (const [name, change] of Object.entries(POINTS)) {
      const claim = { ...membership, proof: { ...membership.proof, ...change(structuredClone(membership.proof)) } }
      const expected = await oneByOne([claim])
      expect(await invalidProofs([claim]), name).to.deep.equal(expected)
    }
  })

  it("lets no point off its curve, and no b at infinity, come to the sums and pairings", () =>
    withCurve(async (curve) => {
      const { proof } = membership
      expect(proofPoints(curve, proof)).to.not.equal(undefined)
      for (const name of ["a off the curve", "b off the curve", "c off the curve", "b at infinity"])
        expect(proofPoints(curve, { ...proof, ...POINTS[name]!(proof) }), name).to.equal(undefined)
    }))

  it("names every proof when none holds", async () => {
    const all = good.slice(0, 12).map((claim) => ({ ...claim, signals: claim.signals.map((signal) => signal ^ 1n) }))
    expect(await invalidProofs(all)).to.deep.equal([...all.keys()])
  })

  it("names a proof that is of another circuit than it says, or has too few or too many signals", async () => {
    const { signals } = membership
    const wrong = [
      { ...quota, circuit: "membership" as const },
      { ...quota, circuit: "membership" as const, signals },
      { ...membership, signals: signals.slice(0, -1) },
      { ...membership, signals: [...signals, 0n] },
    ]
    expect(await invalidProofs([membership, ...wrong, quota])).to.deep.equal([1, 2, 3, 4])
    expect(await oneByOne([membership, ...wrong, quota])).to.deep.equal([1, 2, 3, 4])
  })

  it("names both of two bad proofs whose errors cancel when both are weighted alike", async () => {
    const pair = await withCurve(async (curve) => {
      const { G1 } = curve
      const [left, right] = [good[0], good[2]].map((claim) => structuredClone(claim as ClaimedProof))
      const c = G1.toJacobian(G1.fromObject(membership.proof.c.map(BigInt)))
      const shift = G1.timesScalar(G1.fromObject([1n, 2n]), 77n)
      left!.proof.c = coordinates(G1, G1.add(c, shift)) as [string, string]
      right!.proof.c = coordinates(G1, G1.sub(c, shift)) as [string, string]
      return [left!, right!] as const
    })
    expect(await oneByOne(pair)).to.deep.equal([0, 1])
    // Several times, and at distances that small coefficients would make cancel too.
    for (let round = 0; round < 4; round++)
      expect(await invalidProofs([good[4]!, pair[0], good[6]!, pair[1], good[8]!])).to.deep.equal([1, 3])
  })

  it("weights with 128 bits of the platform's CSPRNG for each proof of each batch", async () => {
    const drawn: string[] = []
    const original = crypto.getRandomValues.bind(crypto)
    crypto.getRandomValues = <Bytes extends ArrayBufferView | null>(bytes: Bytes): Bytes => {
      const filled = original(bytes as never) as Bytes
      if (filled instanceof Uint8Array) drawn.push(Buffer.from(filled).toString("hex"))
      return filled
    }
    try {
      await invalidProofs(good.slice(0, 3))
      await invalidProofs(good.slice(0, 3))
    } finally {
      crypto.getRandomValues = original
    }
    expect(drawn.map((hex) => hex.length)).to.deep.equal(Array<number>(6).fill(32))
    expect(new Set(drawn).size).to.equal(6)
  })

  it("keeps points outside the subgroup from the pairing", async () => {
    const shifted = await withCurve(async (curve) => {
      const { G2 } = curve
      const ofSmallOrder = G2.timesScalar(
        G2.fromObject(OUTSIDE_SUBGROUP.map((pair) => pair.map(BigInt))),
        (FIELD_ORDER * COFACTOR) / 10_069n,
      )
      const b = G2.add(G2.toJacobian(pointB(curve, membership.proof)), ofSmallOrder)
      return { ...membership, proof: { ...membership.proof, b: coordinates(G2, b) as Groth16Proof["b"] } }
    })
    expect(await oneByOne([shifted])).to.deep.equal([0])
    const steps: number[] = []
    const batch = [good[0]!, good[2]!, shifted, good[4]!]
    expect(await invalidProofs(batch, ({ done }) => steps.push(done))).to.deep.equal([2])
    // Done with at once, before the others are paired.
    expect(steps).to.deep.equal([0.25, 1])
  })

  it("tells its progress, of all circuits together", async () => {
    const steps: number[] = []
    await invalidProofs(good, ({ stage, done }) => {
      expect(stage).to.equal("verifying")
      steps.push(done)
    })
    expect(steps.length).to.be.greaterThan(4)
    expect(steps).to.deep.equal(steps.toSorted((left, right) => left - right))
    expect(steps.at(-1)).to.equal(1)
  })

  describe("under a key whose secrets are known", () => {
    const released = { ...VERIFICATION_KEYS.membership }
    const secrets = { alpha: 11n, beta: 12n, gamma: 13n, delta: 14n, signals: [21n, 22n, 23n, 24n, 25n, 26n] }
    const inverseOfDelta = inverse(secrets.delta)
    const signals = [1n, 2n, 3n, 4n, 5n]
    /** With which the combination of the key's points is at infinity. */
    const cancelling = [modR(-(21n + 23n * 2n + 24n * 3n + 25n * 4n + 26n * 5n) * inverse(22n)), ...signals.slice(1)]

    before(() => withCurve(async (curve) => void Object.assign(VERIFICATION_KEYS.membership, keyOf(curve))))
    after(() => void Object.assign(VERIFICATION_KEYS.membership, released))

    const first = (curve: Curve, factor: bigint): string[] =>
      factor === 0n
        ? ZERO
        : (coordinates(curve.G1, curve.G1.timesScalar(curve.G1.fromObject([1n, 2n]), factor)) as string[])
    const second = (curve: Curve, factor: bigint): string[][] =>
      factor === 0n
        ? [ZERO, ZERO]
        : (coordinates(curve.G2, curve.G2.timesScalar(pointB(curve, quota.proof), factor)) as string[][])

    function keyOf(curve: Curve): object {
      return {
        vk_alpha_1: [...first(curve, secrets.alpha), "1"],
        vk_beta_2: [...second(curve, secrets.beta), ["1", "0"]],
        vk_gamma_2: [...second(curve, secrets.gamma), ["1", "0"]],
        vk_delta_2: [...second(curve, secrets.delta), ["1", "0"]],
        IC: secrets.signals.map((factor) => [...first(curve, factor), "1"]),
      }
    }

    /** a b must be alpha beta + x gamma + c delta, in multiples of generators. */
    function constant(ofSignals: readonly bigint[]): bigint {
      const x = [1n, ...ofSignals].reduce((sum, signal, index) => sum + signal * secrets.signals[index]!, 0n)
      return modR(secrets.alpha * secrets.beta + x * secrets.gamma)
    }

    function forged(curve: Curve, a: bigint, b: bigint, ofSignals: bigint[] = signals): ClaimedProof {
      const c = modR((a * b - constant(ofSignals)) * inverseOfDelta)
      const proof = { a: first(curve, a), b: second(curve, b), c: first(curve, c) } as unknown as Groth16Proof
      return { circuit: "membership", proof, signals: ofSignals }
    }

    it("takes and refuses points at infinity as the single verifier does", async () => {
      const batch = await withCurve(async (curve) => [
        forged(curve, 7n, 8n),
        forged(curve, 0n, 8n),
        forged(curve, 7n, 0n),
        forged(curve, 0n, 0n),
        forged(curve, 7n, modR(constant(signals) * inverse(7n))),
        forged(curve, 7n, 8n, cancelling),
        forged(curve, 0n, 8n, cancelling),
        forged(curve, 9n, 10n),
      ])
      expect(batch[4]!.proof.c).to.deep.equal(ZERO)
      const expected = await oneByOne(batch)
      expect(expected).to.deep.equal([2, 3])
      expect(await invalidProofs(batch)).to.deep.equal(expected)
      for (const [index, claim] of batch.entries())
        expect((await invalidProofs([claim])).length > 0, `number ${index}`).to.equal(expected.includes(index))
    })
  })
})
