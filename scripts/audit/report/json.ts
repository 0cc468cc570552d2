import type { Audit } from "../audit.ts"
import type { OwnBallot } from "../voter.ts"
import { checksOf } from "./checks.ts"

/** The report of an audit, for programs. Numbers that may be large are texts. */
export function reportJson(
  { record, finding, poll, proofs, seconds, ...audit }: Audit,
  kind: "chain" | "file",
  voter: { nullifier: bigint; ballots: readonly OwnBallot[] } | undefined,
): object {
  const { chainId, pollId, fromBlock, head, contracts } = record
  return {
    verdict: finding === undefined ? "right" : "wrong",
    finding:
      finding === undefined
        ? null
        : { problem: finding.message, ...finding.place, nullifier: finding.nullifier?.toString() ?? null },
    source: kind,
    chainId: chainId.toString(),
    poll: pollId.toString(),
    fromBlock,
    head,
    contracts,
    standing: poll.standing,
    electorate: poll.statement?.electorate ?? null,
    voters: poll.ballots.voters,
    replaced: poll.ballots.replaced,
    secret: poll.terms?.secret !== undefined,
    decryptedBy: poll.decryption?.posted ?? [],
    totals: poll.totals?.map(String) ?? null,
    outcome: poll.settled?.outcome ?? null,
    option: poll.settled?.option ?? null,
    proofs: Object.fromEntries(proofs),
    seconds: Number(seconds.toFixed(3)),
    checks: finding === undefined ? checksOf({ record, finding, poll, proofs, seconds, ...audit }) : [],
    voter:
      voter === undefined ? null : { nullifier: voter.nullifier.toString(), ballots: voter.ballots.map(ballotJson) },
  }
}

function ballotJson({ place, timestamp, option, sequence, code, counts }: OwnBallot): object {
  return {
    ...place,
    timestamp,
    option: option ?? null,
    sequence: sequence?.toString() ?? null,
    code: code ?? null,
    counts,
  }
}
