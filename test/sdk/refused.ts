import { expect } from "chai"
import type { RochdaleError } from "../../sdk/errors.ts"

export type ErrorClass<Kind extends RochdaleError = RochdaleError> = abstract new (...args: never[]) => Kind

/**
 * Runs a call that must be refused, and checks the kind of the error and what its message names.
 *
 * @returns the error, for more questions
 */
export async function refused<Kind extends RochdaleError>(
  call: () => unknown,
  kind: ErrorClass<Kind>,
  ...named: (string | RegExp)[]
): Promise<Kind> {
  let error: unknown
  try {
    await call()
  } catch (thrown) {
    error = thrown
  }
  expect(error, "the call was not refused").to.be.instanceOf(kind)
  const found = error as Kind
  for (const part of named) {
    if (typeof part === "string") expect(found.message).to.include(part)
    else expect(found.message).to.match(part)
  }
  expect(found.hint).to.not.equal("")
  expect(found.docs).to.include(found.code)
  return found
}
