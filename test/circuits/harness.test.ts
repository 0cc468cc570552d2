import { expect } from "chai"
import { readFile } from "node:fs/promises"
import * as snarkjs from "snarkjs"
import { seeded } from "../../scripts/vectors/seeded.ts"
import { fixture, release } from "./circuits.ts"
import { WitnessRefusedError } from "./harness/calculator.ts"
import { family } from "./harness/circuit.ts"
import type { Circuit } from "./harness/circuit.ts"
import { compiled } from "../../scripts/circuits/compiled.ts"
import { invert, residue } from "../../scripts/circuits/field.ts"
import { Symbols, UnknownSignalError } from "../../scripts/circuits/symbols.ts"
import { join } from "node:path"
import { ROOT } from "../../scripts/paths.ts"
import { leaf, membershipInputs, R, ROLL_LEVELS, setOf, Tree } from "./model.ts"

const random = seeded("harness", R)

describe("circuit harness", () => {
  const member = { secret: random(), class: 1n, admitted: 19000n }
  const roll = new Tree(ROLL_LEVELS, 26, new Map([[25, leaf(member)]]))
  const inputs = membershipInputs(member, roll, 25, {
    scope: random(),
    slot: 0n,
    message: random(),
    policy: { classes: setOf(1), admittedBy: 19783n, limit: 1n },
  })
  let circuit: Circuit
  before(async () => {
    circuit = await release("membership")
  })

  describe("beside snarkjs", () => {
    let r1cs: string
    /** A .wtns file whose values start at this byte. */
    const VALUES = 76
    let file: Uint8Array
    before(async () => {
      const products = await compiled(join(ROOT, "circuits/main/membership.circom"), "O2")
      r1cs = products.r1cs
      const target = { type: "mem", data: new Uint8Array() }
      await snarkjs.wtns.calculate(inputs as never, await readFile(products.wasm), target)
      file = target.data
    })
    after(async () => {
      await globalThis.curve_bn128?.terminate()
    })

    // Without a logger it throws where it should say no.
    const silent = { info: () => undefined, warn: () => undefined }
    const check = (data: Uint8Array): Promise<boolean> =>
      snarkjs.wtns.check(r1cs, { type: "mem", data }, silent) as never

    it("computes the same witness as the circuit that is released", async () => {
      const simplified = circuit.simplify(await circuit.calculate(inputs))
      const bytes = Buffer.from(file)
      const values = simplified.map((_, wire) => {
        return BigInt(
          `0x${Buffer.from(bytes.subarray(VALUES + 32 * wire, VALUES + 32 * wire + 32).toReversed()).toString("hex")}`,
        )
      })
      expect(values).to.deep.equal(simplified)
      expect(bytes.length).to.equal(VALUES + 32 * simplified.length)
    })

    it("agrees on what is a good witness and what is not", async () => {
      expect(await check(file)).to.equal(true)
      const simplified = circuit.simplify(await circuit.calculate(inputs))
      for (const wire of [1, 2, 5, 6, 7, 60, 100, simplified.length - 1]) {
        const value = (simplified[wire]! + 1n) % R
        expect(circuit.breaksAt(simplified.with(wire, value), wire), `wire ${wire}`).to.equal(true)
        const forged = Uint8Array.from(file)
        forged.set(Buffer.from(value.toString(16).padStart(64, "0"), "hex").toReversed(), VALUES + 32 * wire)
        expect(await check(forged), `wire ${wire}`).to.equal(false)
      }
    })
  })

  describe("forging", () => {
    it("changes nothing when nothing is overwritten", async () => {
      const witness = await circuit.calculate(inputs)
      expect(circuit.forge(witness, {})).to.deep.equal(witness)
      const same = Object.fromEntries(["main.secret", "main.root"].map((name) => [name, circuit.value(witness, name)]))
      expect(circuit.forge(witness, same)).to.deep.equal(witness)
    })

    it("recomputes from an input all that the calculator would", async () => {
      const witness = await circuit.calculate(inputs)
      for (const changes of [{ scope: 5n }, { message: 7n }, { slot: 0n, scope: 9n, message: 1n }]) {
        const overrides = Object.fromEntries(Object.entries(changes).map(([name, value]) => [`main.${name}`, value]))
        expect(circuit.forge(witness, overrides)).to.deep.equal(await circuit.calculate({ ...inputs, ...changes }))
      }
    })

    it("knows every wire as input, hint or consequence: only hints are assigned without a constraint", async () => {
      const hints =
        /\.(Num2Bits\.out|AssertInSet\.chosen|AssertDistinct\.inverse|SheetRow\.rows|AssertNoneOrEnough(#\d)?\.some)$/
      for (const name of ["membership", "quota-1", "quota-4", "sheet-25"] as const) {
        const { consequences, symbols, written } = await release(name)
        const lastInput = written.publicOutputs + written.publicInputs + written.privateInputs
        const inputWires = Array.from(
          { length: lastInput - written.publicOutputs },
          (_, i) => written.publicOutputs + 1 + i,
        )
        expect(consequences.free).to.include.members(inputWires)
        for (const wire of consequences.free) {
          if (wire > lastInput) expect(family(symbols.name(wire))).to.match(hints)
        }
      }
    })
  })

  it("ignores assertions only where it is told to", async () => {
    const bits = await fixture("bits-20")
    let error: unknown
    try {
      await bits.calculate({ in: 2n ** 20n + 3n })
    } catch (thrown) {
      error = thrown
    }
    expect(error).to.be.instanceOf(WitnessRefusedError)
    expect((error as WitnessRefusedError).templates).to.deep.equal(["Num2Bits", "AssertBits"])
    const witness = await bits.calculateUnchecked({ in: 2n ** 20n + 3n })
    expect(bits.value(witness, "main.bits[1]")).to.equal(1n)
    expect(bits.broken(witness)).to.deep.equal(["linear main.Num2Bits.in main.Num2Bits.out"])
  })

  it("refuses inputs that are missing, unknown or too many", async () => {
    const bits = await fixture("bits-20")
    for (const wrong of [{}, { in: [1n, 2n] }, { in: 1n, out: 2n }]) {
      let message = ""
      try {
        await bits.calculate(wrong)
      } catch (error) {
        message = (error as Error).message
      }
      expect(message).to.match(/input/)
    }
  })

  it("reads every wire of the released circuits in some constraint", async () => {
    for (const name of ["membership", "quota-1", "quota-4", "quota-13", "sheet-25"] as const) {
      const { proved, symbols } = await release(name)
      const read = new Uint8Array(proved.wires)
      for (const { a, b, c } of proved.constraints)
        for (const { wires } of [a, b, c]) for (const wire of wires) read[wire] = 1
      read[0] = 1
      const unread = [...read.entries()].filter(([, seen]) => !seen).map(([wire]) => symbols.name(proved.labels[wire]!))
      expect(unread).to.deep.equal([])
    }
  })

  it("names components by template and order, not by line", () => {
    const symbols = new Symbols(
      [
        "1,1,0,main.x",
        "2,2,1,main.Bits_30_900.out[0]",
        "3,-1,1,main.Bits_30_900.in",
        "4,3,1,main.Bits_12_100.out[0]",
        "5,4,2,main.Bits_12_100.Sum_5_50[2].y",
      ].join("\n"),
    )
    expect(symbols.names).to.deep.equal(["main.x", "main.Bits#1.out[0]", "main.Bits.out[0]", "main.Bits.Sum[2].y"])
    expect(symbols.wire("main.Bits#1.out[0]")).to.equal(2)
    expect(() => symbols.wire("main.Bits#1.in")).to.throw(UnknownSignalError, "simplified away")
    expect(() => symbols.wire("main.y")).to.throw(UnknownSignalError, "none of that name")
  })

  it("computes in the field", () => {
    for (const value of [1n, 2n, R - 1n, random(), -3n]) expect(residue(value * invert(value, R), R)).to.equal(1n)
    expect(() => invert(0n, R)).to.throw(RangeError)
    expect(() => invert(R, R)).to.throw(RangeError)
    expect(residue(-1n, R)).to.equal(R - 1n)
  })
})
