import type { Result } from "ethers"
import { QUOTA_CIRCUITS } from "../../../sdk/proof/circuits.ts"
import type { AuditEvent } from "../log/decode.ts"
import { Finding, demand } from "../log/finding.ts"
import { proofOf } from "../log/values.ts"
import type { Claims } from "./claim.ts"
import type { LedgerReplay } from "./ledger.ts"

/** What a ballot's quota proofs must be about. */
export interface QuotaStatement {
  nullifier: bigint
  root: bigint
  scope: bigint
  message: bigint
  policy: bigint
  quotaPolicies: readonly bigint[]
}

/** Quota proofs, which the log has before the ballot that they go with, in the same transaction. */
export class QuotaReplay {
  readonly #ledger: LedgerReplay
  readonly #claims: Claims
  #waiting: AuditEvent[] = []
  /** How many went with ballots. */
  count = 0

  constructor(ledger: LedgerReplay, claims: Claims) {
    this.#ledger = ledger
    this.#claims = claims
  }

  /** @throws Finding */
  take(event: AuditEvent): void {
    const root = event.args.getValue("ledgerRoot") as bigint
    const nullifier = event.args.getValue("nullifier") as bigint
    const known = this.#ledger.knew(root, event.timestamp)
    demand(
      known,
      {
        ...event,
        nullifier,
      },
      `a quota was proved against a root that the ledger did not have then: ${root}`,
    )
    this.#waiting.push(event)
  }

  /** A ballot must come with a proof for each quota, and no other. @throws Finding */
  goWith(ballot: AuditEvent, { quotaPolicies, nullifier, ...statement }: QuotaStatement): void {
    const waiting = this.#waiting
    this.#waiting = []
    const context = { place: ballot.place, nullifier }
    for (const [place, { args, place: found }] of waiting.entries()) {
      const own = args.getValue("nullifier") === nullifier && found.transaction === ballot.place.transaction
      demand(own, { place: found, nullifier }, "a quota was proved, but not for the ballot that follows")
      demand(Number(args.getValue("place")) === place, { place: found, nullifier }, "quotas were proved out of order")
    }
    const required = quotaPolicies.length
    demand(
      waiting.length === required,
      context,
      `a ballot has ${waiting.length} quota proofs, but the poll asks for ${required}`,
    )
    for (const [place, { args, place: found }] of waiting.entries()) {
      const records = Number(args.getValue("records"))
      const instance = QUOTA_CIRCUITS.find((each) => each.records === records)
      if (instance === undefined)
        throw new Finding(`there is no circuit for quotas of ${records} records`, { place: found, nullifier })
      const ledgerRoot = args.getValue("ledgerRoot") as bigint
      const { root, scope, message, policy } = statement
      const signals = [nullifier, root, ledgerRoot, scope, message, policy, quotaPolicies[place]!]
      const proof = proofOf(args.getValue("proof") as Result)
      this.#claims.add({
        circuit: instance.circuit,
        proof,
        signals,
        of: `quota ${place + 1} of a ballot`,
        place: found,
        nullifier,
      })
      this.count++
    }
  }

  /** No proof may be left without a ballot. @throws Finding */
  end(): void {
    const [left] = this.#waiting
    if (left !== undefined) throw new Finding("a quota was proved, but no ballot follows", left)
  }
}
