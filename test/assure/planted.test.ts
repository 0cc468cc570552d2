import { expect } from "chai"
import { assessed, NOTHING, signalsOf } from "./fixture.ts"

/** Planted bugs, and the signal by which each must be found first. */
const PLANTED = [
  { name: "missing-boolean", bug: "a bit that is no bit", signal: /main\.bits/ },
  { name: "free-inverse", bug: "an inverse that nothing constrains", signal: /main\.(inverse|out)/ },
  { name: "distinct-unguarded", bug: "an inverse of what may be 0", signal: /main\.inverse/ },
  { name: "hint", bug: "an assignment without a constraint", signal: /main\.(half|out)/ },
  { name: "bits-254", bug: "two decompositions of one number", signal: /main\.bits/ },
  { name: "not-one-hot", bug: "a pick of several", signal: /main\.(chosen|out)/ },
  { name: "equal-weights", bug: "two places of one number", signal: /main\.chosen/ },
  { name: "answer", bug: "an answer that may always be no", signal: /main\.out/ },
  { name: "montgomery-sum", bug: "a slope between points that may be one", signal: /main\.(MontgomeryAdd\.lamda|out)/ },
] as const

describe("determinism: planted bugs", () => {
  for (const { name, bug, signal } of PLANTED) {
    it(`finds ${bug} (${name})`, async () => {
      const signals = signalsOf(await assessed(name))
      expect(signals).to.not.be.empty
      expect(signals[0]).to.match(signal)
    })
  }

  it("says what is wrong", async () => {
    expect((await assessed("montgomery-sum")).problems.join("\n")).to.include(
      "main.MontgomeryAdd.lamda: a quotient of montgomery-add, free if both points are the same; no obligation is stated for this place",
    )
    expect((await assessed("distinct-unguarded")).problems).to.deep.equal([
      "main.inverse: a quotient whose divisor may be 0",
    ])
    expect((await assessed("hint")).problems).to.include(
      "main.out: an output that is not shown to be a function of the inputs",
    )
  })

  it("does not take the sound neighbours for bugs", async () => {
    expect((await assessed("bits-253")).problems).to.deep.equal([])
    // The answer is settled; only the inverse of 0 is free.
    expect(signalsOf(await assessed("is-zero"))).to.deep.equal(["main.inv"])
  })

  it("lets a stated obligation settle a slope, and only of that formula in that place", async () => {
    const entry = {
      law: "montgomery-add",
      within: "MontgomeryAdd",
      unless: "both points are the same",
      reason: "",
      shownBy: "",
    } as const
    const with1 = (change: object) => assessed("montgomery-sum", { free: [], obligations: [{ ...entry, ...change }] })
    expect((await with1({})).problems).to.deep.equal([])
    expect((await with1({ within: "GeneratorTimes" })).problems).to.not.be.empty
    expect((await with1({ law: "montgomery-double" })).problems).to.not.be.empty
    expect((await with1({ unless: "the point's y is 0" })).problems).to.not.be.empty
  })

  it("lets no list excuse an output", async () => {
    const free = ["half", "out"].map((signal) => ({ signal, reason: "", shownBy: "" }))
    const { problems } = await assessed("hint", { ...NOTHING, free })
    expect(problems).to.deep.equal(["main.out: an output that is not shown to be a function of the inputs"])
  })
})
