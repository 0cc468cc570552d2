import type { Result } from "ethers"
import type { AuditEvent } from "../log/decode.ts"
import { Finding, demand } from "../log/finding.ts"
import { optionOf, termsOf, type Terms } from "../log/terms.ts"
import { maskOf, numbersOf, proofOf } from "../log/values.ts"
import { BallotBox, type BallotStatement, type EncryptionStatement, type GivenBallot } from "./ballots.ts"
import type { Claims } from "./claim.ts"
import type { CommitteeReplay } from "./committee.ts"
import { DecryptionReplay } from "./decryption.ts"
import { ballotMessage, scopeOf } from "./hashes.ts"
import type { LedgerReplay } from "./ledger.ts"
import { layoutOf, type Layout } from "./messages.ts"
import { frozenEncryption, frozenStatement } from "./opening.ts"
import { OUTCOMES, settle, type Settled } from "./outcome.ts"
import { QuotaReplay } from "./quotas.ts"
import { requireTerms } from "./required-terms.ts"
import type { RollReplay } from "./roll.ts"
import type { Where } from "./where.ts"

/** Where a poll stands. */
export type PollStanding =
  "none" | "proposed" | "withdrawn" | "open" | "decrypting" | "announced" | "closed" | "abandoned"

/** When it came to stand there: the event's own place and time. */
type Moments = Partial<Record<PollStanding, AuditEvent>>

/** What other contracts say when a poll asks. */
export interface Surroundings {
  where: Where
  roll: RollReplay
  ledger: LedgerReplay
  /** Undefined for a public poll. */
  committee: CommitteeReplay | undefined
  claims: Claims
}

/** A poll from its events. */
export class PollReplay {
  readonly #around: Surroundings
  readonly ballots: BallotBox
  readonly quotas: QuotaReplay
  readonly #takers: Record<string, (event: AuditEvent) => void> = {
    PollProposed: (event) => this.#propose(event),
    PollWithdrawn: (event) => this.#move("proposed", "withdrawn", event),
    PollOpened: (event) => this.#open(event),
    SecretPollOpened: (event) => this.#openSecret(event),
    QuotaProved: (event) => this.quotas.take(event),
    VoteCast: (event) => this.#vote(event),
    BallotCast: (event) => this.#castSecret(event),
    BallotReplaced: (event) => this.#castSecret(event),
    DecryptionBegun: (event) => this.#beginDecryption(event),
    PartlyDecrypted: (event) => this.#decrypt(event),
    TallyAnnounced: (event) => this.#announce(event),
    PollClosed: (event) => this.#close(event),
    PollAbandoned: (event) => this.#abandon(event),
    CallsScheduled: (event) => this.#schedule(event),
  }
  standing: PollStanding = "none"
  readonly moments: Moments = {}
  terms: Terms | undefined
  statement: BallotStatement | undefined
  encryption: EncryptionStatement | undefined
  decryption: DecryptionReplay | undefined
  /** First second at which it may be abandoned; 0 before decryption began. */
  openBy = 0
  /** What was announced or, of a public poll, counted; one an option. */
  totals: bigint[] | undefined
  settled: Settled | undefined
  scheduled = false

  constructor(around: Surroundings) {
    this.#around = around
    this.ballots = new BallotBox(around.claims)
    this.quotas = new QuotaReplay(around.ledger, around.claims)
  }

  /** @throws Finding */
  take(event: AuditEvent): void {
    this.#takers[event.name]!(event)
  }

  /** The log is over. @throws Finding */
  end(): void {
    this.quotas.end()
    const announced = this.moments.announced
    if (this.standing === "announced")
      throw new Finding("totals were announced, but the poll was not closed with them", announced!)
    const keyless = this.terms?.secret !== undefined && this.encryption === undefined
    if (keyless && this.statement !== undefined)
      throw new Finding("a secret poll was opened without a key", this.moments.open!)
  }

  /** Ballots of each option so far; of a public poll. */
  get #counted(): bigint[] {
    const totals = new Array<bigint>(this.terms!.options).fill(0n)
    for (const { option } of this.ballots.counting) totals[option!]! += 1n
    return totals
  }

  get #layout(): Layout {
    return layoutOf(this.terms!.options, this.terms!.secret!)
  }

  #propose(event: AuditEvent): void {
    this.#move("none", "proposed", event)
    this.terms = termsOf(event.args.getValue("terms") as Result)
    requireTerms(this.terms, event)
  }

  #open(event: AuditEvent): void {
    this.#move("proposed", "open", event)
    this.statement = frozenStatement(event, this.terms!, this.#around.roll, scopeOf(this.#around.where))
  }

  #openSecret(event: AuditEvent): void {
    this.#demand("open", event)
    const { options, secret } = this.terms!
    const { committee } = this.#around
    const together = this.moments.open?.place.transaction === event.place.transaction && this.encryption === undefined
    if (secret === undefined || committee === undefined || !together)
      throw new Finding("a key was given to a poll that is public, or not when it was opened", event)
    this.encryption = frozenEncryption(event, options, secret, committee)
  }

  #vote(event: AuditEvent): void {
    const given = this.#givenBallot(event)
    demand(this.terms!.secret === undefined, given, "a public ballot was cast in a secret poll")
    const option = Number(event.args.getValue("option"))
    demand(option < this.terms!.options, given, `a ballot is for option ${option}, which the poll has not`)
    given.ballot.option = option
    this.#goWithQuotas(event, given, BigInt(option))
    this.ballots.cast(given, this.statement!)
    this.ballots.claimPublic(given, this.statement!)
  }

  #castSecret(event: AuditEvent): void {
    const given = this.#givenBallot(event)
    demand(
      this.encryption !== undefined,
      given,
      "a secret ballot was cast in a public poll, or before the key was known",
    )
    const sequence = event.args.getValue("sequence") as bigint
    const ciphertexts = numbersOf(event.args.getValue("ciphertexts") as Result)
    Object.assign(given.ballot, { sequence, ciphertexts })
    if (event.name === "BallotCast") this.#goWithQuotas(event, given, ballotMessage(sequence, ciphertexts))
    if (event.name === "BallotCast") this.ballots.cast(given, this.statement!)
    else this.ballots.replace(given)
    this.ballots.claimSecret(given, this.statement!, this.encryption)
  }

  #givenBallot(event: AuditEvent): GivenBallot {
    const { args, place, timestamp } = event
    const nullifier = args.getValue("nullifier") as bigint
    this.#demand("open", event, nullifier)
    demand(timestamp < this.statement!.closesAt, { place, nullifier }, "a ballot was taken after the time to vote")
    return { nullifier, proof: proofOf(args.getValue("proof") as Result), place, ballot: { place, timestamp } }
  }

  #goWithQuotas(event: AuditEvent, { nullifier }: GivenBallot, message: bigint): void {
    const { quotaPolicies } = this.terms!
    this.quotas.goWith(event, { ...this.statement!, nullifier, message, quotaPolicies })
  }

  #beginDecryption(event: AuditEvent): void {
    this.#move("open", "decrypting", event)
    const { secret } = this.terms!
    const { committee, claims } = this.#around
    if (secret === undefined || committee === undefined) throw new Finding("a public poll was to be decrypted", event)
    this.#requireOver(event)
    const enough = this.ballots.voters >= secret.minimumTurnout
    demand(enough, event, `decryption began with ${this.ballots.voters} ballots, but needs ${secret.minimumTurnout}`)
    this.openBy = Number(event.args.getValue("openBy"))
    demand(
      this.openBy === event.timestamp + secret.decryptionPeriod,
      event,
      "the time to decrypt is not as long as the terms say",
    )
    this.decryption = new DecryptionReplay(this.ballots.counting, secret, committee, claims)
    this.decryption.compare(event)
  }

  #decrypt(event: AuditEvent): void {
    this.#demand("decrypting", event)
    this.decryption!.post(event)
  }

  #announce(event: AuditEvent): void {
    this.#move("decrypting", "announced", event)
    this.totals = this.decryption!.announce(event, this.terms!.options, this.terms!.secret!, this.#layout)
  }

  #close(event: AuditEvent): void {
    const { args } = event
    const { secret } = this.terms ?? {}
    const given = numbersOf(args.getValue("tally") as Result)
    const [outcome, option] = [OUTCOMES[Number(args.getValue("outcome"))], optionOf(Number(args.getValue("option")))]
    if (secret !== undefined && this.standing === "open") {
      this.#move("open", "closed", event)
      this.#requireOver(event)
      const few = this.ballots.voters < secret.minimumTurnout
      demand(
        few,
        event,
        `the poll was closed undecrypted, though ${this.ballots.voters} voted and ${secret.minimumTurnout} are enough`,
      )
      demand(given.length === 0, event, "totals were given though nothing was decrypted")
      this.settled = { outcome: "no-quorum", option: undefined }
    } else {
      const announced = this.moments.announced
      this.#move(secret === undefined ? "open" : "announced", "closed", event)
      this.#requireOver(event)
      const together = secret === undefined || announced?.place.transaction === event.place.transaction
      demand(together, event, "the poll was closed otherwise than by announcing its totals")
      this.totals ??= this.#counted
      const same = given.length === this.totals.length && this.totals.every((total, index) => total === given[index])
      demand(same, event, `the poll was closed with totals ${given.join(", ")}, but they are ${this.totals.join(", ")}`)
      const { voters } = this.ballots
      this.settled = settle(this.terms!, { voters, electorate: this.statement!.electorate, totals: this.totals })
    }
    const right = outcome === this.settled.outcome && option === this.settled.option
    const ended = `${outcome ?? "?"}${option === undefined ? "" : ` with option ${option}`}`
    const rightly = `${this.settled.outcome}${this.settled.option === undefined ? "" : ` with option ${this.settled.option}`}`
    demand(right, event, `the poll was closed as ${ended}, but by its terms it is ${rightly}`)
  }

  #abandon(event: AuditEvent): void {
    this.#move("decrypting", "abandoned", event)
    demand(event.timestamp >= this.openBy, event, "the poll was abandoned while trustees could still decrypt")
    const posted = event.args.getValue("posted") as bigint
    demand(posted === maskOf(this.decryption!.posted), event, "the poll names other trustees than those who decrypted")
  }

  #schedule(event: AuditEvent): void {
    this.#demand("closed", event)
    const { hasCalls, callsOption } = this.terms!
    const carried = this.settled?.outcome === "carried" && hasCalls && this.settled.option === callsOption
    demand(carried && !this.scheduled, event, "calls were set going that the poll does not set going, or a second time")
    this.scheduled = true
  }

  #requireOver(event: AuditEvent): void {
    demand(event.timestamp >= this.statement!.closesAt, event, "the poll was closed while members could still vote")
  }

  #move(from: PollStanding, to: PollStanding, event: AuditEvent): void {
    this.#demand(from, event)
    this.standing = to
    this.moments[to] = event
  }

  #demand(standing: PollStanding, { name, place }: AuditEvent, nullifier?: bigint): void {
    const was = this.standing === "none" ? "not proposed" : this.standing
    const problem = `${name} came when the poll was ${was}: events are missing or out of order`
    demand(this.standing === standing, { place, nullifier }, problem)
  }
}
