import { dayOf, hours, Kinds } from "../../../sdk/index.ts"
import { expectedOfBallots } from "../arithmetic/ballots.ts"
import { FileFormError } from "../errors.ts"
import type { Scenario } from "../scenario.ts"
import { readText } from "./read-text.ts"
import { LEAST_TURNOUT, usualSecrecy } from "./secrecy.ts"
import { readSoi } from "./soi.ts"

const CLASS = "full"
/** The file does not say when its voters joined. */
const ADMITTED = "2024-01-01"
const WEEK = 7 * 86_400

/**
 * A poll of which the ranked ballots are known: one member for each ballot, who votes for its first preference. The option with most ballots carries.
 *
 * @throws FileAccessError, FileFormError, FileLineError
 */
export async function readBallotsFile(file: string): Promise<Scenario> {
  const text = await readText(file)
  const { title, options, ballots } = readSoi(text, file)
  if (ballots.length < LEAST_TURNOUT) {
    const problem = `it has ${ballots.length} ballots, but secret ones are opened only where there are ${LEAST_TURNOUT} at least`
    throw new FileFormError(file, problem)
  }
  const width = String(ballots.length).length
  const members = ballots.map((_, index) => ({
    name: `voter ${String(index + 1).padStart(width, "0")}`,
    class: CLASS,
    admitted: dayOf(ADMITTED),
  }))
  const policy = { classes: [CLASS], admittedBy: ADMITTED }
  const kinds = Kinds.of(["work"])
  return {
    name: title,
    title: `${title}: ${ballots.length} ballots, counted in secret`,
    about: [
      `Input: ${file}. One member for each ballot; each votes in secret for the first preference of that ballot.`,
      "The option with most ballots carries. The original poll may have counted the whole rankings, with another winner.",
    ],
    classes: ["candidate", CLASS],
    kinds,
    members,
    sheets: [],
    sheetRules: { kinds, cap: hours(24), minimumRows: 1 },
    countersignatures: 1,
    rootWindow: WEEK,
    policy,
    quotas: [],
    poll: {
      proposal: {
        subject: title,
        options,
        policy,
        quorum: { atLeast: [1, 2] },
        threshold: { moreThan: [0, 1] },
        votingPeriod: WEEK,
      },
      secrecy: usualSecrecy(ballots.length),
      choices: new Map(members.map(({ name }, index) => [name, ballots[index]?.[0] as number])),
    },
    expected: expectedOfBallots(
      text,
      members.map(({ name }) => name),
      options.length,
    ),
  }
}
