import { expect } from "chai"
import { RochdaleError } from "../../sdk/index.ts"

/** Expects an error of this package with that code, whose message matches. */
export async function refused(action: () => unknown, code: string, message: RegExp): Promise<void> {
  try {
    await action()
  } catch (error) {
    expect(error).to.be.instanceOf(RochdaleError)
    expect((error as RochdaleError).code).to.equal(code)
    expect((error as RochdaleError).message).to.match(message)
    return
  }
  expect.fail(`nothing was refused; expected ${code}`)
}
