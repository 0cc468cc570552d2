import type { Contract, Result } from "ethers"
import type { BallotTerms } from "../ballot/ballot-terms.ts"
import { read } from "./call.ts"

export type PollState = "none" | "proposed" | "withdrawn" | "open" | "closed" | "decrypting" | "abandoned"
export type Outcome = "undecided" | "no-quorum" | "blocked" | "not-carried" | "carried"

const STATES: readonly PollState[] = ["none", "proposed", "withdrawn", "open", "closed", "decrypting", "abandoned"]
const OUTCOMES: readonly Outcome[] = ["undecided", "no-quorum", "blocked", "not-carried", "carried"]
const NO_OPTION = 255

/** Where a poll stands. */
export interface Poll {
  state: PollState
  outcome: Outcome
  /** Number of the option that carried. */
  option: number | undefined
  /** First second at which no more ballots are taken, since 1970-01-01. */
  closesAt: number
  /** Members of the classes that may vote, when the poll was opened. */
  electorate: number
  /** Ballots cast so far; one that replaces another is no further one. */
  ballots: number
  /** Root of the frozen roll. */
  root: bigint
  /** Packed policy that each voter's proof must satisfy. */
  policy: bigint
  /** How many options are put to the vote. */
  options: number
  /** Packed quotas that each voter proves, in this order. */
  quotaPolicies: bigint[]
  /** Where ballots are secret. */
  secret: SecretPollState | undefined
}

/** What is particular to a poll whose ballots are secret. */
export interface SecretPollState {
  /** What a ballot is encrypted by. The key is (0, 0) before the poll is opened. */
  ballot: BallotTerms
  /** Number of the trustees' committee. */
  committee: bigint
  minimumElectorate: number
  /** Fewest ballots with which the sum is decrypted. */
  minimumTurnout: number
  /** First second at which the poll can be abandoned, since 1970-01-01; 0 before voting is over. */
  openBy: number
  /** Indexes of the trustees who have decrypted their part. */
  posted: number[]
}

/** A poll in our form. @param contract the assembly's @throws ChainUnreachableError */
export async function readPoll(contract: Contract, pollId: bigint): Promise<Poll> {
  const [found, posted] = await read(contract, "read a poll", () =>
    Promise.all([
      contract.getFunction("poll")(pollId) as Promise<Result>,
      contract.getFunction("partsPosted")(pollId) as Promise<bigint>,
    ]),
  )
  const terms = found["terms"] as Result
  return {
    state: STATES[Number(found["state"])] as PollState,
    outcome: OUTCOMES[Number(found["outcome"])] as Outcome,
    option: Number(found["option"]) === NO_OPTION ? undefined : Number(found["option"]),
    closesAt: Number(found["closesAt"]),
    electorate: Number(found["electorate"]),
    ballots: Number(found["ballots"]),
    root: found["root"] as bigint,
    policy: found["policy"] as bigint,
    options: Number(terms["options"]),
    quotaPolicies: [...(terms["quotaPolicies"] as bigint[])],
    secret: secretOf(found, posted),
  }
}

/** Indexes, from 1 on, that a mask stands for. */
export function indexesOf(mask: bigint): number[] {
  return Array.from({ length: mask.toString(2).length }, (_, bit) => bit + 1).filter(
    (index) => (mask >> BigInt(index - 1)) & 1n,
  )
}

function secretOf(found: Result, posted: bigint): SecretPollState | undefined {
  const { options, secret } = found["terms"] as { options: bigint; secret: Result }
  if (secret["ciphertexts"] === 0n) return undefined
  const [x, y] = found["key"] as [bigint, bigint]
  return {
    ballot: {
      options: Number(options),
      ciphertexts: Number(secret["ciphertexts"]),
      key: [x, y],
      rule: {
        maxScore: Number(secret["maxScore"]),
        minTotal: Number(secret["minTotal"]),
        maxTotal: Number(secret["maxTotal"]),
        quadratic: secret["quadratic"] as boolean,
      },
    },
    committee: secret["committee"] as bigint,
    minimumElectorate: Number(secret["minimumElectorate"]),
    minimumTurnout: Number(secret["minimumTurnout"]),
    openBy: Number(found["openBy"]),
    posted: indexesOf(posted),
  }
}
