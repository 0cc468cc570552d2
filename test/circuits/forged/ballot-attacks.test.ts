import { expect } from "chai"
import { cases } from "../../../scripts/assure/thoroughness.ts"
import { seeded } from "../../../scripts/vectors/seeded.ts"
import { encrypted } from "../ballot-model.ts"
import { mainOf } from "../circuits.ts"
import { FULL_ORDER, IDENTITY, isOnCurve, opposite, ORDER, ORDER_2, plus, times, type Point } from "../curve.ts"
import { WitnessRefusedError } from "../harness/calculator.ts"
import { ProvedCircuit } from "../harness/proved-circuit.ts"
import { R } from "../model.ts"
import { HONEST } from "./honest.ts"

const random = seeded("ballot-attacks", R)

/*
 * The attacks of the protocol's list that aim at ciphertexts, on the constraints that are proved, of both instances.
 */
for (const name of (["ballot-4", "ballot-12"] as const).slice(0, cases(1, 2))) {
  describe(`attacks on the ciphertexts of ${name}`, () => {
    const honest = HONEST[name]
    const shown = honest["ciphertexts"] as bigint[][]
    let circuit: ProvedCircuit
    before(async () => {
      circuit = await ProvedCircuit.load(mainOf(name))
    })

    const refuses = async (what: string, ciphertexts: readonly (readonly bigint[])[]): Promise<void> => {
      const inputs = { ...honest, ciphertexts }
      const answer = await circuit.calculate(inputs).catch((error: unknown) => error)
      expect(answer, what).to.be.instanceOf(WitnessRefusedError)
      expect(circuit.proves(await circuit.calculateUnchecked(inputs)), what).to.equal(false)
    }
    /** With other points in the last ciphertext. */
    const withPoints = (first: Point, second: Point): bigint[][] => shown.with(-1, [...first, ...second])
    const [x1, y1, x2, y2] = shown.at(-1) as [bigint, bigint, bigint, bigint]
    const [first, second]: Point[] = [
      [x1, y1],
      [x2, y2],
    ]

    it("points off the curve", async () => {
      for (const off of [
        [x1, y1 + 1n],
        [0n, 0n],
        [y1, x1],
      ] as Point[]) {
        expect(isOnCurve(off)).to.equal(false)
        await refuses(off.join(), withPoints(off, second!))
        await refuses(off.join(), withPoints(first!, off))
      }
    })

    it("points of small order, or outside the subgroup", async () => {
      for (const turn of [ORDER_2, FULL_ORDER, IDENTITY]) {
        await refuses(turn.join(), withPoints(turn, second!))
        await refuses(turn.join(), withPoints(first!, turn))
      }
      await refuses("turned by a half", withPoints(plus(first!, ORDER_2), plus(second!, ORDER_2)))
      await refuses("opposite", withPoints(opposite(first!), opposite(second!)))
    })

    it("another voter's ciphertext, as it is or made to look different", async () => {
      const key = honest["key"] as Point
      const theirs = encrypted(1n, random() % ORDER, key)
      await refuses("copied", shown.with(-1, theirs))
      const fresh = random() % ORDER
      const [a, b]: Point[] = [
        [theirs[0]!, theirs[1]!],
        [theirs[2]!, theirs[3]!],
      ]
      await refuses("with randomness on top", withPoints(plus(a!, times(fresh)), plus(b!, times(fresh, key))))
      // The own one with a vote of somebody else's wish on top.
      await refuses("one more vote", withPoints(first!, plus(second!, times(1n))))
    })

    it("a sequence, a rule or a key that the ciphertexts were not made for", async () => {
      const rule = honest["ballotRule"] as bigint
      for (const changed of [
        { ...honest, ballotRule: rule ^ (1n << 12n) },
        { ...honest, ballotRule: rule + 2n ** 67n },
        { ...honest, key: times(5n) },
      ]) {
        const answer = await circuit.calculate(changed).catch((error: unknown) => error)
        expect(answer).to.be.instanceOf(WitnessRefusedError)
        expect(circuit.proves(await circuit.calculateUnchecked(changed))).to.equal(false)
      }
      // A newer sequence needs a proof of its own: the signal is under a constraint.
      const witness = await circuit.calculate(honest)
      expect(circuit.publics(witness)[7]).to.equal(honest["sequence"])
      expect(circuit.proves(witness.with(8, 8n))).to.equal(false)
    })

    it("scores without a range: below 0, beyond the maximum, such that the total stays or wraps", async () => {
      const score = honest["score"] as bigint[]
      for (const scores of [
        score.with(0, -1n),
        score.with(0, 6n),
        score.with(0, -1n).with(1, score[0]! + score[1]! + 1n),
        score.with(0, R / 2n),
        score.with(3, 1n),
      ]) {
        const inputs = { ...honest, score: scores }
        const answer = await circuit.calculate(inputs).catch((error: unknown) => error)
        expect(answer, scores.join()).to.be.instanceOf(WitnessRefusedError)
        expect(circuit.proves(await circuit.calculateUnchecked(inputs)), scores.join()).to.equal(false)
      }
    })
  })
}
