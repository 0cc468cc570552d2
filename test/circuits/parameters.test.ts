import { expect } from "chai"
import { fixture, release } from "./circuits.ts"
import { GENERATOR } from "./curve.ts"
import { satisfied } from "./harness/expectations.ts"
import { loadVectors } from "../vectors/load.ts"

describe("circuit: parameters", () => {
  const { signals, tags, fieldOrder, layouts, ...numbers } = loadVectors("parameters")

  it("are those of the golden vectors", async () => {
    const circuit = await fixture("parameters")
    const expected = {
      ...numbers,
      "generator[0]": GENERATOR[0],
      "generator[1]": GENERATOR[1],
      tagRecord: tags.record,
      tagShare: tags.share,
    }
    expect(circuit.symbols.names).to.have.members(Object.keys(expected).map((name) => `main.${name}`))
    await satisfied(
      circuit,
      {},
      Object.fromEntries(Object.entries(expected).map(([name, value]) => [`main.${name}`, value])),
    )
    expect(circuit.written.prime).to.equal(fieldOrder)
    const widths = layouts.attributes.map(({ bits }) => bits)
    expect(widths).to.deep.equal([4n, numbers.dayBits])
    expect(1n << widths[0]!).to.equal(numbers.classCount)
    expect(layouts.sheetPolicy.map(({ bits }) => bits)).to.deep.equal([
      numbers.kindCount * numbers.kindGroupBits,
      numbers.amountBits,
      numbers.rowCountBits,
    ])
    expect(layouts.ballotRule.map(({ bits }) => bits)).to.deep.equal([
      numbers.maxLanes,
      numbers.laneWidthBits,
      numbers.scoreBits,
      numbers.ballotTotalBits,
      numbers.ballotTotalBits,
      1n,
    ])
  })

  it("give the public signals their order", async () => {
    for (const [name, order] of [
      ["membership", signals.membership],
      ["quota-1", signals.quota],
      ["quota-4", signals.quota],
      ["quota-13", signals.quota],
      ["sheet-25", signals.sheet],
      ["ballot-4", signals["ballot-4"]],
      ["ballot-12", signals["ballot-12"]],
      ["decrypt", signals.decrypt],
      ["deal-5", signals["deal-5"]],
    ] as const) {
      const { symbols, proved } = await release(name)
      expect(proved.publicOutputs + proved.publicInputs).to.equal(order.length)
      expect(order.map((_, index) => symbols.name(index + 1))).to.deep.equal(order.map((signal) => `main.${signal}`))
      expect([...proved.labels.slice(0, order.length + 1)]).to.deep.equal([0, ...order.map((_, index) => index + 1)])
    }
  })
})
