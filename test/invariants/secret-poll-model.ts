import type { SecretTerms } from "../contracts/assembly-scene.ts"
import { OUTCOME, STATE } from "../contracts/assembly-scene.ts"
import { sumOf, type BallotForm } from "../contracts/ballot-witness.ts"
import type { SecretBallot } from "../contracts/secret-scene.ts"

/** A ballot that counts, with what it says. */
export interface Counted {
  ballot: SecretBallot
  scores: readonly number[]
}

/** What a secret poll should be, kept as plain numbers beside the ciphertexts. */
export class SecretPollModel {
  readonly form: BallotForm & Pick<SecretTerms, "minimumTurnout">
  readonly threshold: number
  state = STATE.open
  /** Whether the voting period has passed; the poll is open until somebody closes it. */
  over = false
  /** By the voter's place. */
  readonly ballots = new Map<number, Counted>()
  /** Trustees who have decrypted. */
  readonly posted = new Set<number>()

  constructor(form: SecretPollModel["form"], threshold: number) {
    this.form = form
    this.threshold = threshold
  }

  /** Score of each option, added up. */
  get totals(): number[] {
    return Array.from({ length: this.form.options }, (_, option) =>
      [...this.ballots.values()].reduce((sum, { scores }) => sum + scores[option]!, 0),
    )
  }

  /** The ciphertexts of the ballots that count, added up point by point. */
  get sum(): bigint[] {
    const ciphertexts = [...this.ballots.values()].map(({ ballot }) => ballot.ciphertexts)
    return sumOf(ciphertexts, this.form.ciphertexts)
  }

  /** Of a poll without quorum or special options, which one carries with more than half of what all voters could have given it. */
  get outcome(): [outcome: bigint, option: bigint] {
    const { totals } = this
    const most = Math.max(...totals)
    const leads = totals.filter((total) => total === most).length === 1
    return leads && 2 * most > this.ballots.size * this.form.maxScore
      ? [OUTCOME.carried, BigInt(totals.indexOf(most))]
      : [OUTCOME.notCarried, 255n]
  }

  get takesBallots(): boolean {
    return this.state === STATE.open && !this.over
  }

  close(): void {
    this.state = this.ballots.size < this.form.minimumTurnout ? STATE.closed : STATE.decrypting
  }
}
