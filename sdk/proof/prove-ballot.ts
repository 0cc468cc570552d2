import type { CircuitSignals } from "snarkjs"
import { witnessOf, type SecretBallot } from "../ballot/secret-ballot.ts"
import { InvalidInputError } from "../errors.ts"
import type { Member } from "../member/member.ts"
import type { Roll } from "../roll/roll.ts"
import { BALLOT_CIRCUITS, type BallotCircuit } from "./circuits.ts"
import { memberInputs, type StatementOptions } from "./member-statement.ts"
import { proofOf, type BallotProof } from "./proof.ts"
import { proveWith, type ProvingOptions } from "./prove-membership.ts"

export interface BallotOptions extends Pick<StatementOptions, "scope" | "policy"> {
  /** Which of the permitted uses, from 0 on; 0 when not given. A voter who votes again takes the same one. */
  slot?: number | undefined
  ballot: SecretBallot
  /** Which of this voter's ballots counts: the one with the largest number, 0 to 2^64 - 1. */
  sequence: number | bigint
}

const SEQUENCE_LIMIT = 1n << 64n

/**
 * Proves: "I am in this roll, the policy admits me, and this ballot keeps to the poll's rule", and not what the ballot says. From then on the ballot
 * cannot be opened. It can be proved again, with another sequence if need be, but for no other voter and no other poll.
 *
 * @param roll as it was when the poll opened
 * @throws BallotSpoiltError, BallotProvedError, InvalidInputError and what `proveMembership` throws, all before any proving
 */
export async function proveBallot(
  member: Member,
  roll: Roll,
  options: BallotOptions & ProvingOptions,
): Promise<BallotProof> {
  const { ballot, scope, policy, slot } = options
  const sequence = sequenceNumber(options.sequence)
  const inputs = await memberInputs(member, roll, { scope, policy, slot })
  const { terms, score, randomness } = witnessOf(ballot, member.nullifier(scope.value, inputs.slot))
  const input: CircuitSignals = {
    ...inputs,
    score,
    randomness: [...randomness],
    key: [...terms.key],
    ballotRule: terms.ballotRule,
    sequence,
    ciphertexts: rows(ballot.ciphertexts, terms.lanes.ciphertexts),
  }
  const { circuit } = BALLOT_CIRCUITS.find(
    ({ ciphertexts }) => ciphertexts === terms.lanes.ciphertexts,
  ) as BallotCircuit
  return proofOf(circuit, await proveWith(circuit, input, options)) as BallotProof
}

function sequenceNumber(sequence: number | bigint): bigint {
  const number = typeof sequence === "bigint" || Number.isSafeInteger(sequence) ? BigInt(sequence) : -1n
  if (number < 0n || number >= SEQUENCE_LIMIT)
    throw new InvalidInputError("sequence", sequence, "a whole number from 0 to 2^64 - 1")
  return number
}

function rows(values: readonly bigint[], count: number): bigint[][] {
  const length = values.length / count
  return Array.from({ length: count }, (_, row) => values.slice(length * row, length * (row + 1)))
}
