import type { CastBallot } from "../journal.ts"
import type { Play } from "./play.ts"
import { shortened } from "./number.ts"
import type { Section } from "./section.ts"

/** What a voter knows of a ballot beside what everybody sees. Only the ballot that was opened and thrown away is shown with its choice. */
export function ballotsTable({ journal, scenario }: Play): Section | undefined {
  if (scenario.poll === undefined || journal.ballots.size === 0) return undefined
  const { options } = scenario.poll.proposal
  const { spoilt } = journal
  const ballots = [...journal.ballots].sort(([one], [other]) => (one < other ? -1 : 1))
  const row = (what: string, found: [bigint, CastBallot] | undefined, says: string): string[][] =>
    found === undefined
      ? []
      : [[what, found[1].code, `${shortened(String(found[0]))}, ballot ${found[1].sequence}`, says]]
  return {
    heading: "A ballot, seen from inside and from outside",
    explanation:
      "Before sending, a voter notes the short code of the encrypted ballot, and may then have the device open it: a second device encrypts the same anew and compares the codes. " +
      "What was opened is thrown away. Of a ballot that was sent, the chain has the mark, the ciphertexts that the code stands for, and a proof.",
    columns: [
      { head: "Ballot", flexible: true },
      { head: "Code that its voter noted" },
      { head: "Mark on the chain" },
      { head: "What it says" },
    ],
    rows: [
      ...(spoilt === undefined
        ? []
        : [["opened for a check", spoilt.code, "never sent", options[spoilt.choice] ?? ""]]),
      ...row(
        "one that counts",
        ballots.find(([, { sequence }]) => sequence === 1n),
        "only its voter knows",
      ),
      ...row(
        "one in place of a former one",
        ballots.find(([, { sequence }]) => sequence > 1n),
        "only its voter knows",
      ),
    ],
  }
}
