import { RequirementNotMetError, ScopeUsedError } from "../errors.ts"
import type { OnProgress } from "../proof/progress.ts"
import type { MembershipProof } from "../proof/proof.ts"
import type { Scope } from "../scope.ts"
import { byNullifier, validBallots, type BallotToSend, type SentBallots, type ValidBallot } from "./ballot-batch.ts"
import type { Poll } from "./poll.ts"
import { quotaArguments } from "./quota-arguments.ts"
import { solidityProof } from "./solidity-proof.ts"

/** Where public ballots are to go. */
export interface PublicDestination {
  poll: Poll
  scope: Scope
  /** Whether the poll has seen a nullifier. */
  isUsed: (nullifier: bigint) => Promise<boolean>
  knowsLedgerRoot: (root: bigint) => Promise<boolean>
}

/** IAssembly.PublicVote: what each field means stands there. */
export interface PublicVote {
  nullifier: bigint
  option: bigint | undefined
  proof: object
  quotaProofs: object[]
}

/** The ballots that the contract takes, as it takes them, and the others with the reason. */
export async function publicVotes(
  ballots: readonly BallotToSend<MembershipProof>[],
  { poll: { root, policy, options, quotaPolicies }, scope, isUsed, knowsLedgerRoot }: PublicDestination,
  onProgress?: OnProgress,
): Promise<{ votes: PublicVote[]; sent: ValidBallot[]; refused: SentBallots["refused"] }> {
  const { valid, refused } = await validBallots(
    ballots,
    {
      circuit: "membership",
      signals: { root, scope: scope.value, policy },
      check: ({ signals: { message } }) => {
        if (message === undefined || message >= BigInt(options))
          throw new RequirementNotMetError(
            "message",
            message,
            `the number of an option, below ${options}`,
            "Vote again",
          )
      },
      quotaPolicies: () => quotaPolicies,
      message: ({ signals }) => signals["message"] as bigint,
      knowsLedgerRoot,
    },
    onProgress,
  )
  const seen = await Promise.all(valid.map(({ nullifier }) => isUsed(nullifier)))
  // Of two ballots with one nullifier the first counts.
  const first = new Map(valid.toReversed().map(({ nullifier, index }) => [nullifier, index]))
  const sent = valid.filter(({ nullifier, index }, place) => {
    const counts = !seen[place] && first.get(nullifier) === index
    if (!counts) refused.push({ index, error: new ScopeUsedError(nullifier) })
    return counts
  })
  const votes = sent.toSorted(byNullifier).map(({ index, nullifier, parsed }) => ({
    nullifier,
    option: parsed.signals["message"],
    proof: solidityProof(parsed.proof),
    quotaProofs: quotaPolicies.length === 0 ? [] : quotaArguments(ballots[index]?.quotaProofs ?? []),
  }))
  return { votes, sent, refused }
}
