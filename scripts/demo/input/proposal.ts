import { hours, type Proposal, type Quota, type Share } from "../../../sdk/index.ts"
import type { Secrecy } from "../scenario.ts"
import type { JsonFields } from "./json-fields.ts"
import { MOST_OPTIONS, secrecyOf } from "./secrecy.ts"

/** A proposal as a commune writes it: with a title, and the quota in hours. */
export interface WrittenProposal {
  title: string
  text: string
  secrecy: Secrecy
  proposal: Proposal & { quotas: readonly Quota[]; thresholdOf: "ballots" | "electorate" }
}

/** @throws FileFormError */
export function readProposal(fields: JsonFields): WrittenProposal {
  const title = fields.text("title")
  const text = fields.text("text")
  const policy = fields.object("policy")
  const options = fields.texts("options")
  if (options.length < 2 || options.length > MOST_OPTIONS) fields.fail("options", `must be 2 to ${MOST_OPTIONS}`)
  const proposal = {
    subject: `${title}\n\n${text}`,
    options,
    policy: { classes: policy.texts("classes"), admittedBy: policy.text("admittedBy") },
    quotas: fields.has("quotas") ? fields.objects("quotas").map(quotaOf) : [],
    quorum: share(fields.object("quorum")),
    threshold: share(fields.object("threshold")),
    thresholdOf: thresholdOf(fields),
    votingPeriod: fields.wholeNumber("votingPeriod", 1),
    ...(fields.has("abstain") ? { abstain: option(fields, "abstain", options) } : {}),
    ...(fields.has("block") ? { block: block(fields.object("block"), options) } : {}),
  }
  return { title, text, proposal, secrecy: secrecyOf(fields) }
}

function quotaOf(fields: JsonFields): Quota {
  const [kinds, from, to] = [fields.texts("kinds"), fields.text("from"), fields.text("to")]
  return { kinds, from, to, atLeast: fields.checked("atLeast", () => hours(fields.text("atLeast"))) }
}

function share(fields: JsonFields): Share {
  return fields.has("moreThan")
    ? { moreThan: fields.numberPair("moreThan") }
    : { atLeast: fields.numberPair("atLeast") }
}

function thresholdOf(fields: JsonFields): "ballots" | "electorate" {
  if (!fields.has("thresholdOf")) return "ballots"
  const value = fields.text("thresholdOf")
  return value === "ballots" || value === "electorate"
    ? value
    : fields.fail("thresholdOf", 'must be "ballots" or "electorate"')
}

function block(fields: JsonFields, options: string[]): { option: string; limit: number } {
  return { option: option(fields, "option", options), limit: fields.wholeNumber("limit", 1) }
}

function option(fields: JsonFields, name: string, options: readonly string[]): string {
  const value = fields.text(name)
  return options.includes(value) ? value : fields.fail(name, `must be one of ${options.join(", ")}`)
}
