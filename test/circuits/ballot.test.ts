import { expect } from "chai"
import { seeded } from "../../scripts/vectors/seeded.ts"
import { loadVectors } from "../vectors/load.ts"
import { ballotInputs, ballotPublics, ciphertextsOf, keepsTo, packLanes, packRule, PER } from "./ballot-model.ts"
import type { Draft, Rule } from "./ballot-model.ts"
import { draftOf, electorate, scalar, usedLanes, voter } from "./ballot-scene.ts"
import { release } from "./circuits.ts"
import { bitsOf, GENERATOR, opposite, plus, residue, times } from "./curve.ts"
import type { Point } from "./curve.ts"
import type { Inputs } from "./harness/calculator.ts"
import type { Circuit, Overrides, Witness } from "./harness/circuit.ts"
import { defeated, forged, refused, satisfied } from "./harness/expectations.ts"
import { invert } from "../../scripts/circuits/field.ts"
import { graft } from "./harness/graft.ts"
import { leaf, membershipInputs, packPolicy, R, ROLL_LEVELS, setOf, Tree } from "./model.ts"

const random = seeded("ballot", R)
const pick = (below: number): number => Number(random() % BigInt(below))

const sumOf = (component: string): string => `linear ${component}.Num2Bits.in ${component}.Num2Bits.out`
const SCORE_BITS = sumOf("main.AssertScores.AssertBits")
const SCORE = sumOf("main.AssertScores.AssertOrdered.AssertBits")
const LEAST = sumOf("main.AssertScores.AssertOrdered#1.AssertBits")
const MOST = sumOf("main.AssertScores.AssertOrdered#2.AssertBits")
const MESSAGE = sumOf("main.Encrypt")
const CIPHERTEXTS = "linear main.ciphertexts main.encrypted"

for (const ciphertexts of [1, 3]) {
  const lanes = PER * ciphertexts
  const name = ciphertexts === 1 ? "ballot-4" : "ballot-12"
  describe(`circuit: ${name}`, () => {
    let circuit: Circuit
    before(async () => {
      circuit = await release(name)
    })

    const draft = (scores: readonly bigint[], rule: Partial<Rule> = {}, changes: Partial<Draft> = {}): Draft =>
      draftOf(ciphertexts, scores, rule, changes)
    const inputsOf = (ballot: Draft): Inputs => ballotInputs(voter, electorate, 25, ballot)
    const admits = async (ballot: Draft): Promise<Witness> => {
      expect(keepsTo(ballot.scores, ballot.rule), "the model's answer").to.equal(true)
      const witness = await satisfied(circuit, inputsOf(ballot))
      expect(circuit.publics(witness)).to.deep.equal(ballotPublics(voter, electorate, ballot))
      return witness
    }
    /** The forger shows the very ciphertexts that come out, so that they are nothing against him. */
    const showing = (witness: Witness): Overrides =>
      Object.fromEntries(
        Array.from({ length: 4 * ciphertexts }, (_, i) => `[${Math.floor(i / 4)}][${i % 4}]`).map((at) => [
          `main.ciphertexts${at}`,
          circuit.value(witness, `main.encrypted${at}`),
        ]),
      )
    const refuses = async (ballot: Draft, places: string[], template = "Num2Bits"): Promise<void> => {
      const inputs = inputsOf(ballot)
      await refused(circuit, inputs, template)
      const witness = await circuit.calculateUnchecked(inputs)
      forged(circuit, witness, showing(witness), places)
    }
    const full = (score: bigint): bigint[] => Array<bigint>(lanes).fill(score)

    const RULES: Record<string, Partial<Rule>> = {
      choice: { maxScore: 1n, minTotal: 1n, maxTotal: 1n },
      approval: { maxScore: 1n, minTotal: 1n, maxTotal: 2n },
      score: { maxScore: 5n, minTotal: 0n, maxTotal: 60n },
      points: { maxScore: 10n, minTotal: 10n, maxTotal: 10n },
      budget: { maxScore: 100n, minTotal: 1n, maxTotal: 100n },
      quadratic: { maxScore: 10n, minTotal: 1n, maxTotal: 100n, quadratic: 1n },
    }

    describe("admits", () => {
      for (const [rule, scores] of Object.entries({
        choice: [1n],
        approval: [1n, 1n],
        score: [5n, 0n, 3n],
        points: [7n, 3n],
        budget: [100n],
        quadratic: [8n, 6n],
      })) {
        it(`${rule}, and a blank ballot`, async () => {
          await admits(draft(scores, { laneWidth: 13n, ...RULES[rule] }))
          if (ciphertexts === 1 || rule === "choice") await admits(draft([], { laneWidth: 13n, ...RULES[rule] }))
        })
      }

      it("every lane of every lane width, at the largest score", async () => {
        for (const laneWidth of [10n, 13n, 20n, 40n]) {
          const used = usedLanes(ciphertexts, laneWidth)
          const scores = full(0n).map((_, lane) => ((used >> BigInt(lane)) & 1n ? 255n : 0n))
          await admits(draft(scores, { laneWidth, maxScore: 255n }))
        }
      })

      it("each lane alone, in its place of its ciphertext", async () => {
        for (let lane = 0; lane < lanes; lane++) {
          const ballot = draft(full(0n).with(lane, 3n))
          const witness = await admits(ballot)
          const message = circuit.value(witness, `main.Encrypt[${Math.floor(lane / PER)}].message`)
          expect(message).to.equal(3n << (10n * BigInt(lane % PER)))
        }
      })

      it("any sequence, scope and key", async () => {
        for (const sequence of [0n, 1n, 2n ** 64n - 1n, R - 1n]) await admits(draft([1n], {}, { sequence }))
        await admits(draft([2n], {}, { key: GENERATOR }))
        const { use } = draft([])
        await admits(draft([2n], {}, { use: { ...use, scope: R - 1n } }))
      })

      it("whatever keeps to its rule", async () => {
        for (let i = 0; i < 3; i++) {
          const laneWidth = [10n, 13n, 20n][pick(3)]!
          const used = usedLanes(ciphertexts, laneWidth)
          const maxScore = BigInt(1 + pick(255))
          const scores = full(0n).map((_, lane) => ((used >> BigInt(lane)) & 1n ? random() % (maxScore + 1n) : 0n))
          await admits(draft(scores, { laneWidth, maxScore, minTotal: 0n, quadratic: BigInt(pick(2)) }))
        }
      })
    })

    it("adds up: the sum of ballots' ciphertexts holds the sum of their lanes", async () => {
      const secret = scalar()
      const ballots = [[1n, 2n], [5n], [0n, 0n, 0n, 4n], []].map((scores) => draft(scores, {}, { key: times(secret) }))
      let sum: [Point, Point][] | undefined
      for (const ballot of ballots) {
        const shown = circuit.publics(await circuit.calculate(inputsOf(ballot))).slice(8)
        const points = Array.from({ length: ciphertexts }, (_, c): [Point, Point] => [
          [shown[4 * c]!, shown[4 * c + 1]!],
          [shown[4 * c + 2]!, shown[4 * c + 3]!],
        ])
        sum = sum ? sum.map((pair, c) => [plus(pair[0], points[c]![0]), plus(pair[1], points[c]![1])]) : points
      }
      const totals = full(0n).map((_, lane) => ballots.reduce((total, { scores }) => total + scores[lane]!, 0n))
      sum!.forEach(([first, second], c) => {
        const opened = plus(second, opposite(times(secret, first)))
        expect(opened).to.deep.equal(times(packLanes(totals.slice(PER * c, PER * (c + 1)), 10n)))
      })
    })

    it("shows the nullifier that membership shows for the same scope", async () => {
      const membership = await release("membership")
      const ballot = draft([1n])
      const inputs = membershipInputs(voter, electorate, 25, { ...ballot.use, message: 3n })
      const shown = await satisfied(membership, inputs)
      expect(circuit.value(await admits(ballot), "main.nullifier")).to.equal(membership.value(shown, "main.nullifier"))
    })

    describe("refuses", () => {
      it("a score above the maximum", async () => {
        await refuses(draft([6n]), [SCORE])
        await refuses(draft([255n], RULES["choice"]), [SCORE, MOST])
        await refuses(draft([5n, 256n], { maxScore: 255n }), [SCORE_BITS, SCORE])
        await refuses(draft([2n], RULES["choice"]), [SCORE, MOST])
      })

      it("a score of -1, which takes a vote from another option", async () => {
        // The total is in order and so is the ciphertext: the lane above lends it a bit.
        const ballot = draft([-1n, 2n], { maxScore: 2n, maxTotal: 1n })
        await refuses(ballot, [SCORE_BITS])
        expect(packLanes(ballot.scores.slice(0, PER), 10n)).to.equal(2047n)
      })

      it("scores that wrap around the field, so that total and ciphertext are in order", async () => {
        // x in one lane and -x in the next: a total of 0, and x * (2^10 - 1) in the ciphertext, which can be any number.
        const x = residue(3n * invert(1023n, R))
        const ballot = draft([], { minTotal: 0n })
        const inputs = { ...inputsOf(ballot), score: full(0n).with(0, -x).with(1, x) }
        await refused(circuit, inputs, "Num2Bits")
        const witness = await circuit.calculateUnchecked(inputs)
        forged(circuit, witness, showing(witness), [SCORE_BITS, SCORE])
        expect(circuit.value(witness, "main.Encrypt[0].message")).to.equal(3n)
      })

      it("a score in a lane where no option is", async () => {
        for (const [laneWidth, lane] of [
          [13n, 3],
          [20n, 2],
          [40n, 1],
          [40n, lanes - 1],
        ] as const) {
          const beyond = laneWidth * BigInt(lane % PER) >= 40n
          await refuses(draft(full(0n).with(lane, 1n), { laneWidth }), beyond ? [SCORE, MESSAGE] : [SCORE])
        }
      })

      it("lanes beyond the 40 bits of a ciphertext, though a careless rule permits them", async () => {
        const used = 2n ** BigInt(lanes) - 1n
        for (const [laneWidth, lane, score] of [
          [20n, 2, 1n],
          [13n, 3, 2n],
          [63n, 1, 1n],
          [63n, 3, 5n],
        ] as const) {
          await refuses(draft(full(0n).with(lane, score), { laneWidth, used }), [MESSAGE])
        }
        await refuses(draft(full(0n).with(lanes - 1, 5n), { laneWidth: 63n, used }), [MESSAGE])
      })

      it("a total below the least or above the most, and a ballot called blank that is not", async () => {
        await refuses(draft([3n, 3n], { maxTotal: 5n }), [MOST])
        await refuses(draft([3n, 1n], { minTotal: 1n, maxTotal: 9n, quadratic: 1n }), [MOST])
        const few = draft([2n, 2n], { minTotal: 5n })
        await refuses(few, [LEAST])
        const witness = await circuit.calculateUnchecked(inputsOf(few))
        const component = "main.AssertScores.AssertOrdered#1.AssertBits.Num2Bits.out"
        const bits = Object.fromEntries(bitsOf(4n, 20).map((bit, i) => [`${component}[${i}]`, bit]))
        forged(circuit, witness, { ...bits, "main.AssertScores.some": 0n }, [
          "main.AssertScores.some main.AssertScores.total",
        ])
      })

      it("what membership refuses, too", async () => {
        const honest = draft([1n])
        const { use } = honest
        const policy = "main.Member.AssertPolicy"
        await refuses({ ...honest, use: { ...use, slot: 1n } }, [sumOf(`${policy}.AssertOrdered#1.AssertBits`)])
        await refuses({ ...honest, use: { ...use, slot: -1n } }, [sumOf(`${policy}.AssertBits#1`)])
        await refuses({ ...honest, use: { ...use, policy: { ...use.policy, admittedBy: 18999n } } }, [
          sumOf(`${policy}.AssertOrdered.AssertBits`),
        ])
        const witness = await circuit.calculate(inputsOf(honest))
        forged(circuit, witness, { "main.nullifier": 7n }, ["linear main.Member.nullifier main.nullifier"])
        const strict = packPolicy({ ...use.policy, classes: setOf(2) })
        forged(circuit, witness, { "main.policy": strict, "main.Member.policy": packPolicy(use.policy) }, [
          "linear main.Member.policy main.policy",
        ])
        for (const input of ["secret", "slot", "scope", "class", "admitted"]) {
          const value = circuit.value(witness, `main.Member.${input}`)
          const forgery = circuit.forge(witness, { [`main.Member.${input}`]: value + 1n })
          expect(circuit.broken(forgery)).to.include(`linear main.Member.${input} main.${input}`)
          expect(circuit.proves(forgery)).to.equal(false)
        }
      })

      it("who is not in the roll, with its root or with one of his own", async () => {
        const stranger = { ...voter, secret: random() }
        const ballot = draft([1n])
        const outside = ballotInputs(stranger, electorate, 25, ballot)
        await defeated(circuit, outside, { template: "Parent", places: ["linear main.Member.LeanRoot.Parent.product"] })
        const own = new Tree(ROLL_LEVELS, 26, new Map([[25, leaf(stranger)]]), 5n)
        const witness = await circuit.calculate(ballotInputs(stranger, own, 25, ballot))
        forged(circuit, witness, { "main.root": electorate.root }, ["linear main.Member.root main.root"])
      })
    })

    describe("cannot be made to show", () => {
      const own = draft([3n, 0n, 1n])
      const FIRST = ["main.Encrypt[0]", "main.ciphertexts[0]"]
      let witness: Witness
      before(async () => {
        witness = await circuit.calculate(inputsOf(own))
      })
      /** Parts of an honest proof of other inputs in this one, and the ciphertexts that come out of it. */
      const mixes = async (other: Draft, parts: string[], places: string[]): Promise<void> => {
        const donor = await circuit.calculate(inputsOf(other))
        forged(circuit, witness, graft(circuit, donor, ...parts), places)
      }
      /** Other points than those that were computed. */
      const shows = (points: Overrides): void => {
        forged(circuit, witness, { ...graft(circuit, witness, "main.encrypted"), ...points }, [CIPHERTEXTS])
      }
      const sameRandomness = (scores: readonly bigint[], rule: Partial<Rule> = {}): Draft => ({
        ...draft(scores, rule),
        randomness: own.randomness,
      })

      it("another ciphertext, in any coordinate", async () => {
        for (let i = 0; i < 4 * ciphertexts; i++) {
          const at = `[${Math.floor(i / 4)}][${i % 4}]`
          const value = circuit.value(witness, `main.ciphertexts${at}`)
          for (const other of ciphertexts === 1 ? [value + 1n, R - value, 0n] : [R - value]) {
            shows({ [`main.ciphertexts${at}`]: other })
          }
        }
      })

      it("the ciphertexts of another voter, who alone knows what they are made of", async () => {
        const other = ciphertextsOf(draft([5n])).flat()
        const copied = other.map((value, i): [string, bigint] => [
          `main.ciphertexts[${Math.floor(i / 4)}][${i % 4}]`,
          value,
        ])
        shows(Object.fromEntries(copied))
        const encrypted = copied.map(([at, value]): [string, bigint] => [at.replace("ciphertexts", "encrypted"), value])
        const computed = graft(circuit, witness, ...own.randomness.map((_, c) => `main.Encrypt[${c}].ciphertext`))
        forged(circuit, witness, { ...Object.fromEntries([...copied, ...encrypted]), ...computed }, [
          "linear main.Encrypt.ciphertext main.encrypted",
        ])
      })

      it("one randomness in the first point and another in the second", async () => {
        const other = { ...own, randomness: draft([]).randomness }
        for (let c = 0; c < ciphertexts; c++) {
          const second = [2, 3].map((i) => `main.ciphertexts[${c}][${i}]`)
          await mixes(
            other,
            [`main.Encrypt[${c}].PointTimes`, `main.Encrypt[${c}].PointSum`, ...second],
            ["linear main.Encrypt.PointTimes.bits main.Encrypt.bits"],
          )
        }
        await mixes(other, FIRST, ["linear main.Encrypt.randomness main.randomness"])
      })

      it("scores that were counted and others that were encrypted", async () => {
        await mixes(sameRandomness([5n]), FIRST, ["linear main.Encrypt.message main.lifted"])
        await mixes(sameRandomness([3n, 0n, 2n]), [...FIRST, "main.lifted"], ["main.lifted main.score main.step"])
        // Or with one score for the rule and another for the ciphertext.
        const donor = await circuit.calculate(inputsOf(sameRandomness([3n, 0n, 2n])))
        const counted = graft(circuit, witness, "main.AssertScores.score")
        forged(circuit, witness, { ...graft(circuit, donor, ...FIRST, "main.score", "main.lifted"), ...counted }, [
          "linear main.AssertScores.score main.score",
        ])
      })

      it("scores in the lanes of other options", async () => {
        const wide = sameRandomness([3n, 0n, 1n], { laneWidth: 13n })
        await mixes(wide, [...FIRST, "main.lifted", "main.step"], ["main.rule.laneStep main.step"])
        // All lanes twice as high: every score counts double.
        const doubled = sameRandomness([5n, 0n, 2n])
        const donor = await circuit.calculate(
          inputsOf({ ...doubled, scores: own.scores.map((score) => 2n * score), rule: { ...own.rule, maxScore: 10n } }),
        )
        const twice = graft(circuit, donor, ...FIRST, "main.lifted")
        const steps = {
          "main.step[0]": 2n,
          "main.step[1]": 2n ** 11n,
          "main.step[2]": 2n ** 21n,
          "main.step[3]": 2n ** 31n,
        }
        forged(circuit, witness, { ...twice, ...steps }, ["linear main.step"])
      })

      it("a ballot under another key than the poll's", async () => {
        const other = { ...own, key: GENERATOR }
        for (let c = 0; c < ciphertexts; c++) {
          await mixes(other, [`main.Encrypt[${c}]`, `main.ciphertexts[${c}]`], ["linear main.Encrypt.key main.key"])
        }
      })

      it("a rule of its own", async () => {
        const rule = packRule({ ...own.rule, maxScore: 1n })
        forged(circuit, witness, { "main.ballotRule": rule, "main.rule.ballotRule": packRule(own.rule) }, [
          "linear main.ballotRule main.rule.ballotRule",
        ])
        for (const [field, value] of [
          ["maxScore", 255n],
          ["minTotal", 0n],
          ["maxTotal", 2n ** 19n],
          ["quadratic", 1n],
        ] as const) {
          const forgery = circuit.forge(witness, { [`main.AssertScores.${field}`]: value })
          expect(circuit.broken(forgery)).to.include(`linear main.AssertScores.${field} main.rule.${field}`)
          expect(circuit.proves(forgery)).to.equal(false)
        }
        for (const [signal, place] of [
          ["main.used[0]", "linear main.rule.used main.used"],
          ["main.AssertScores.used[0]", "linear main.AssertScores.used main.used"],
        ] as const) {
          expect(circuit.broken(circuit.forge(witness, { [signal]: 0n }))).to.include(place)
        }
      })

      it("another sequence than it was made for", async () => {
        forged(circuit, witness, { "main.sequence": 8n, "main.Bind.in": 7n }, ["linear main.Bind.in main.sequence"])
        forged(circuit, witness, { "main.sequence": 8n, "main.Bind.square": 49n }, ["main.Bind.in main.Bind.square"])
      })

      it("any other public signal", () => {
        const simplified = circuit.simplify(witness)
        loadVectors("parameters").signals[name].forEach((signal, index) => {
          for (const value of [simplified[index + 1]! + 1n, 0n, R - 1n, random()]) {
            const changed = simplified.with(index + 1, value)
            expect(circuit.breaksAt(changed, index + 1), `${signal} = ${value}`).to.equal(true)
          }
        })
      })

      if (ciphertexts > 1) {
        it("its ciphertexts in another order, which gives scores to other options", async () => {
          for (const [i, j] of [
            [0, 1],
            [0, 2],
            [1, 2],
          ] as const) {
            const swapped = [0, 1, 2, 3].flatMap((at): [string, bigint][] => [
              [`main.ciphertexts[${i}][${at}]`, circuit.value(witness, `main.ciphertexts[${j}][${at}]`)],
              [`main.ciphertexts[${j}][${at}]`, circuit.value(witness, `main.ciphertexts[${i}][${at}]`)],
            ])
            shows(Object.fromEntries(swapped))
          }
        })
      }
    })
  })
}
