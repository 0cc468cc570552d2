import type { Result } from "ethers"
import { IDENTITY, pointSum, samePoint, type Point } from "../../../sdk/crypto/baby-jubjub.ts"
import type { AuditEvent } from "../log/decode.ts"
import { demand } from "../log/finding.ts"
import { requirePoint } from "../log/points.ts"
import type { SecretTerms } from "../log/terms.ts"
import { indexesOf, numbersOf, pointOf, proofOf } from "../log/values.ts"
import { pointsIn, type Ballot } from "./ballots.ts"
import type { Claims } from "./claim.ts"
import type { CommitteeReplay } from "./committee.ts"
import { messagesOf, type Layout } from "./messages.ts"
import { holdsMessage } from "./threshold.ts"

/** The sum of a secret poll, and how trustees opened it. */
export class DecryptionReplay {
  readonly #committee: CommitteeReplay
  readonly #claims: Claims
  readonly #parts = new Map<number, Point[]>()
  /** First and second point of each ciphertext of the sum. */
  readonly sum: readonly (readonly [first: Point, second: Point])[]

  /** Adds all ballots that count up, from nothing. */
  constructor(ballots: readonly Ballot[], { ciphertexts }: SecretTerms, committee: CommitteeReplay, claims: Claims) {
    this.#committee = committee
    this.#claims = claims
    const rows = ballots.map((ballot) => pointsIn(ballot.ciphertexts!))
    const sumAt = (place: number): Point => sumOf(rows.map((points) => points[place]!))
    this.sum = Array.from({ length: ciphertexts }, (_, place) => [sumAt(2 * place), sumAt(2 * place + 1)])
  }

  /** Indexes of the trustees who posted their parts. */
  get posted(): number[] {
    return [...this.#parts.keys()].sort((one, other) => one - other)
  }

  /** The contract's sum must be this one. @throws Finding */
  compare(event: AuditEvent): void {
    const given = pointsIn(numbersOf(event.args.getValue("sum") as Result))
    const same =
      given.length === 2 * this.sum.length && this.sum.flat().every((point, index) => samePoint(point, given[index]!))
    demand(same, event, "the sum is not that of the ballots in the log: one was left out, added or changed")
  }

  /** A trustee's parts. @throws Finding */
  post(event: AuditEvent): void {
    const { args, place } = event
    const trustee = Number(args.getValue("trustee"))
    const parts = ([...(args.getValue("parts") as Result)] as Result[]).map(pointOf)
    const proofs = ([...(args.getValue("proofs") as Result)] as Result[]).map(proofOf)
    const shareKey = this.#committee.shareKey(trustee)
    demand(shareKey !== undefined, event, `trustee ${trustee} has no share of the key, and decrypted`)
    demand(!this.#parts.has(trustee), event, `trustee ${trustee} decrypted twice`)
    const fits = parts.length === this.sum.length && proofs.length === this.sum.length
    demand(fits, event, `trustee ${trustee} decrypted more or fewer ciphertexts than the sum has`)
    for (const [ciphertext, part] of parts.entries()) {
      const of = `the partial decryption by trustee ${trustee}`
      requirePoint(part, of, event)
      const signals = [...shareKey, ...part, ...this.sum[ciphertext]![0]]
      this.#claims.add({ circuit: "decrypt", proof: proofs[ciphertext]!, signals, of, place })
    }
    this.#parts.set(trustee, parts)
  }

  /** The totals must be what the sum holds. @throws Finding */
  announce(event: AuditEvent, options: number, terms: SecretTerms, layout: Layout): bigint[] {
    const indexes = indexesOf(event.args.getValue("trustees") as bigint)
    const totals = numbersOf(event.args.getValue("totals") as Result)
    const { threshold } = this.#committee
    demand(
      indexes.length === threshold,
      event,
      `totals were announced by ${indexes.length} trustees' parts, not ${threshold}`,
    )
    for (const index of indexes)
      demand(this.#parts.has(index), event, `totals were announced by a part of trustee ${index}, who posted none`)
    demand(totals.length === options, event, `${totals.length} totals were announced for ${options} options`)
    const limit = 1n << BigInt(layout.width)
    demand(
      totals.every((total) => total < limit),
      event,
      `a total was announced that is not below ${limit}`,
    )
    for (const [ciphertext, message] of messagesOf(totals, terms, layout).entries()) {
      const parts = new Map(indexes.map((index) => [index, this.#parts.get(index)![ciphertext]!]))
      const holds = holdsMessage(this.sum[ciphertext]![1], parts, message)
      demand(holds, event, "the totals that were announced are not what the sum of the ballots holds")
    }
    return totals
  }
}

/** How many points are added at once: no call takes the ballots of a large electorate as its arguments. */
const AT_ONCE = 10_000

function sumOf(points: readonly Point[]): Point {
  let sum = IDENTITY
  for (let from = 0; from < points.length; from += AT_ONCE) sum = pointSum(sum, ...points.slice(from, from + AT_ONCE))
  return sum
}
