import type { Paint } from "../../demo/report/paint.ts"
import { wrapped } from "../../demo/report/wrap.ts"
import type { Audit } from "../audit.ts"
import type { OwnBallot } from "../voter.ts"
import { checksOf, standingText } from "./checks.ts"
import { moment, placeText } from "./words.ts"

/** What the report is told beside the audit. */
export interface ReportOptions {
  kind: "chain" | "file"
  /** A voter's mark and the ballots found under it. */
  voter: { nullifier: bigint; ballots: readonly OwnBallot[] } | undefined
  paint: Paint
  /** Columns. */
  width: number
}

const LABEL = 13

/** The report of an audit, for people. */
export function reportText(audit: Audit, { kind, voter, paint, width }: ReportOptions): string {
  const { record, finding } = audit
  const line = (label: string, text: string): string =>
    wrapped(text, width - LABEL - 2)
      .map((part, index) => `  ${(index === 0 ? label : "").padEnd(LABEL)}${part}`)
      .join("\n")
  const { head, contracts, chainId, pollId } = record
  const lines = [
    "",
    paint.bold(`Audit of poll ${pollId} of the assembly ${contracts.assembly} on chain ${chainId}`),
    line(
      "Read",
      `${kind === "chain" ? "from a node" : "from a record"}, as of block ${head.number} (${moment(head.timestamp)})`,
    ),
    line("", `its hash: ${head.hash}`),
  ]
  if (finding === undefined) {
    lines.push(line("Poll", standingText(audit)), ...timeLines(audit, line), "", paint.bold("Checked"))
    lines.push(...checksOf(audit).map(({ topic, text }) => line(topic, text)))
  } else {
    lines.push("", paint.warn(`WRONG: ${finding.message}`), line("Where", placeText(finding.place)))
    if (finding.nullifier !== undefined) lines.push(line("Ballot", `of the voter with the mark ${finding.nullifier}`))
    lines.push(line("", "This is the first thing in the log that is wrong; what comes after it was not judged."))
  }
  if (voter !== undefined) lines.push("", paint.bold("Your ballot"), ...voterLines(voter, finding !== undefined, line))
  lines.push("")
  if (finding === undefined) {
    const lacking = voter?.ballots.length === 0
    lines.push(
      lacking
        ? paint.warn("The poll is right, but the ballot you look for is not in it.")
        : paint.good("All of it is right."),
    )
  }
  lines.push(...wrapped(limits(kind, head), width), "")
  return lines.join("\n")
}

/** From when to when members could vote, and when the poll came to its end. */
function timeLines({ poll }: Audit, line: (label: string, text: string) => string): string[] {
  const { open, closed, abandoned } = poll.moments
  if (open === undefined) return []
  const end = closed ?? abandoned
  const ended = end === undefined ? "" : `; ${closed === undefined ? "abandoned" : "closed"} ${moment(end.timestamp)}`
  return [line("Voting", `${moment(open.timestamp)} to ${moment(poll.statement!.closesAt)}${ended}`)]
}

function voterLines(
  { nullifier, ballots }: NonNullable<ReportOptions["voter"]>,
  failed: boolean,
  line: (label: string, text: string) => string,
): string[] {
  if (ballots.length === 0)
    return [line("Not there", `${failed ? "Up to what is wrong, " : ""}no ballot has the mark ${nullifier}`)]
  return ballots.flatMap((ballot) => {
    const what =
      ballot.code === undefined
        ? `for option ${ballot.option!}`
        : `number ${ballot.sequence!}, with the code ${ballot.code}`
    const counts = ballot.counts ? (failed ? "Cast" : "It counts") : "Replaced"
    return [line(counts, `${what}, cast ${moment(ballot.timestamp)}`), line("", placeText(ballot.place))]
  })
}

/** What such an audit cannot say. */
function limits(kind: "chain" | "file", { number, hash }: { number: number; hash: string }): string {
  return kind === "chain"
    ? `This trusts the node for one thing: that the log and the contracts' addresses it gave are the chain's. Who doubts it asks another node for block ${number}: its hash must be ${hash}.`
    : `A record is what somebody wrote down: it cannot show that the chain has it, or that nothing was left out. Ask a node that you trust for block ${number}, whose hash must be ${hash}, or audit from the node itself with --rpc.`
}
