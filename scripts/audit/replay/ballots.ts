import type { Point } from "../../../sdk/crypto/baby-jubjub.ts"
import { isFieldElement } from "../../../sdk/crypto/field.ts"
import { BALLOT_CIRCUITS } from "../../../sdk/proof/circuits.ts"
import type { Groth16Proof } from "../../../sdk/proof/groth16.ts"
import { demand } from "../log/finding.ts"
import type { Place } from "../log/place.ts"
import { requirePoint } from "../log/points.ts"
import type { Claims } from "./claim.ts"

/** What every ballot of a poll must be proved for. */
export interface BallotStatement {
  root: bigint
  scope: bigint
  policy: bigint
  electorate: number
  /** First second at which no more ballots are taken. */
  closesAt: number
}

/** Under what secret ballots are encrypted. */
export interface EncryptionStatement {
  key: Point
  ballotRule: bigint
  ciphertexts: number
}

/** A ballot in the log. */
export interface Ballot {
  place: Place
  /** Seconds since 1970-01-01. */
  timestamp: number
  /** The choice; of a public ballot only. */
  option?: number
  /** Of a secret ballot only. */
  sequence?: bigint
  /** Four numbers for each; of a secret ballot only. */
  ciphertexts?: readonly bigint[]
}

/** A ballot as it comes from an event. */
export interface GivenBallot {
  ballot: Ballot
  place: Place
  nullifier: bigint
  proof: Groth16Proof
}

/** The ballots of a poll by voter's mark; the last one of each counts. */
export class BallotBox {
  readonly #claims: Claims
  readonly #ballots = new Map<bigint, Ballot[]>()

  constructor(claims: Claims) {
    this.#claims = claims
  }

  /** People who voted. */
  get voters(): number {
    return this.#ballots.size
  }

  /** Ballots that were replaced by their voter's later one. */
  get replaced(): number {
    return [...this.#ballots.values()].reduce((sum, { length }) => sum + length - 1, 0)
  }

  /** All ballots of a voter, the one that counts last; none for a mark that did not vote. */
  of(nullifier: bigint): readonly Ballot[] {
    return this.#ballots.get(nullifier) ?? []
  }

  /** The ballots that count. */
  get counting(): Ballot[] {
    return [...this.#ballots.values()].map((ballots) => ballots[ballots.length - 1]!)
  }

  /** A first ballot of its voter. @throws Finding */
  cast(given: GivenBallot, { electorate }: BallotStatement): void {
    const { nullifier, ballot } = given
    demand(isFieldElement(nullifier), given, "a voter's mark is not below r: one mark could be written in two ways")
    demand(!this.#ballots.has(nullifier), given, "a voter cast a second ballot beside the first")
    this.#ballots.set(nullifier, [ballot])
    demand(this.voters <= electorate, given, `there are more ballots than the ${electorate} members who may vote`)
  }

  /** Takes the place of the voter's ballot. @throws Finding */
  replace(given: GivenBallot): void {
    const { nullifier, ballot } = given
    const ballots = this.#ballots.get(nullifier)
    demand(ballots !== undefined, given, "a ballot replaces one that the log does not have")
    const before = ballots[ballots.length - 1]!.sequence!
    const later = ballot.sequence! > before
    demand(
      later,
      given,
      `a ballot with number ${ballot.sequence!} replaces one with number ${before}: an older one came back`,
    )
    ballots.push(ballot)
  }

  /** Claims the proof of a public ballot. @throws Finding */
  claimPublic({ nullifier, proof, ballot, place }: GivenBallot, { root, scope, policy }: BallotStatement): void {
    const signals = [nullifier, root, scope, BigInt(ballot.option!), policy]
    this.#claims.add({ circuit: "membership", proof, signals, of: "the ballot", place, nullifier })
  }

  /** Claims the proof of a secret ballot. @throws Finding */
  claimSecret(
    { nullifier, proof, ballot, place }: GivenBallot,
    { root, scope, policy }: BallotStatement,
    { key, ballotRule, ciphertexts: count }: EncryptionStatement,
  ): void {
    const numbers = ballot.ciphertexts!
    const context = { place, nullifier }
    demand(
      numbers.length === 4 * count,
      context,
      `a ballot has ${numbers.length} coordinates where the poll has ${4 * count}`,
    )
    for (const point of pointsIn(numbers)) requirePoint(point, "a point of the ballot", context)
    const { circuit } = BALLOT_CIRCUITS.find((each) => each.ciphertexts === count)!
    const signals = [nullifier, root, scope, policy, ...key, ballotRule, ballot.sequence!, ...numbers]
    this.#claims.add({ circuit, proof, signals, of: "the ballot", ...context })
  }
}

/** Points of a row of coordinates. */
export function pointsIn(coordinates: readonly bigint[]): Point[] {
  return Array.from({ length: coordinates.length / 2 }, (_, place) => [
    coordinates[2 * place]!,
    coordinates[2 * place + 1]!,
  ])
}
