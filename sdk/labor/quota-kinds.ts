import { InvalidInputError } from "../errors.ts"
import type { Kinds } from "./kinds.ts"

/**
 * Names of the kinds that count towards a quota: those that are asked for, and all excused ones. An excuse counts then without showing: a proof says
 * that the minutes are there, and not of which of these kinds they are.
 *
 * @param labor the kinds that are asked for; every kind of labor when not given
 * @throws InvalidInputError for a kind that the commune does not have, or a certificate, which has no minutes
 */
export function countedKinds(kinds: Kinds, labor?: readonly (string | number)[]): string[] {
  if (labor?.length === 0) throw new InvalidInputError("labor", "empty", "at least one kind, or not given")
  const asked = labor?.map((kind) => kinds.nameOf(kinds.numberOf(kind)))
  const certificate = asked?.find((name) => kinds.isCertificate(name))
  if (certificate !== undefined) {
    throw new InvalidInputError("kind", certificate, "a kind of labor", "State a certificate with certificateQuota")
  }
  return kinds.list
    .filter(
      ({ name, excused, certificate }) =>
        certificate !== true && (excused === true || asked === undefined || asked.includes(name)),
    )
    .map(({ name }) => name)
}
