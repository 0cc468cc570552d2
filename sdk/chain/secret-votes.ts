import { checkTerms } from "../ballot/ballot-terms.ts"
import { RequirementNotMetError } from "../errors.ts"
import { BALLOT_CIRCUITS, type CircuitName } from "../proof/circuits.ts"
import type { OnProgress } from "../proof/progress.ts"
import { signalList, type BallotProof, type ParsedProof } from "../proof/proof.ts"
import type { Scope } from "../scope.ts"
import { byNullifier, validBallots, type BallotToSend, type SentBallots, type ValidBallot } from "./ballot-batch.ts"
import { ballotMessage } from "./ballot-message.ts"
import type { CastBallot } from "./cast-ballots.ts"
import type { Poll, SecretPollState } from "./poll.ts"
import { quotaArguments } from "./quota-arguments.ts"
import { solidityProof } from "./solidity-proof.ts"

/** Stands for the ballot before a voter's first. */
export const NO_BALLOT: CastBallot = { sequence: 0n, ciphertexts: [] }

/** ISecretBallots.SecretVote: what each field means stands there. */
export interface SecretVoteArguments {
  nullifier: bigint
  ballot: CastBallot
  previous: CastBallot
  proof: object
  quotaProofs: object[]
}

/** Where secret ballots are to go. */
export interface SecretDestination {
  poll: Poll & { secret: SecretPollState }
  scope: Scope
  /** Ballots that count so far, by nullifier. */
  counted: ReadonlyMap<bigint, CastBallot>
  knowsLedgerRoot: (root: bigint) => Promise<boolean>
}

/** The ballots that the contract takes, as it takes them, and the others with the reason. */
export async function secretVotes(
  ballots: readonly BallotToSend<BallotProof>[],
  { poll, scope, counted, knowsLedgerRoot }: SecretDestination,
  onProgress?: OnProgress,
): Promise<{ votes: SecretVoteArguments[]; sent: ValidBallot[]; refused: SentBallots["refused"] }> {
  const { root, policy, quotaPolicies } = poll
  const { key, ballotRule, lanes } = checkTerms(poll.secret.ballot)
  const { valid, refused } = await validBallots(
    ballots,
    {
      circuit: circuitOf(lanes.ciphertexts),
      signals: { root, scope: scope.value, policy, "key[0]": key[0], "key[1]": key[1], ballotRule },
      // Proved with the voter's first ballot.
      quotaPolicies: (nullifier) => (counted.has(nullifier) ? [] : quotaPolicies),
      message: (parsed) => ballotMessage(ballotOf(parsed)),
      knowsLedgerRoot,
    },
    onProgress,
  )
  const newest = newestBallots(valid)
  const sent = valid.filter((ballot) => {
    const { sequence } = ballotOf(ballot.parsed)
    const former = counted.get(ballot.nullifier)
    const counts = newest.get(ballot.nullifier) === ballot && (former === undefined || sequence > former.sequence)
    if (!counts) refused.push({ index: ballot.index, error: sequenceError(sequence) })
    return counts
  })
  const votes = sent.toSorted(byNullifier).map(({ index, nullifier, parsed }) => {
    const previous = counted.get(nullifier)
    const needsQuotas = previous === undefined && quotaPolicies.length > 0
    return {
      nullifier,
      ballot: ballotOf(parsed),
      previous: previous ?? NO_BALLOT,
      proof: solidityProof(parsed.proof),
      quotaProofs: needsQuotas ? quotaArguments(ballots[index]?.quotaProofs ?? []) : [],
    }
  })
  return { votes, sent, refused }
}

/** The ballot that a proof is about, as the contract takes it. */
export function ballotOf(parsed: ParsedProof): CastBallot {
  return { sequence: parsed.signals["sequence"] as bigint, ciphertexts: signalList(parsed, "ciphertexts") }
}

function circuitOf(ciphertexts: number): CircuitName {
  const instance = BALLOT_CIRCUITS.find((each) => each.ciphertexts === ciphertexts)
  if (instance === undefined) throw new Error(`There is no circuit for ballots of ${ciphertexts} ciphertexts`)
  return instance.circuit
}

/** Of each voter the ballot with the largest sequence, and of such the first. */
function newestBallots(ballots: readonly ValidBallot[]): Map<bigint, ValidBallot> {
  const newest = new Map<bigint, ValidBallot>()
  for (const ballot of ballots) {
    const other = newest.get(ballot.nullifier)
    if (other === undefined || ballotOf(ballot.parsed).sequence > ballotOf(other.parsed).sequence)
      newest.set(ballot.nullifier, ballot)
  }
  return newest
}

function sequenceError(sequence: bigint): RequirementNotMetError {
  return new RequirementNotMetError(
    "sequence",
    sequence,
    "one that is larger than that of this voter's other ballot",
    "A newer ballot of the same voter counts; an older one never takes its place",
  )
}
