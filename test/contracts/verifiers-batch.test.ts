import { bn254 } from "@noble/curves/bn254.js"
import { expect } from "chai"
import { FIELD_ORDER } from "../../sdk/crypto/field.ts"
import { badProofs } from "./bad-proofs.ts"
import { deployed, simulatedChain, type Callable, type Chain } from "./chain.ts"
import { prove, type Proved, type SolidityProof } from "./prover.ts"
import { RollModel } from "./roll-model.ts"
import { membershipInput, person } from "./witness.ts"

const { G1, G2 } = bn254
const COEFFICIENT_BITS = 128n

type Verifier = Callable<"verify" | "verifyBatch" | "coefficients">

describe("Groth16 verifiers, many proofs at once", () => {
  let chain: Chain
  let verifier: Verifier
  /** Proofs of three statements. */
  let proved: Proved[]

  before(async () => {
    chain = await simulatedChain()
    verifier = await deployed(chain, "BatchHarness")
    const member = person(1234567n, 2, 20_000)
    const roll = new RollModel()
    roll.places.push(person(11n, 1, 19_000), member, person(22n, 3, 18_000))
    const policy = 0xffffn | (20_500n << 16n) | (1n << 36n)
    proved = []
    for (const message of [7n, 8n, 9n])
      proved.push(await prove("membership", membershipInput(member, roll, { scope: 424242n, message, policy })))
  })

  /** So many, of the three in turn. */
  function batch(size: number): Proved[] {
    return Array.from({ length: size }, (_, place) => proved[place % proved.length]!)
  }

  async function verdict(given: readonly Proved[]): Promise<unknown> {
    return verifier.verifyBatch(
      given.map(({ proof }) => proof),
      given.map(({ signals }) => signals),
    )
  }

  async function coefficientsOf(given: readonly Proved[]): Promise<bigint[]> {
    const shown = await verifier.coefficients(
      given.map(({ proof }) => proof),
      given.map(({ signals }) => signals),
    )
    return [...(shown as bigint[])]
  }

  for (const size of [1, 2, 3, 16]) {
    it(`accepts ${size} valid ${size === 1 ? "proof" : "proofs"}`, async () => {
      expect(await verdict(batch(size))).to.equal(true)
    })
  }

  it("refuses a batch of none: it proves nothing", async () => {
    expect(await verdict([])).to.equal(false)
  })

  it("refuses fewer or more lists of signals than proofs", async () => {
    const [one, two] = batch(2) as [Proved, Proved]
    for (const [proofs, signals] of [
      [[one], []],
      [[], [one]],
      [[one], [one, two]],
      [[one, two], [one]],
    ] as [Proved[], Proved[]][]) {
      const answer = await verifier.verifyBatch(
        proofs.map(({ proof }) => proof),
        signals.map((given) => given.signals),
      )
      expect(answer, `${proofs.length} proofs, ${signals.length} lists`).to.equal(false)
    }
  })

  /** What can be wrong with a proof and its signals, by name. */
  function wrongs({ proof, signals }: Proved): [what: string, wrong: Proved][] {
    const others: [string, bigint[]][] = [
      ...signals.map((value, place): [string, bigint[]] => [`signal ${place} + 1`, signals.with(place, value + 1n)]),
      ...signals.map((value, place): [string, bigint[]] => [
        `signal ${place} + r`,
        signals.with(place, value + FIELD_ORDER),
      ]),
      ["two signals exchanged", signals.with(0, signals[1]!).with(1, signals[0]!)],
      ["no signals", []],
      ["a signal too few", signals.slice(1)],
      ["a signal too many", [...signals, 0n]],
    ]
    return [
      ...badProofs(proof).map(([what, other]): [string, Proved] => [what, { proof: other, signals }]),
      ...others.map(([what, about]): [string, Proved] => [what, { proof, signals: about }]),
    ]
  }

  it("refuses a batch with one bad proof, whatever is wrong with it, wherever it stands", async () => {
    const good = batch(3)
    for (const place of good.keys()) {
      for (const [what, wrong] of wrongs(good[place]!))
        expect(await verdict(good.with(place, wrong)), `${what} in place ${place}`).to.equal(false)
    }
  })

  it("refuses a batch of one bad proof", async () => {
    for (const [what, wrong] of wrongs(proved[0]!)) expect(await verdict([wrong]), what).to.equal(false)
  })

  it("refuses the last of 16 with another's signals", async () => {
    const good = batch(16)
    expect(await verdict(good.with(15, { ...good[15]!, signals: good[1]!.signals }))).to.equal(false)
  })

  it("refuses what two proofs have exchanged, though all together is the same", async () => {
    const [one, two, three] = batch(3) as [Proved, Proved, Proved]
    for (const part of ["a", "b", "c"] as const) {
      const [first, second] = [
        { ...one.proof, [part]: two.proof[part] },
        { ...two.proof, [part]: one.proof[part] },
      ] as [SolidityProof, SolidityProof]
      expect(
        await verdict([{ ...one, proof: first }, { ...two, proof: second }, three]),
        `${part} of two proofs`,
      ).to.equal(false)
    }
    expect(await verdict([{ ...one, signals: two.signals }, { ...two, signals: one.signals }, three])).to.equal(false)
  })

  it("refuses two signals of two proofs whose sum is right", async () => {
    const [one, two] = batch(2) as [Proved, Proved]
    for (const place of one.signals.keys()) {
      const shifted = ({ proof, signals }: Proved, by: bigint): Proved => ({
        proof,
        signals: signals.with(place, (signals[place]! + by + FIELD_ORDER) % FIELD_ORDER),
      })
      expect(await verdict([shifted(one, 5n), shifted(two, -5n)]), `signal ${place}`).to.equal(false)
      // Nor do those cancel out that stand behind the first, whose coefficient is one.
      expect(await verdict([one, shifted(one, 5n), shifted(two, -5n)]), `signal ${place}`).to.equal(false)
    }
  })

  describe("gives coefficients that", () => {
    it("are one for the first, and different numbers of 128 bits for the others", async () => {
      const [first, ...others] = await coefficientsOf(batch(16))
      expect(first).to.equal(1n)
      expect(new Set(others).size).to.equal(15)
      for (const coefficient of others) expect(coefficient >> COEFFICIENT_BITS).to.equal(0n)
      // Fifteen numbers below 2^127 would come once in 32,768 times.
      expect(others.some((coefficient) => coefficient >> (COEFFICIENT_BITS - 1n) === 1n)).to.equal(true)
    })

    it("are others for the last proof when any number of any proof is another", async () => {
      const good = batch(3)
      const [, before, last] = await coefficientsOf(good)
      for (const place of good.keys()) {
        const { proof, signals } = good[place]!
        const words = [...proof.a, ...proof.b.flat(), ...proof.c, ...signals]
        for (const [word, value] of words.entries()) {
          const changed = words.with(word, value ^ 1n)
          const [ax, ay, bx, bi, by, bj, cx, cy, ...about] = changed as [
            bigint,
            bigint,
            bigint,
            bigint,
            bigint,
            bigint,
            bigint,
            bigint,
            ...bigint[],
          ]
          const other: Proved = {
            proof: {
              a: [ax, ay],
              b: [
                [bx, bi],
                [by, bj],
              ],
              c: [cx, cy],
            },
            signals: about,
          }
          const [, second, third] = await coefficientsOf(good.with(place, other))
          expect(second, `word ${word} of proof ${place}`).not.to.equal(before)
          expect(third, `word ${word} of proof ${place}`).not.to.equal(last)
        }
      }
    })

    it("are others when proofs stand in another order, and with another verifier", async () => {
      const [one, two, three] = batch(3) as [Proved, Proved, Proved]
      const [, second, third] = await coefficientsOf([one, two, three])
      expect(await coefficientsOf([one, three, two])).not.to.include.members([second])
      const elsewhere: Verifier = await deployed(chain, "BatchHarness")
      const [, there] = [
        ...((await elsewhere.coefficients(
          [one, two, three].map(({ proof }) => proof),
          [one, two, three].map(({ signals }) => signals),
        )) as bigint[]),
      ]
      expect(there).not.to.equal(second)
      expect(third).not.to.equal(second)
    })

    // Errors chosen to cancel each other out under the coefficients that the batch had before them: they have others then.
    describe("cannot be worked around:", () => {
      let one: Proved
      let two: Proved
      let weight: bigint

      before(async () => {
        ;[one, two] = batch(2) as [Proved, Proved]
        weight = (await coefficientsOf([one, two]))[1]!
      })

      it("by signals", async () => {
        for (const place of one.signals.keys()) {
          const first = one.signals.with(place, (one.signals[place]! + weight) % FIELD_ORDER)
          const second = two.signals.with(place, (two.signals[place]! + FIELD_ORDER - 1n) % FIELD_ORDER)
          expect(
            await verdict([
              { ...one, signals: first },
              { ...two, signals: second },
            ]),
          ).to.equal(false)
        }
      })

      const affine = (point: InstanceType<typeof G1.Point>): [bigint, bigint] => [
        point.toAffine().x,
        point.toAffine().y,
      ]
      const point = ([x, y]: [bigint, bigint]) => G1.Point.fromAffine({ x, y })

      it("by points c", async () => {
        const first = affine(point(one.proof.c).add(G1.Point.BASE.multiply(weight)))
        const second = affine(point(two.proof.c).subtract(G1.Point.BASE))
        expect(
          await verdict([
            { ...one, proof: { ...one.proof, c: first } },
            { ...two, proof: { ...two.proof, c: second } },
          ]),
        ).to.equal(false)
      })

      it("by points a of proofs with one b", async () => {
        const own = (await coefficientsOf([one, one]))[1]!
        const first = affine(point(one.proof.a).add(G1.Point.BASE.multiply(own)))
        const second = affine(point(one.proof.a).subtract(G1.Point.BASE))
        expect(
          await verdict([
            { ...one, proof: { ...one.proof, a: first } },
            { ...one, proof: { ...one.proof, a: second } },
          ]),
        ).to.equal(false)
      })

      it("by points b of proofs with one a", async () => {
        const own = (await coefficientsOf([one, one]))[1]!
        const [[xi, xr], [yi, yr]] = one.proof.b
        const b = G2.Point.fromAffine({ x: { c0: xr, c1: xi }, y: { c0: yr, c1: yi } })
        const moved = (by: InstanceType<typeof G2.Point>): Proved => {
          const { x, y } = b.add(by).toAffine()
          return {
            ...one,
            proof: {
              ...one.proof,
              b: [
                [x.c1, x.c0],
                [y.c1, y.c0],
              ],
            },
          }
        }
        expect(await verdict([moved(G2.Point.BASE.multiply(own)), moved(G2.Point.BASE.negate())])).to.equal(false)
      })
    })
  })
})
