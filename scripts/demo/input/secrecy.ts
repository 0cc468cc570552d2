import type { Secrecy } from "../scenario.ts"
import type { JsonFields } from "./json-fields.ts"

/** Secret ballots have room for so many options. */
export const MOST_OPTIONS = 12
/** The contract opens no secret poll in which fewer ballots could be decrypted. */
export const LEAST_TURNOUT = 3
/** With fewer who may vote, everybody could guess. */
const LEAST_ELECTORATE = 5
const WEEK = 7 * 86_400

/** What holds where a proposal does not say more. @param electorate members who may vote, where the poll shall be possible with so few */
export function usualSecrecy(electorate = LEAST_ELECTORATE): Secrecy {
  return {
    minimumElectorate: Math.max(LEAST_TURNOUT, Math.min(LEAST_ELECTORATE, electorate)),
    minimumTurnout: LEAST_TURNOUT,
    decryptionPeriod: WEEK,
  }
}

/** What a proposal says of its secret ballots in the field "secret". @throws FileFormError */
export function secrecyOf(proposal: JsonFields): Secrecy {
  const usual = usualSecrecy()
  if (!proposal.has("secret")) return usual
  const fields = proposal.object("secret")
  const number = (name: keyof Secrecy, least: number): number | undefined =>
    fields.has(name) ? fields.wholeNumber(name, least) : undefined
  const minimumTurnout = number("minimumTurnout", LEAST_TURNOUT) ?? usual.minimumTurnout
  return {
    minimumTurnout,
    minimumElectorate: number("minimumElectorate", minimumTurnout) ?? Math.max(usual.minimumElectorate, minimumTurnout),
    decryptionPeriod: number("decryptionPeriod", 1) ?? usual.decryptionPeriod,
  }
}
