// The auditor: replays the log of a poll and says what it checked, or the first thing that is wrong. `./run audit --help`.
import { connect } from "../../sdk/chain/connect.ts"
import { failureText } from "../demo/failure.ts"
import { assertWritable, writeWhole } from "../demo/output-file.ts"
import { paintFor } from "../demo/report/paint.ts"
import { BarShow } from "../demo/show/bars.ts"
import { LineShow } from "../demo/show/lines.ts"
import { endWithStandardOutput } from "../demo/standard-output.ts"
import { audit } from "./audit.ts"
import { readChain } from "./chain/read-chain.ts"
import { readOptions, type AuditOptions } from "./options.ts"
import { readRecord } from "./record/read-file.ts"
import type { ChainRecord } from "./record/record.ts"
import { recordText } from "./record/write.ts"
import { reportJson } from "./report/json.ts"
import { reportText } from "./report/text.ts"
import { ownBallots } from "./voter.ts"

const RIGHT = 0
const WRONG = 1
const NOT_AUDITED = 2

const { stdout, stderr } = process
// On the other stream, so that a report in a file or pipe is the report alone.
const show = stderr.isTTY ? new BarShow(stderr) : new LineShow((text) => stderr.write(text))
process.once("SIGINT", () => {
  show.stop()
  process.exit(130)
})
endWithStandardOutput(NOT_AUDITED)

try {
  const options = readOptions(process.argv.slice(2))
  if (options !== undefined) process.exitCode = await run(options)
} catch (error) {
  show.stop()
  stderr.write(`${failureText(error, process.argv.includes("--debug"))}\n`)
  process.exitCode = NOT_AUDITED
}

async function run({ from, export: exported, nullifier, json }: AuditOptions): Promise<number> {
  if (exported !== undefined) assertWritable(exported)
  const record = from.kind === "file" ? await readRecord(from.file) : await recordOf(from)
  if (exported !== undefined) writeWhole(exported, recordText(record))
  const audited = await audit(record, show)
  const voter = nullifier === undefined ? undefined : { nullifier, ballots: ownBallots(audited.poll, nullifier) }
  if (json) stdout.write(`${JSON.stringify(reportJson(audited, from.kind, voter), null, 2)}\n`)
  else {
    const width = stdout.isTTY ? Math.max(80, Math.min(stdout.columns, 120)) : 110
    stdout.write(reportText(audited, { kind: from.kind, voter, paint: paintFor(stdout), width }))
  }
  return audited.finding !== undefined || voter?.ballots.length === 0 ? WRONG : RIGHT
}

async function recordOf(from: Extract<AuditOptions["from"], { kind: "chain" }>): Promise<ChainRecord> {
  const provider = await connect(from.rpc)
  const start = performance.now()
  const shown = show.begin("Read the log", 1)
  try {
    const record = await readChain(provider, from)
    shown.done((performance.now() - start) / 1000)
    return record
  } finally {
    provider.destroy()
  }
}
