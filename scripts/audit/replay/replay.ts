import type { Result } from "ethers"
import { MalformedRecordError } from "../errors.ts"
import { decodeEvents, type AuditEvent } from "../log/decode.ts"
import { Finding, demand } from "../log/finding.ts"
import { termsOf } from "../log/terms.ts"
import type { ChainRecord } from "../record/record.ts"
import { Claims } from "./claim.ts"
import { CommitteeReplay } from "./committee.ts"
import { LedgerReplay } from "./ledger.ts"
import { PollReplay } from "./poll.ts"
import { RollReplay } from "./roll.ts"

/** All that follows from a log, up to the first thing in it that is wrong. */
export interface Replay {
  poll: PollReplay
  roll: RollReplay
  ledger: LedgerReplay
  /** Undefined for a public poll. */
  committee: CommitteeReplay | undefined
  /** Proofs that are still to be verified. */
  claims: Claims
  /** The first thing that is wrong without a look at the proofs. */
  finding: Finding | undefined
}

/**
 * Plays a log again, from nothing but its events.
 *
 * @param advance is told of each event that was played
 * @throws MalformedRecordError
 */
export function replay(record: ChainRecord, advance: () => void = () => undefined): Replay {
  const events = decodeEvents(record)
  const { chainId, pollId, contracts } = record
  const where = { chainId, pollId, assembly: contracts.assembly, trustees: contracts.trustees }
  const claims = new Claims()
  const [roll, ledger] = [new RollReplay(), new LedgerReplay()]
  const committeeId = committeeOf(events)
  const committee = committeeId === undefined ? undefined : new CommitteeReplay(committeeId, where, claims)
  const poll = new PollReplay({ where, roll, ledger, committee, claims })
  const takers = { assembly: poll, commune: roll, ledger, trustees: committee }

  try {
    for (const [index, event] of events.entries()) {
      requireOrder(events[index - 1], event)
      if (event.source === "trustees" && event.args[0] !== committeeId)
        throw new MalformedRecordError(`logs[${index}]`, "is of a committee that is not the poll's")
      takers[event.source]?.take(event)
      advance()
    }
    poll.end()
    return { poll, roll, ledger, committee, claims, finding: undefined }
  } catch (error) {
    if (!(error instanceof Finding)) throw error
    return { poll, roll, ledger, committee, claims, finding: error }
  }
}

/** The committee of a secret poll, which its proposal names: its events come before. */
function committeeOf(events: readonly AuditEvent[]): bigint | undefined {
  const proposed = events.find(({ name }) => name === "PollProposed")
  if (proposed === undefined) throw new MalformedRecordError("logs", "must have the poll's proposal")
  return termsOf(proposed.args.getValue("terms") as Result).secret?.committee
}

function requireOrder(before: AuditEvent | undefined, event: AuditEvent): void {
  if (before === undefined) return
  const [one, other] = [before.place, event.place]
  const later = other.block > one.block || (other.block === one.block && other.log > one.log)
  demand(
    later,
    event,
    `${event.name} stands in the log after something that is not before it: it is out of order, or there twice`,
  )
  demand(event.timestamp >= before.timestamp, event, "the time of its block is before that of an earlier block")
}
