/** What an earlier step had done is not there any more: the chain has forgotten it, and the programs must start again. */
export class GoneError extends Error {
  readonly code = "gone"
}

/** @throws GoneError for what is not there */
export function stillThere<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new GoneError(`${what} is not on the chain any more`)
  return value
}
