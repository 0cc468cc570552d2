import { dateOf, dayOf, type OpenBooks } from "../../sdk/index.ts"
import type { Decision } from "./standing.ts"
import type { Play } from "./report/play.ts"

/** The same as the report, as plain data. It has no keys, salts or secrets in it, and nothing that joins a ballot to a member. */
export async function jsonRecord(play: Play): Promise<unknown> {
  const { scenario, chain, contracts, journal, found, compared, differences, seconds } = play
  const { accounts } = chain
  return {
    format: "rochdale-demo-2",
    keys: "INSECURE development keys: anyone can forge proofs under them",
    seconds: rounded(seconds),
    commune: {
      name: scenario.name,
      title: scenario.title,
      classes: scenario.classes,
      kinds: scenario.kinds.list.map(({ name }) => name),
    },
    chain: {
      kind: chain.kind,
      chainId: Number(chain.chainId),
      description: chain.description,
      contracts,
      keepers: {
        admin: await accounts.admin.getAddress(),
        steward: await accounts.steward.getAddress(),
        attesters: await Promise.all(accounts.attesters.map((attester) => attester.getAddress())),
        convener: await accounts.convener.getAddress(),
        relay: await accounts.relay.getAddress(),
        trustees: await Promise.all(accounts.trustees.map((trustee) => trustee.getAddress())),
      },
    },
    steps: journal.steps.map((step) => ({ ...step, seconds: rounded(step.seconds) })),
    asked: {
      classes: scenario.policy.classes,
      admittedBy: dateOf(dayOf(scenario.policy.admittedBy)),
      quotas: scenario.quotas.map(({ kinds, from, to, atLeast }) => ({ kinds, from, to, minutes: atLeast })),
    },
    members: scenario.members.map(({ name, class: memberClass, admitted }) => ({
      name,
      class: memberClass,
      admitted: dateOf(admitted),
      result: found.standings.get(name),
    })),
    sheetRules: { capMinutes: scenario.sheetRules.cap, minimumRows: scenario.sheetRules.minimumRows },
    sheets: scenario.sheets.map(({ name, day, rows }) => ({ name, day: dateOf(day), rows: rows.length })),
    books: play.labor && booksRecord(play.labor.books),
    refused: journal.refusals,
    // In the order of their numbers: the order of casting could be set beside the order of members.
    ballots: [...journal.ballots]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([nullifier, { sequence, code }]) => ({ nullifier: String(nullifier), sequence: Number(sequence), code })),
    trustees: journal.trustees,
    poll: play.poll && { id: Number(play.poll.id), fromBlock: play.poll.fromBlock },
    decision: decisionRecord(found.decision, scenario.poll?.proposal.options),
    arithmetic: {
      compared,
      agrees: differences.length === 0,
      differences,
      decision: decisionRecord(scenario.expected.decision, scenario.poll?.proposal.options),
    },
    gas: Object.fromEntries(
      [...journal.gas].map(([action, { count, min, median, max }]) => [action, { count, min, median, max }]),
    ),
    milliseconds: Object.fromEntries(
      [...journal.times].map(([what, { count, first, min, median, max }]) => [
        what,
        { count, first: rounded(first), min: rounded(min), median: rounded(median), max: rounded(max) },
      ]),
    ),
  }
}

function booksRecord(books: OpenBooks): unknown {
  return books.periods.map((day) => ({ until: dateOf(day), ...books.period(day) }))
}

function decisionRecord(decision: Decision | undefined, options: readonly string[] = []): unknown {
  if (decision === undefined) return null
  const { electorate, ballots, outcome, option, tally } = decision
  return {
    electorate,
    ballots,
    outcome,
    option: option === undefined ? null : (options[option] ?? null),
    tally: tally.map((count, index) => ({ option: options[index], ballots: count })),
  }
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}
