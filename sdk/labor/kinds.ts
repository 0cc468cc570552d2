import { InvalidInputError } from "../errors.ts"
import { CERTIFICATE_GROUP, GROUP_COUNT, KIND_COUNT, KIND_GROUP_BITS } from "../parameters.ts"

/** A category of what is attested. */
export interface Kind {
  name: string
  /** Sick, leave, age, office: counts towards a quota without showing that it is an excuse. */
  excused?: boolean
  /** A certificate rather than labor: its records have amount 1. */
  certificate?: boolean
  /**
   * Group under which its minutes stand in the open books. When not given: "excused" for all excused kinds together, else a group of its
   * own. A certificate has none.
   */
  group?: string
}

/** A commune's kinds; a kind's number is its place in the list, 0 to 31. New ones come last: numbers and groups stay for ever. */
export class Kinds {
  readonly list: readonly Kind[]
  /** Names of the groups of the open books, in the order in which the kinds first name them; at most 8. */
  readonly groups: readonly string[]
  readonly #numbers: Map<string, number>

  private constructor(list: readonly Kind[], groups: readonly string[]) {
    this.list = list
    this.groups = groups
    this.#numbers = new Map(list.map(({ name }, number) => [name, number]))
  }

  /** @throws InvalidInputError for none, more than 32, two of one name, or more than 8 groups */
  static of(kinds: readonly (string | Kind)[]): Kinds {
    const list = kinds.map((kind) => (typeof kind === "string" ? { name: kind } : kind))
    if (list.length < 1 || list.length > KIND_COUNT) {
      throw new InvalidInputError("number of kinds", list.length, `from 1 to ${KIND_COUNT}`)
    }
    const names = new Set<string>()
    for (const { name } of list) {
      if (name === "" || names.has(name)) throw new InvalidInputError("kind", name, "a name that no other kind has")
      names.add(name)
    }
    const groups = [...new Set(list.flatMap((kind) => groupName(kind) ?? []))]
    if (groups.length > GROUP_COUNT) {
      throw new InvalidInputError(
        "number of groups of kinds",
        groups.length,
        `at most ${GROUP_COUNT}`,
        "Give kinds that may stand together in the open books the same `group`",
      )
    }
    return new Kinds(list, groups)
  }

  /** @throws InvalidInputError for a kind that the commune does not have */
  numberOf(kind: string | number): number {
    const number = typeof kind === "number" ? kind : this.#numbers.get(kind)
    if (number === undefined || !Number.isInteger(number) || this.list[number] === undefined) {
      throw new InvalidInputError("kind", kind, `one of ${this.list.map(({ name }) => name).join(", ")}`)
    }
    return number
  }

  /** Name of a kind's number. @throws InvalidInputError */
  nameOf(number: number): string {
    return (this.list[this.numberOf(number)] as Kind).name
  }

  /** Whether a kind is a certificate: its amounts are 1 and no minutes. @throws InvalidInputError */
  isCertificate(kind: string | number): boolean {
    return this.list[this.numberOf(kind)]?.certificate === true
  }

  /** Number of the group of a kind, 0 to 7; undefined for a certificate. @throws InvalidInputError */
  groupOf(kind: string | number): number | undefined {
    const name = groupName(this.list[this.numberOf(kind)] as Kind)
    return name === undefined ? undefined : this.groups.indexOf(name)
  }
}

/** The group of each kind, 4 bits each: 0 for a number that is no kind, 1 to 8 for a group, 9 for a certificate. */
export function packKindGroups(kinds: Kinds): bigint {
  return kinds.list.reduce((packed, _, kind) => {
    const group = kinds.groupOf(kind)
    const code = BigInt(group === undefined ? CERTIFICATE_GROUP : group + 1)
    return packed + (code << BigInt(KIND_GROUP_BITS * kind))
  }, 0n)
}

function groupName({ name, excused, certificate, group }: Kind): string | undefined {
  if (certificate) return undefined
  return group ?? (excused ? "excused" : name)
}
