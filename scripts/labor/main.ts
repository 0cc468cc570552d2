// Real booked hours: every worker of every month proves a quota, or is told what is missing. `./run labor --help`.
import { Command, InvalidArgumentError } from "commander"
import { formatMinutes, hours, Prover, type CircuitName } from "../../sdk/index.ts"
import { failureText } from "../demo/failure.ts"
import { readText } from "../demo/input/read-text.ts"
import { table } from "../demo/report/table.ts"
import { BarShow } from "../demo/show/bars.ts"
import { LineShow } from "../demo/show/lines.ts"
import { endWithStandardOutput } from "../demo/standard-output.ts"
import { hoursOption } from "../hours-option.ts"
import { SeededRandom } from "../sample/random.ts"
import { minutesByWorkerMonth } from "./arithmetic.ts"
import { MOST_MINUTES, prove, readBookedLabor, type Answer, type WorkerMonth } from "./worker-months.ts"

interface Options {
  hours: string
  quota: number
  cap: number
  sample?: number
  seed: number
}

const command = new Command("./run labor")
  .description(
    "Makes labor sheets of a file of booked hours, and lets every worker of every month prove a quota: a proof that verifies, or the minutes that are missing. " +
      "All answers are compared with plain sums.",
  )
  .requiredOption("--hours <file>", "CSV with the columns date, worker, category, hours")
  .option("--quota <hours>", "what each must have done in a month", hoursOption, hours(100))
  .option(
    "--cap <hours>",
    "the most that one task may have; what a record can hold when not given",
    hoursOption,
    MOST_MINUTES,
  )
  .option("--sample <number>", "only so many worker-months, drawn by --seed", numberOption)
  .option("--seed <number>", "for --sample", numberOption, 1844)
  .helpOption("-h, --help", "show this help")
  .parse()

const { stdout } = process
endWithStandardOutput(1)
const show = stdout.isTTY ? new BarShow(stdout) : new LineShow((text) => stdout.write(text))
const provers = new Map<CircuitName, Promise<Prover>>()
try {
  await run(command.opts<Options>())
} catch (error) {
  show.stop()
  process.stderr.write(`${failureText(error, false)}\n`)
  process.exitCode = 1
} finally {
  for (const prover of provers.values()) await (await prover).close()
}

async function run({ hours: file, quota, cap, sample, seed }: Options): Promise<void> {
  const text = await readText(file)
  const labor = readBookedLabor(text, file, cap)
  const sums = minutesByWorkerMonth(text)
  const all = labor.workerMonths
  const asked = sample === undefined ? all : new SeededRandom(seed).shuffled(all).slice(0, sample)
  stdout.write(
    `\n${file}: ${labor.members.size} workers, ${new Set(all.map(({ month }) => month)).size} months, ${all.length} worker-months; ` +
      `${labor.ledger.size} sheets. Asked: ${formatMinutes(quota)} hours a month${sample === undefined ? "" : `, of a sample of ${asked.length}`}.\n`,
  )

  const answers: { one: WorkerMonth; answer: Answer; milliseconds: number }[] = []
  const shown = show.begin("Workers prove their months", asked.length)
  const start = performance.now()
  for (const one of asked) {
    const begun = performance.now()
    const answer = await prove(labor, one, quota, proverOf)
    answers.push({ one, answer, milliseconds: performance.now() - begun })
    shown.advance()
  }
  shown.done((performance.now() - start) / 1000)

  const differing = answers.filter(({ one, answer }) => {
    const missing = quota - (sums.get(`${one.worker} ${one.month}`) ?? 0)
    return answer.state === "proved" ? missing > 0 : answer.missing !== missing
  })
  stdout.write(`${yearsTable(answers)}\n`)
  const proved = answers.filter(({ answer }) => answer.state === "proved")
  const times = proved.map(({ milliseconds }) => milliseconds).sort((one, other) => one - other)
  stdout.write(
    `${proved.length} of ${answers.length} worker-months reach the quota, each by a proof that was verified` +
      `${times.length === 0 ? "" : ` (median ${((times[Math.floor(times.length / 2)] as number) / 1000).toFixed(2)} s)`}; ` +
      `${answers.length - proved.length} were told the missing minutes.\n`,
  )
  for (const { one } of differing) process.stderr.write(`worker ${one.worker}, ${one.month}: differs from plain sums\n`)
  stdout.write(differing.length === 0 ? "All answers are those of plain sums.\n" : "")
  if (differing.length > 0) process.exitCode = 1
}

function proverOf(circuit: CircuitName): Promise<Prover> {
  let prover = provers.get(circuit)
  if (prover === undefined) provers.set(circuit, (prover = Prover.open(circuit)))
  return prover
}

function yearsTable(answers: readonly { one: WorkerMonth; answer: Answer }[]): string {
  const years = [...new Set(answers.map(({ one }) => one.month.slice(0, 4)))].sort()
  const rows = years.map((year) => {
    const ofYear = answers.filter(({ one }) => one.month.startsWith(year))
    const reached = ofYear.filter(({ answer }) => answer.state === "proved").length
    return [year, ofYear.length, reached, ofYear.length - reached].map(String)
  })
  const heads = ["Year", "Worker-months", "Reach the quota", "Told what is missing"]
  return table(
    heads.map((head, column) => ({ head, align: column === 0 ? "left" : "right" })),
    rows,
    80,
  )
}

function numberOption(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new InvalidArgumentError("It must be a whole number.")
}
