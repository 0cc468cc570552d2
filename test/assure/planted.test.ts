import { expect } from "chai"
import { assessed, NOTHING, released, signalsOf } from "./fixture.ts"

const allowed = { ...released, points: [{ point: "main.base", reason: "", shownBy: [] }] }

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
  {
    name: "meeting-points",
    bug: "a slope between points that a bit can make one",
    signal: /main\.(MontgomeryAdd\.lamda|out)/,
  },
  { name: "any-base", bug: "a multiple of what need not be a point", signal: /main\.(PointTimes|out)/ },
  { name: "any-scalar", bug: "a multiple by what need not be bits", signal: /main\.(PointTimes|out)/ },
  { name: "montgomery-sum", bug: "a slope between points that may be one", signal: /main\.(MontgomeryAdd\.lamda|out)/ },
] as const

/** Bugs in point arithmetic, with the base taken for a point where there is one. */
const POINTS = [
  {
    name: "inner-base",
    problem: "to-montgomery: its points are not known to be in the subgroup, or may be its identity",
  },
  { name: "mixed-pick", problem: "montgomery-add: its points are not known to be in the subgroup" },
  {
    name: "identity-conversion",
    problem: "to-montgomery: its points are not known to be in the subgroup, or may be its identity",
  },
  {
    name: "wrong-sum",
    problem: "edwards-add: its points are not known to be in the subgroup",
  },
  {
    name: "wrong-test",
    problem: "to-montgomery: its points are not known to be in the subgroup, or may be its identity",
  },
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
    expect((await assessed("montgomery-sum")).problems).to.include(
      "main.MontgomeryAdd.lamda: the quotient of a formula of the curve, montgomery-add: its points are not known to be in the subgroup",
    )
    expect((await assessed("meeting-points")).problems).to.include(
      "main.MontgomeryAdd.lamda: the quotient of a formula of the curve, montgomery-add: both points may be the same",
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
    for (const name of ["parting-points", "whole-pick", "sound-conversion"]) {
      expect((await assessed(name)).problems, name).to.deep.equal([])
    }
    // The answer is settled; only the inverse of 0 is free.
    expect(signalsOf(await assessed("is-zero"))).to.deep.equal(["main.inv"])
  })

  for (const { name, problem } of POINTS) {
    it(`follows no point through ${name}`, async () => {
      expect((await assessed(name, allowed)).problems.join("\n")).to.include(problem)
    })
  }

  it("multiplies a point only if it is on the list, and only by bits", async () => {
    expect((await assessed("any-base", allowed)).problems).to.deep.equal([])
    expect((await assessed("any-base")).problems.join("\n")).to.include(
      "to-montgomery: its points are not known to be in the subgroup, or may be its identity",
    )
    expect((await assessed("any-scalar", allowed)).problems.join("\n")).to.include(
      "montgomery-add: its points are not known to be in the subgroup",
    )
  })

  it("lets no list excuse an output", async () => {
    const free = ["half", "out"].map((signal) => ({ signal, reason: "", shownBy: [] }))
    const { problems } = await assessed("hint", { ...NOTHING, free })
    expect(problems).to.deep.equal(["main.out: an output that is not shown to be a function of the inputs"])
  })
})
