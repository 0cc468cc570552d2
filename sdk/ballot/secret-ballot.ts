import { randomScalar } from "../crypto/random.ts"
import { BallotProvedError, BallotSpoiltError } from "../errors.ts"
import { ballotCode } from "./ballot-code.ts"
import { checkTerms, type BallotTerms, type CheckedTerms } from "./ballot-terms.ts"
import { encryptScores } from "./encrypt-scores.ts"
import { laneScores } from "./lanes.ts"
import type { BallotOpening } from "./opening.ts"

/** What a proof of a ballot is made of: secret but for the terms. */
export interface BallotWitness {
  terms: CheckedTerms
  /** One a lane of the circuit. */
  score: number[]
  randomness: readonly bigint[]
}

let witnessOf: (ballot: SecretBallot, nullifier: bigint) => BallotWitness

/**
 * An encrypted ballot on the voter's device. Scores and randomness are in private fields: printing, JSON and structured cloning show the
 * ciphertexts alone.
 *
 * Before it is cast, a voter who doubts the device can `challenge` it: the device opens this ballot, another device checks the opening, and a new
 * ballot is made to be cast. A ballot is either opened or proved, never both: a ballot that counts and can be opened would be a receipt with which
 * a vote could be sold.
 */
export class SecretBallot {
  /** Four numbers for each ciphertext. Public. */
  readonly ciphertexts: readonly bigint[]
  readonly #terms: CheckedTerms
  readonly #scores: readonly number[]
  readonly #randomness: readonly bigint[]
  #spoilt = false
  #provedFor: bigint | undefined

  static {
    witnessOf = (ballot: SecretBallot, nullifier: bigint): BallotWitness => {
      if (ballot.#spoilt) throw new BallotSpoiltError()
      // The same ciphertexts of two voters or in two polls would show that they voted alike.
      if (ballot.#provedFor !== undefined && ballot.#provedFor !== nullifier)
        throw new BallotProvedError("be another voter's or another poll's")
      ballot.#provedFor = nullifier
      const score = laneScores(ballot.#terms.lanes, ballot.#scores)
      return { terms: ballot.#terms, score, randomness: ballot.#randomness }
    }
  }

  private constructor(terms: CheckedTerms, scores: readonly number[]) {
    this.#terms = terms
    this.#scores = [...scores]
    this.#randomness = Array.from({ length: terms.lanes.ciphertexts }, randomScalar)
    this.ciphertexts = Object.freeze(encryptScores(terms, this.#scores, this.#randomness))
  }

  /**
   * Encrypts scores under a poll's key, with fresh randomness from the platform's CSPRNG: two ballots of the same scores have nothing in common.
   *
   * @param scores one an option; all 0 for a blank ballot, which looks like any other
   * @throws InvalidPointError for a key under which ballots would be no secret; BallotRuleError; InvalidInputError
   */
  static encrypt(terms: BallotTerms, scores: readonly number[]): SecretBallot {
    return new SecretBallot(checkTerms(terms), scores)
  }

  /** For the voter to note before deciding whether to challenge or to cast: see ballotCode. */
  get code(): string {
    return ballotCode(this.ciphertexts)
  }

  /**
   * Opens this ballot to be checked with `checkOpening`, and spoils it: it can never be proved from then on.
   *
   * @throws BallotProvedError once a proof of it was begun
   */
  challenge(): BallotOpening {
    if (this.#provedFor !== undefined) throw new BallotProvedError("be opened: the opening would show how you vote")
    this.#spoilt = true
    return { scores: [...this.#scores], randomness: this.#randomness.map(String) }
  }

  toJSON(): { ciphertexts: string[] } {
    return { ciphertexts: this.ciphertexts.map(String) }
  }
}

// For the prover only: not exported by the package. From then on the ballot cannot be opened.
export { witnessOf }
