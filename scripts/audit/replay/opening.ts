import type { Result } from "ethers"
import { samePoint } from "../../../sdk/crypto/baby-jubjub.ts"
import type { AuditEvent } from "../log/decode.ts"
import { demand } from "../log/finding.ts"
import type { SecretTerms, Terms } from "../log/terms.ts"
import { pointOf } from "../log/values.ts"
import type { BallotStatement, EncryptionStatement } from "./ballots.ts"
import type { CommitteeReplay } from "./committee.ts"
import { ballotRuleOf, layoutOf } from "./messages.ts"
import type { RollReplay } from "./roll.ts"

/** What a poll froze when it was opened: it must be what the roll was then. @throws Finding */
export function frozenStatement(event: AuditEvent, terms: Terms, roll: RollReplay, scope: bigint): BallotStatement {
  const { args, timestamp } = event
  const { classes, admittedBy, votingPeriod, secret } = terms
  const root = args.getValue("root") as bigint
  const sameRoot = root === roll.root && root !== 0n
  demand(sameRoot, event, `the poll froze root ${root}, but the roll had root ${roll.root} then`)
  const electorate = roll.electorate(classes)
  const given = args.getValue("electorate") as bigint
  const sameElectorate = given === BigInt(electorate)
  demand(sameElectorate, event, `the poll counts ${given} members who may vote, but the roll had ${electorate} then`)
  demand(electorate > 0, event, "the poll was opened though nobody may vote")
  // One use: slot 0 is the only one below the limit.
  const policy = classes | (admittedBy << 16n) | (1n << 36n)
  demand(args.getValue("policy") === policy, event, "the poll's policy is not that of its terms")
  const today = BigInt(Math.floor(timestamp / 86_400))
  demand(admittedBy <= today, event, "the poll was opened before its last day of admission: one could join it later")
  const closesAt = Number(args.getValue("closesAt"))
  demand(closesAt === timestamp + votingPeriod, event, "the time to vote is not as long as the terms say")
  if (secret !== undefined) requireCrowd(event, terms.options, secret, electorate)
  return { root, scope, policy, electorate, closesAt }
}

/** Under what a secret poll's ballots are encrypted: its committee's key. @throws Finding */
export function frozenEncryption(
  event: AuditEvent,
  options: number,
  secret: SecretTerms,
  committee: CommitteeReplay,
): EncryptionStatement {
  const { args } = event
  const own = args.getValue("committee") === secret.committee
  demand(own, event, "the poll was opened with another committee than that of its terms")
  const { state } = committee
  demand(state === "ready", event, `the poll was opened with a committee that was ${state}, and had no key`)
  const key = pointOf(args.getValue("key") as Result)
  demand(samePoint(key, committee.key), event, "the poll's key is not the key of its committee")
  const ballotRule = args.getValue("ballotRule") as bigint
  const sameRule = ballotRule === ballotRuleOf(options, secret, layoutOf(options, secret))
  demand(sameRule, event, "the poll's rule for ballots is not that of its terms")
  return { key, ballotRule, ciphertexts: secret.ciphertexts }
}

function requireCrowd(event: AuditEvent, options: number, secret: SecretTerms, electorate: number): void {
  const { minimumElectorate, maxScore } = secret
  const many = electorate >= minimumElectorate
  demand(many, event, `the poll was opened with ${electorate} members who may vote, but needs ${minimumElectorate}`)
  const fits = electorate * maxScore < 2 ** layoutOf(options, secret).width
  demand(fits, event, "the poll was opened with more members than its ballots can count")
}
