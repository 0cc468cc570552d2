import { KEYS } from "../../../sdk/proof/generated/release.ts"
import type { Audit } from "../audit.ts"
import type { Terms } from "../log/terms.ts"
import { counted, listed, moment, outcomeText } from "./words.ts"

/** One thing that was checked, and what came out. */
export interface Check {
  topic: string
  text: string
}

/** Everything that was checked and found right. */
export function checksOf(audit: Audit): Check[] {
  const { poll } = audit
  const checks = [orderCheck(audit), rollCheck(audit), committeeCheck(audit), ballotsCheck(audit), quotasCheck(audit)]
  return [
    ...checks,
    sumCheck(audit),
    decryptionCheck(audit),
    totalsCheck(audit),
    outcomeCheck(audit),
    proofsCheck(audit),
  ].filter((check) => check !== undefined && poll.terms !== undefined) as Check[]
}

/** Where the poll stands, in a sentence. */
export function standingText({ poll, record }: Audit): string {
  const { standing, settled, statement, openBy, decryption } = poll
  const closesAt = statement?.closesAt ?? 0
  switch (standing) {
    case "none":
    case "proposed":
      return "proposed, and not opened: there is no ballot to check"
    case "withdrawn":
      return "withdrawn before it was opened: there is no ballot to check"
    case "open":
      return record.head.timestamp < closesAt
        ? `open until ${moment(closesAt)}; what was cast so far was checked`
        : `over since ${moment(closesAt)}, and not closed yet: anyone may close it`
    case "decrypting":
    case "announced":
      return `being decrypted until ${moment(openBy)}: parts of ${trustees(decryption!.posted)} are there`
    case "closed":
      return outcomeText(settled!)
    case "abandoned":
      return `abandoned: ${trustees(decryption!.posted)} decrypted in time, and that was too few. Its ballots stay unread and it stays undecided`
  }
}

function orderCheck({ record, poll }: Audit): Check {
  const last =
    poll.standing === "proposed" || poll.standing === "withdrawn"
      ? ""
      : ", no ballot came before the opening or after the close"
  return {
    topic: "Log",
    text: `${counted(record.logs.length, "event")} in ${counted(record.blocks.length, "block")}, in their order${last}`,
  }
}

function rollCheck({ roll, poll }: Audit): Check | undefined {
  const { statement, terms } = poll
  if (statement === undefined) return undefined
  const electorate = `${counted(statement.electorate, "member")} may vote (${classesText(terms!)})`
  return {
    topic: "Roll",
    text: `rebuilt from ${counted(roll.events, "event")}: its root is the one that the poll froze; ${electorate}`,
  }
}

function committeeCheck({ committee, poll }: Audit): Check | undefined {
  if (committee === undefined || committee.state === "none") return undefined
  const { threshold, size, dealers, recipients } = committee
  const all = Array.from({ length: size }, (_, place) => place + 1)
  const late = all.filter((index) => !recipients.includes(index))
  const silent = recipients.filter((index) => !dealers.includes(index))
  const missing = [
    late.length === 0 ? "" : `; ${trustees(late)} did not commit`,
    silent.length === 0 ? "" : `; ${trustees(silent)} committed and did not deal`,
  ].join("")
  const key = poll.encryption === undefined ? "" : "; the poll's key is the sum of what they dealt"
  return {
    topic: "Trustees",
    text: `committee ${committee.id}, ${threshold} of ${size}: ${trustees(dealers)} dealt as they had committed to, each by a proof${missing}${key}`,
  }
}

function ballotsCheck({ poll }: Audit): Check | undefined {
  const { ballots, statement, encryption } = poll
  if (statement === undefined) return undefined
  const kind = encryption === undefined ? "public" : "secret"
  const again =
    ballots.replaced === 0
      ? ""
      : `; ${counted(ballots.replaced, "older ballot")} of theirs replaced, each by one with a larger number`
  return {
    topic: "Ballots",
    text: `${ballots.voters} of ${statement.electorate} voted (${kind} ballots), each with a mark of their own and a proof for this poll${again}`,
  }
}

function quotasCheck({ poll, ledger }: Audit): Check | undefined {
  const asked = poll.terms?.quotaPolicies.length ?? 0
  if (asked === 0 || poll.statement === undefined) return undefined
  return {
    topic: "Quotas",
    text: `${counted(poll.quotas.count, "proof")}, ${asked} with each first ballot, against roots that the ledger had then (rebuilt from ${counted(ledger.events, "event")}; its sheets are taken as posted)`,
  }
}

function sumCheck({ poll }: Audit): Check | undefined {
  if (poll.decryption === undefined) return undefined
  return {
    topic: "Sum",
    text: `added up anew from ${counted(poll.ballots.voters, "ballot")}: it is the one that was decrypted`,
  }
}

function decryptionCheck({ poll }: Audit): Check | undefined {
  if (poll.decryption === undefined) return undefined
  const { posted } = poll.decryption
  return {
    topic: "Decryption",
    text:
      posted.length === 0
        ? "no trustee has decrypted yet"
        : `${trustees(posted)} decrypted their parts, each by a proof`,
  }
}

function totalsCheck({ poll }: Audit): Check | undefined {
  const { totals, terms, decryption, standing, ballots } = poll
  if (terms!.secret !== undefined && standing === "closed" && decryption === undefined)
    return {
      topic: "Totals",
      text: `none: with ${counted(ballots.voters, "ballot")} nothing was decrypted, as ${terms!.secret.minimumTurnout} are needed`,
    }
  if (totals === undefined) return undefined
  const each = totals.map((total, option) => `option ${option}: ${total}`).join(", ")
  return {
    topic: "Totals",
    text: `${each}; ${decryption === undefined ? "counted anew" : "what the sum holds, opened with the trustees' parts"}`,
  }
}

function outcomeCheck({ poll }: Audit): Check | undefined {
  if (poll.settled === undefined) return undefined
  return { topic: "Outcome", text: `${outcomeText(poll.settled)}, as the terms' quorum, threshold and blocks have it` }
}

function proofsCheck({ proofs, seconds }: Audit): Check | undefined {
  if (proofs.size === 0) return undefined
  const each = listed([...proofs].map(([circuit, count]) => `${count} of ${circuit}`))
  const keys = KEYS === "dev" ? ". These are INSECURE development keys: anyone can forge proofs under them" : ""
  return { topic: "Proofs", text: `${each}, verified in ${seconds.toFixed(1)} s with this project's keys${keys}` }
}

function classesText({ classes }: Terms): string {
  const numbers = [...Array(16).keys()].filter((number) => (classes >> BigInt(number)) % 2n === 1n)
  return `${numbers.length === 1 ? "class" : "classes"} ${listed(numbers)}`
}

function trustees(indexes: readonly number[]): string {
  if (indexes.length === 0) return "no trustee"
  return `${indexes.length === 1 ? "trustee" : "trustees"} ${listed(indexes)}`
}
