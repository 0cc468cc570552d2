import { FileFormError } from "../errors.ts"

/** An object of a JSON file, whose fields are asked for by name and form; what is missing or of another form is named with its place. */
export class JsonFields {
  readonly file: string
  readonly #place: string
  readonly #fields: Record<string, unknown>

  private constructor(file: string, place: string, fields: Record<string, unknown>) {
    this.file = file
    this.#place = place
    this.#fields = fields
  }

  /** @throws FileFormError for text that is no JSON object */
  static parse(text: string, file: string): JsonFields {
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch (error) {
      throw new FileFormError(file, `it is no JSON (${(error as Error).message})`)
    }
    return JsonFields.#of(value, file, "")
  }

  static #of(value: unknown, file: string, place: string): JsonFields {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw new FileFormError(file, `${place || "it"} is no object`)
    return new JsonFields(file, place, value as Record<string, unknown>)
  }

  has(name: string): boolean {
    return this.#fields[name] !== undefined
  }

  text(name: string): string {
    const value = this.#fields[name]
    return typeof value === "string" && value !== "" ? value : this.fail(name, "must be some text")
  }

  /** A whole number of at least `least`. */
  wholeNumber(name: string, least = 0): number {
    const value = this.#fields[name]
    return Number.isSafeInteger(value) && (value as number) >= least
      ? (value as number)
      : this.fail(name, `must be a whole number, ${least} or more`)
  }

  texts(name: string): string[] {
    const value = this.#fields[name]
    const good = Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === "string" && one !== "")
    return good ? (value as string[]) : this.fail(name, "must be a list of texts")
  }

  numberPair(name: string): [number, number] {
    const value = this.#fields[name]
    const good = Array.isArray(value) && value.length === 2 && value.every((one) => Number.isSafeInteger(one))
    return good ? (value as [number, number]) : this.fail(name, "must be two whole numbers, as in [2, 3]")
  }

  object(name: string): JsonFields {
    return JsonFields.#of(this.#fields[name], this.file, this.#name(name))
  }

  objects(name: string): JsonFields[] {
    const value = this.#fields[name]
    if (!Array.isArray(value)) return this.fail(name, "must be a list")
    return value.map((one, index) => JsonFields.#of(one, this.file, `${this.#name(name)}[${index}]`))
  }

  flag(name: string): boolean {
    const value = this.#fields[name] ?? false
    return typeof value === "boolean" ? value : this.fail(name, "must be true or false")
  }

  /** @throws FileFormError always: the field breaks a rule */
  fail(name: string, rule: string): never {
    throw new FileFormError(this.file, `"${this.#name(name)}" ${this.has(name) ? rule : `is missing; it ${rule}`}`)
  }

  /** Turns an error about a field's value into one that names the file. */
  checked<Value>(name: string, read: () => Value): Value {
    try {
      return read()
    } catch (error) {
      throw new FileFormError(this.file, `"${this.#name(name)}": ${(error as Error).message.replace(/\. [^.]*$/, "")}`)
    }
  }

  #name(name: string): string {
    return this.#place === "" ? name : `${this.#place}.${name}`
  }
}
