import { InvalidInputError } from "../errors.ts"
import { KIND_COUNT } from "../parameters.ts"

/** A category of what is attested. */
export interface Kind {
  name: string
  /** Sick, leave, age, office: counts towards a quota without showing that it is an excuse. */
  excused?: boolean
  /** A certificate rather than labor: its records have amount 1. */
  certificate?: boolean
}

/** A commune's kinds; a kind's number is its place in the list, 0 to 31. */
export class Kinds {
  readonly list: readonly Kind[]
  readonly #numbers: Map<string, number>

  private constructor(list: readonly Kind[]) {
    this.list = list
    this.#numbers = new Map(list.map(({ name }, number) => [name, number]))
  }

  /** @throws InvalidInputError for none, more than 32, or two of one name */
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
    return new Kinds(list)
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
}
