import { InvalidInputError, InvalidProofError, RequirementNotMetError, UnknownRootError } from "../errors.ts"
import { invalidProofs, type ClaimedProof } from "../proof/batch/invalid-proofs.ts"
import { isQuotaCircuit, type CircuitName } from "../proof/circuits.ts"
import type { OnProgress } from "../proof/progress.ts"
import { parseProof, type ParsedProof, type Proof, type QuotaProof } from "../proof/proof.ts"
import { requireSignal } from "../proof/requirements.ts"
import type { Receipt } from "./call.ts"

/** A ballot that is to be sent among many. */
export interface BallotToSend<Kind extends Proof> {
  proof: Kind
  /** One for each of the poll's quotas, in their order. */
  quotaProofs?: readonly QuotaProof[] | undefined
}

/** What became of each ballot: it is in one list or the other, by its index, in ascending order. */
export interface SentBallots {
  /** Of the one transaction that cast them; undefined where none was left to be sent. */
  receipt: Receipt | undefined
  sent: number[]
  /** What the contract would have refused, and all others for its sake. */
  refused: { index: number; error: unknown }[]
}

/** What a poll requires of all its ballots. */
export interface PollRequirements {
  circuit: CircuitName
  /** Signals that are the same for all ballots. */
  signals: Readonly<Record<string, bigint>>
  /** Anything else. @throws RequirementNotMetError */
  check?(ballot: ParsedProof): void
  /** Of the ballot with this nullifier; packed. */
  quotaPolicies(nullifier: bigint): readonly bigint[]
  /** What its quota proofs are bound to. */
  message(ballot: ParsedProof): bigint
  /** Whether the ledger knows a root. */
  knowsLedgerRoot: (root: bigint) => Promise<boolean>
}

/** A ballot that the contract takes, unless its nullifier was used. */
export interface ValidBallot {
  index: number
  nullifier: bigint
  parsed: ParsedProof
}

/**
 * Checks ballots before they are sent: one that the contract refuses would hold up all that come with it.
 *
 * @returns those that hold, and the others with the reason
 */
export async function validBallots(
  ballots: readonly BallotToSend<Proof>[],
  requirements: PollRequirements,
  onProgress?: OnProgress,
): Promise<{ valid: ValidBallot[]; refused: SentBallots["refused"] }> {
  const refused: SentBallots["refused"] = []
  const knownRoots = new Map<bigint, Promise<boolean>>()
  const knowsLedgerRoot = (root: bigint): Promise<boolean> => {
    const known = knownRoots.get(root) ?? requirements.knowsLedgerRoot(root)
    knownRoots.set(root, known)
    return known
  }
  const checked = await Promise.allSettled(
    ballots.map((ballot) => checkBallot(ballot, { ...requirements, knowsLedgerRoot })),
  )
  const formed = checked.flatMap((result, index) => {
    if (result.status === "fulfilled") return [{ index, proofs: result.value }]
    refused.push({ index, error: result.reason })
    return []
  })
  const claims = formed.flatMap(({ index, proofs }) => proofs.map((parsed) => ({ index, claim: claimOf(parsed) })))
  const invalid = await invalidProofs(
    claims.map(({ claim }) => claim),
    onProgress,
  )
  const errors = new Map(
    // Of several the first one is named.
    invalid.toReversed().map((position) => {
      const { index, claim } = claims[position] as (typeof claims)[0]
      return [index, new InvalidProofError(claim.circuit)]
    }),
  )
  for (const [index, error] of errors) refused.push({ index, error })
  const valid = formed
    .filter(({ index }) => !errors.has(index))
    .map(({ index, proofs: [parsed] }) => ({
      index,
      nullifier: (parsed as ParsedProof).signals["nullifier"] as bigint,
      parsed: parsed as ParsedProof,
    }))
  return { valid, refused }
}

/**
 * The order in which a batch is sent: by nullifiers, so that it tells nothing of the order in which ballots came, or of that in which whoever collected them
 * keeps the members.
 */
export function byNullifier(one: { nullifier: bigint }, other: { nullifier: bigint }): number {
  return one.nullifier < other.nullifier ? -1 : 1
}

/** The two lists in ascending order. */
export function sentBallots(
  receipt: Receipt | undefined,
  sent: readonly { index: number }[],
  refused: SentBallots["refused"],
): SentBallots {
  return {
    receipt,
    sent: sent.map(({ index }) => index).toSorted((left, right) => left - right),
    refused: refused.toSorted((left, right) => left.index - right.index),
  }
}

/** Everything but the pairing, of a ballot and its quota proofs. */
async function checkBallot(
  { proof, quotaProofs = [] }: BallotToSend<Proof>,
  requirements: PollRequirements,
): Promise<ParsedProof[]> {
  const ballot = parseProof(proof)
  requireCircuit(ballot.circuit, ballot.circuit === requirements.circuit, requirements.circuit)
  for (const [name, value] of Object.entries(requirements.signals))
    requireSignal(name, ballot.signals[name], value, "Prove again for this poll as it was opened")
  requirements.check?.(ballot)
  const nullifier = ballot.signals["nullifier"] as bigint
  const quotaPolicies = requirements.quotaPolicies(nullifier)
  if (quotaPolicies.length > 0 && quotaProofs.length !== quotaPolicies.length)
    throw new InvalidInputError(
      "quotaProofs",
      `a list of ${quotaProofs.length}`,
      `a list of ${quotaPolicies.length}, one for each quota`,
    )
  const { root, scope, policy } = requirements.signals as Record<"root" | "scope" | "policy", bigint>
  const message = requirements.message(ballot)
  const quotas = await Promise.all(
    quotaPolicies.map(async (quotaPolicy, place) => {
      const quota = parseProof(quotaProofs[place])
      requireCircuit(quota.circuit, isQuotaCircuit(quota.circuit), "quota")
      const required = { nullifier, memberRoot: root, scope, message, policy, quotaPolicy }
      for (const [name, value] of Object.entries(required))
        requireSignal(name, quota.signals[name], value, "Prove the quota again, for this ballot")
      const ledgerRoot = quota.signals["ledgerRoot"] as bigint
      if (!(await requirements.knowsLedgerRoot(ledgerRoot))) throw new UnknownRootError("ledger", ledgerRoot)
      return quota
    }),
  )
  return [ballot, ...quotas]
}

function requireCircuit(found: CircuitName, fits: boolean, required: string): void {
  if (!fits) throw new RequirementNotMetError("circuit", found, required, "Send the kind of proof that is asked for")
}

function claimOf({ circuit, proof, ordered }: ParsedProof): ClaimedProof {
  return { circuit, proof, signals: ordered }
}
