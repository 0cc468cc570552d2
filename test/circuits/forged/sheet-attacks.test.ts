import { expect } from "chai"
import { cases } from "../../../scripts/assure/thoroughness.ts"
import { mainOf } from "../circuits.ts"
import { WitnessRefusedError, type Inputs } from "../harness/calculator.ts"
import { ProvedCircuit } from "../harness/proved-circuit.ts"
import { R } from "../model.ts"
import { HONEST } from "./honest.ts"

/** A row of group 1 and another one, an empty row, a certificate: see honest.ts. */
const ROW = 0
const SAME_GROUP = 18
const EMPTY = 9
const CERTIFICATE = 8

/*
 * The attacks of the protocol's list that aim at sheets, on the constraints that are proved, of both instances. Where the calculator refuses, a prover
 * who ignores that has a witness, which must satisfy nothing.
 */
for (const name of (["sheet-25", "sheet-125"] as const).slice(0, cases(1, 2))) {
  describe(`attacks on ${name}`, () => {
    const honest = HONEST[name]
    let circuit: ProvedCircuit
    before(async () => {
      circuit = await ProvedCircuit.load(mainOf(name))
    })

    const at = (input: string, changes: Record<number, bigint>): Inputs => ({
      ...honest,
      [input]: (honest[input] as bigint[]).map((value, index) => changes[index] ?? value),
    })
    const refuses = async (what: string, inputs: Inputs): Promise<void> => {
      const answer = await circuit.calculate(inputs).catch((error: unknown) => error)
      expect(answer, what).to.be.instanceOf(WitnessRefusedError)
      expect(circuit.proves(await circuit.calculateUnchecked(inputs)), what).to.equal(false)
    }

    it("selectors that are no bits: a row that counts twice, half or less than nothing, a total that is shown twice", async () => {
      for (const flag of [2n, -1n, (R + 1n) / 2n]) {
        await refuses(`a row used ${flag} times`, at("used", { [ROW]: flag }))
        await refuses(`an empty row used ${flag} times`, at("used", { [EMPTY]: flag }))
        await refuses(`a group published ${flag} times`, at("published", { 0: flag }))
      }
      await refuses("one group twice for another that is not", at("published", { 0: 2n, 1: 0n }))
    })

    it("amounts without a range: below 0, of 0, beyond the cap, such that the sum wraps or stays", async () => {
      const amount = (honest["amount"] as bigint[])[ROW]!
      for (const wrong of [-1n, 0n, 841n, 2n ** 24n, R - 1n, (R - 1n) / 2n])
        await refuses(`${wrong}`, at("amount", { [ROW]: wrong }))
      const other = (honest["amount"] as bigint[])[SAME_GROUP]!
      await refuses("what one loses the other gains", at("amount", { [ROW]: -5n, [SAME_GROUP]: amount + other + 5n }))
      await refuses("a certificate of more", at("amount", { [CERTIFICATE]: 2n }))
    })

    it("a kind out of range, and one that is not permitted", async () => {
      for (const kind of [32n, -1n, 2n ** 20n, 20n]) await refuses(`kind ${kind}`, at("kind", { [ROW]: kind }))
    })

    it("an empty leaf with minutes or a kind", async () => {
      await refuses("minutes", at("amount", { [EMPTY]: 60n }))
      await refuses("a kind", at("kind", { [EMPTY]: 1n }))
    })

    it("a day that reaches into the kind, a policy of more bits", async () => {
      for (const day of [2n ** 20n, -1n]) await refuses(`day ${day}`, { ...honest, day })
      for (const bits of [159n, 200n, 253n])
        await refuses(`bit ${bits}`, { ...honest, sheetPolicy: (honest["sheetPolicy"] as bigint) + 2n ** bits })
    })

    it("totals that stand for too few rows, shown or as the difference of two", async () => {
      const policy = honest["sheetPolicy"] as bigint
      // Of 25 or 125 rows each of eight groups has a few.
      const strict = (policy % 2n ** 152n) + (127n << 152n)
      await refuses("a minimum that no sheet has", { ...honest, sheetPolicy: strict })
      const alone = at(
        "used",
        Object.fromEntries((honest["used"] as bigint[]).map((_, row) => [row, row === ROW ? 1n : 0n])),
      )
      const blank = (input: string): bigint[] =>
        (honest[input] as bigint[]).map((value, row) => (row === ROW ? value : 0n))
      await refuses("one row alone", { ...alone, amount: blank("amount"), kind: blank("kind") })
    })
  })
}
