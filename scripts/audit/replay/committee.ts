import type { Result } from "ethers"
import { IDENTITY, isIdentity, pointSum, pointTimes, samePoint, type Point } from "../../../sdk/crypto/baby-jubjub.ts"
import { DEAL_CIRCUITS } from "../../../sdk/proof/circuits.ts"
import type { AuditEvent } from "../log/decode.ts"
import { Finding, demand } from "../log/finding.ts"
import { requireKey, requirePoint } from "../log/points.ts"
import { maskOf, pointOf } from "../log/values.ts"
import type { Claims } from "./claim.ts"
import { dealingOf, dealSignals, type Dealing } from "./dealing.ts"
import { commitmentHash } from "./hashes.ts"
import type { Where } from "./where.ts"

type State = "none" | "committing" | "dealing" | "ready" | "failed"

interface Committed {
  encryptionKey: Point
  commitment: string
}

/** A committee of trustees from its events: how its key was made, and the share of each in it. */
export class CommitteeReplay {
  readonly id: bigint
  readonly #where: Where
  readonly #claims: Claims
  readonly #committed = new Map<number, Committed>()
  readonly #dealt = new Map<number, Dealing>()
  #commitBy = 0
  #dealBy = 0
  #dealPeriod = 0
  readonly #takers: Record<string, (event: AuditEvent) => void> = {
    CommitteeFormed: (event) => this.#form(event),
    TrusteeCommitted: (event) => this.#commit(event),
    DealingBegun: (event) => this.#beginDealing(event),
    Dealt: (event) => this.#deal(event),
    KeyMade: (event) => this.#makeKey(event),
    CommitteeFailed: (event) => this.#fail(event),
  }
  state: State = "none"
  size = 0
  threshold = 0
  key: Point = IDENTITY

  constructor(id: bigint, where: Where, claims: Claims) {
    this.id = id
    this.#where = where
    this.#claims = claims
  }

  /** @throws Finding */
  take(event: AuditEvent): void {
    this.#takers[event.name]!(event)
  }

  /** Indexes of those who committed, and so have a share of the key. */
  get recipients(): number[] {
    return [...this.#committed.keys()].sort((one, other) => one - other)
  }

  /** Indexes of those whose dealings are in the key. */
  get dealers(): number[] {
    return [...this.#dealt.keys()].sort((one, other) => one - other)
  }

  /** A trustee's share of the secret key, times the generator; undefined for who has none. */
  shareKey(index: number): Point | undefined {
    if (this.state !== "ready" || !this.#committed.has(index)) return undefined
    let power = 1n
    let key = IDENTITY
    for (let k = 0; k < this.threshold; k++) {
      key = pointSum(key, pointTimes(power, this.#coefficient(k)))
      power *= BigInt(index)
    }
    return key
  }

  #form(event: AuditEvent): void {
    this.#demand("none", event)
    const { args, timestamp } = event
    const trustees = [...(args.getValue("trustees") as string[])]
    this.size = trustees.length
    this.threshold = Number(args.getValue("threshold"))
    this.#commitBy = Number(args.getValue("commitBy"))
    this.#dealPeriod = Number(args.getValue("dealPeriod"))
    this.state = "committing"
    const most = Math.max(...DEAL_CIRCUITS.map(({ trustees }) => trustees))
    demand(this.size >= 2 && this.size <= most, event, `a committee of ${this.size} trustees was formed`)
    const goodThreshold = this.threshold >= 2 && this.threshold <= this.size
    demand(
      goodThreshold,
      event,
      `a committee was formed in which ${this.threshold} of ${this.size} trustees are enough`,
    )
    demand(new Set(trustees).size === this.size, event, "a committee was formed in which a trustee has two places")
    demand(
      this.#commitBy > timestamp && this.#dealPeriod > 0,
      event,
      "a committee was formed without time to commit or deal",
    )
  }

  #commit(event: AuditEvent): void {
    this.#demand("committing", event)
    const { args, timestamp } = event
    const index = Number(args.getValue("index"))
    const encryptionKey = pointOf(args.getValue("encryptionKey") as Result)
    demand(index >= 1 && index <= this.size, event, `a trustee ${index} committed, of ${this.size}`)
    demand(!this.#committed.has(index), event, `trustee ${index} committed twice`)
    demand(timestamp < this.#commitBy, event, `trustee ${index} committed after the time to commit`)
    requireKey(encryptionKey, `the encryption key of trustee ${index}`, event)
    this.#committed.set(index, { encryptionKey, commitment: args.getValue("commitment") as string })
  }

  #beginDealing(event: AuditEvent): void {
    this.#demand("committing", event)
    const { args, timestamp } = event
    this.#dealBy = Number(args.getValue("dealBy"))
    const recipients = args.getValue("recipients") as bigint
    const all = this.#committed.size === this.size
    demand(all || timestamp >= this.#commitBy, event, "dealing began while trustees could still commit")
    demand(this.#committed.size >= this.threshold, event, "dealing began among fewer trustees than the threshold")
    demand(recipients === maskOf(this.recipients), event, "dealing began among others than those who committed")
    demand(this.#dealBy === timestamp + this.#dealPeriod, event, "the time to deal is not as long as was said")
    this.state = "dealing"
  }

  #deal(event: AuditEvent): void {
    this.#demand("dealing", event)
    const index = Number(event.args.getValue("index"))
    const { dealing, proof } = dealingOf(event)
    const committed = this.#committed.get(index)
    demand(committed !== undefined, event, `trustee ${index} dealt without having committed`)
    demand(!this.#dealt.has(index), event, `trustee ${index} dealt twice`)
    demand(event.timestamp < this.#dealBy, event, `trustee ${index} dealt after the time to deal`)
    const { commitments, encryptedShares } = dealing
    const fits = commitments.length === this.threshold && encryptedShares.length === this.size
    demand(fits, event, `the dealing of trustee ${index} has too few or too many entries`)
    const hash = commitmentHash(this.#where, this.id, index, dealing)
    demand(hash === committed.commitment, event, `trustee ${index} dealt another polynomial than was committed to`)
    for (const point of commitments) requirePoint(point, `a commitment of trustee ${index}`, event)
    demand(!isIdentity(commitments[0]!), event, `the key share of trustee ${index} is the identity`)

    const { circuit, trustees: places } = DEAL_CIRCUITS.find(({ trustees }) => trustees >= this.size)!
    const keys = new Map([...this.#committed].map(([recipient, { encryptionKey }]) => [recipient, encryptionKey]))
    const signals = dealSignals(dealing, { where: this.#where, committee: this.id, dealer: index, places, keys })
    this.#claims.add({ circuit, proof, signals, of: `the dealing of trustee ${index}`, place: event.place })
    this.#dealt.set(index, dealing)
  }

  #makeKey(event: AuditEvent): void {
    this.#requireFinished(event)
    const { args } = event
    const key = pointOf(args.getValue("key") as Result)
    demand(this.#dealt.size >= this.threshold, event, "a key was made of fewer dealings than the threshold")
    const dealers = args.getValue("dealers") as bigint
    demand(dealers === maskOf(this.dealers), event, "the key names other dealers than those who dealt")
    const missing = maskOf(this.recipients) & ~maskOf(this.dealers)
    demand(args.getValue("missing") === missing, event, "the key names others as missing than those who did not deal")
    demand(samePoint(key, this.#coefficient(0)), event, "the committee's key is not the sum of what was dealt")
    requireKey(key, "the committee's key", event)
    this.key = key
    this.state = "ready"
  }

  #fail(event: AuditEvent): void {
    const dealing = this.state === "dealing"
    if (dealing) this.#requireFinished(event)
    else {
      this.#demand("committing", event)
      demand(event.timestamp >= this.#commitBy, event, "a committee failed while trustees could still commit")
    }
    const came = dealing ? this.#dealt.size : this.#committed.size
    const cancelled = dealing && came > 0 && isIdentity(this.#coefficient(0))
    demand(came < this.threshold || cancelled, event, "a committee failed though enough of its trustees did their part")
    this.state = "failed"
  }

  #requireFinished(event: AuditEvent): void {
    this.#demand("dealing", event)
    const all = this.#dealt.size === this.#committed.size
    demand(all || event.timestamp >= this.#dealBy, event, "the key making ended while trustees could still deal")
  }

  #coefficient(k: number): Point {
    return pointSum(...[...this.#dealt.values()].map(({ commitments }) => commitments[k]!))
  }

  #demand(state: State, event: AuditEvent): void {
    if (this.state !== state)
      throw new Finding(
        `${event.name} of committee ${this.id}, which was ${this.state}: events of the trustees are missing or out of order`,
        event,
      )
  }
}
