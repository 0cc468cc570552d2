import { expect } from "chai"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import type { CircuitSignals } from "snarkjs"
import { FileFormError } from "../../scripts/demo/errors.ts"
import { minutesByWorkerMonth } from "../../scripts/labor/arithmetic.ts"
import {
  checkWitness,
  prove,
  readBookedLabor,
  type BookedLabor,
  type WorkerMonth,
} from "../../scripts/labor/worker-months.ts"
import { ARTIFACTS } from "../../scripts/paths.ts"
import { SeededRandom } from "../../scripts/sample/random.ts"
import { FileLineError, hours, Prover, type CircuitName } from "../../sdk/index.ts"
import { Calculator, WitnessRefusedError, type Inputs, type InputValue } from "../circuits/harness/calculator.ts"
import { fixture, realData } from "./real-data.ts"

const REAL = realData("labor-hours.csv")
const FILE = REAL ?? fixture("booked-hours.csv")
const QUOTA = hours(100)
const CAP = hours(2100)
/** Worker-months, and those that reach the quota: of the real file as its README and issue say, of the fixture counted by hand. */
const EXPECTED = REAL === undefined ? { all: 4, reached: 2, months: 2 } : { all: 740, reached: 185, months: 126 }
const PROVED = 5

describe(`booked hours of every month (${REAL === undefined ? "fixture" : "real data"})`, function () {
  this.timeout(600_000)
  let text: string
  let labor: BookedLabor
  let sums: Map<string, number>
  const reaching: WorkerMonth[] = []

  before(async () => {
    text = await readFile(FILE, "utf8")
    labor = readBookedLabor(text, FILE, CAP)
    sums = minutesByWorkerMonth(text)
  })

  const calculators = new Map<CircuitName, Promise<Calculator>>()
  /** The released program of a circuit, which checks every constraint of the sources as it goes. */
  function calculatorOf(circuit: CircuitName): Promise<Calculator> {
    const calculator = calculators.get(circuit) ?? Calculator.read(join(ARTIFACTS, circuit, "circuit.wasm"))
    calculators.set(circuit, calculator)
    return calculator
  }

  const missing = ({ worker, month }: WorkerMonth): number => QUOTA - (sums.get(`${worker} ${month}`) ?? 0)

  it("become sheets, one month each", () => {
    expect(labor.workerMonths).to.have.length(EXPECTED.all)
    expect(labor.ledger.size).to.equal(EXPECTED.months)
    expect([...sums.keys()].sort()).to.deep.equal(labor.workerMonths.map((one) => `${one.worker} ${one.month}`).sort())
  })

  it("are answered as plain sums answer, for every worker-month: the missing minutes, or a witness that satisfies the circuit", async () => {
    for (const one of labor.workerMonths) {
      const answer = await checkWitness(labor, one, QUOTA, async ({ circuit, input }) => {
        await (await calculatorOf(circuit)).calculate(inputsOf(input))
      })
      if (answer.state === "proved") reaching.push(one)
      expect(answer, `${one.worker} ${one.month}`).to.deep.equal(
        missing(one) <= 0 ? { state: "proved" } : { state: "short", missing: missing(one) },
      )
    }
    expect(reaching).to.have.length(EXPECTED.reached)
  })

  it("have no witness for a minute more than there is", async () => {
    const [one] = reaching as [WorkerMonth]
    const tooMuch = BigInt(1 + (sums.get(`${one.worker} ${one.month}`) as number))
    const attempt = checkWitness(labor, one, QUOTA, async ({ circuit, input }) => {
      const inputs = inputsOf(input)
      const quotaPolicy = ((inputs["quotaPolicy"] as bigint) & ((1n << 72n) - 1n)) + (tooMuch << 72n)
      await (await calculatorOf(circuit)).calculate({ ...inputs, quotaPolicy })
    })
    const error: unknown = await attempt.catch((thrown: unknown) => thrown)
    expect(error).to.be.instanceOf(WitnessRefusedError)
    expect((error as WitnessRefusedError).templates).to.include("AssertOrdered")
  })

  it("are proved by a seeded sample, and each proof is verified", async () => {
    const provers = new Map<CircuitName, Promise<Prover>>()
    const proverOf = (circuit: CircuitName): Promise<Prover> => {
      const prover = provers.get(circuit) ?? Prover.open(circuit)
      provers.set(circuit, prover)
      return prover
    }
    try {
      const sample = new SeededRandom(1844).shuffled(reaching).slice(0, PROVED)
      expect(sample).to.have.length(Math.min(PROVED, EXPECTED.reached))
      for (const one of sample) expect(await prove(labor, one, QUOTA, proverOf)).to.deep.equal({ state: "proved" })
    } finally {
      for (const prover of provers.values()) await (await prover).close()
    }
  })

  it("name every task over the cap by its line", () => {
    const cap = REAL === undefined ? hours(55) : hours(300)
    const lines = text
      .trimEnd()
      .split("\n")
      .flatMap((line, index) => (Number(line.split(",")[4]) * 60 > cap ? [index + 1] : []))
    expect(lines.length).to.be.greaterThan(1)
    try {
      readBookedLabor(text, FILE, cap)
      expect.fail("tasks over the cap were taken")
    } catch (error) {
      expect(error).to.be.instanceOf(FileLineError)
      expect((error as FileLineError).problems.map(({ line }) => line)).to.deep.equal(lines)
    }
  })
})

describe("booked hours of any team", () => {
  const read = (cap: number, ...rows: string[]): BookedLabor =>
    readBookedLabor(["date,worker,category,hours", ...rows, ""].join("\n"), "team.csv", cap)

  it("may be more in a month than the cap of a task", () => {
    const { openings } = read(hours(8), "2026-01-02,1,care,8", "2026-01-05,1,care,7.5")
    expect(openings.get("1")?.map(({ amount }) => amount)).to.deep.equal([hours(15.5)])
  })

  it("may be of more categories than the open books have groups", () => {
    const rows = Array.from({ length: 32 }, (_, category) => `2026-01-02,1,category ${category},1`)
    expect(read(hours(8), ...rows).openings.get("1")).to.have.length(32)
    expect(() => read(hours(8), ...rows, "2026-01-02,1,another,1")).to.throw(FileFormError, "33 categories")
  })

  it("must be some, and each of a category", () => {
    expect(() => read(hours(8))).to.throw(FileFormError, "team.csv: it has a heading, but no line of work")
    expect(() => read(hours(8), "2026-01-02,1,care,1", "2026-01-02,1,,1"))
      .to.throw(FileLineError, 'column "category" is empty')
      .with.property("line", 3)
  })
})

/** Numbers of all sorts as the calculator takes them. */
function inputsOf(input: CircuitSignals): Inputs {
  const converted = (value: unknown): InputValue =>
    Array.isArray(value) ? value.map(converted) : BigInt(value as bigint | number)
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [name, converted(value)]))
}
