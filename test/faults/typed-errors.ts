import { expect } from "chai"

/**
 * Codes of the errors with which a program may end when something else was broken: the node, the line, the store, or the chain's history. None of them says that
 * anything is wrong with what the program itself did.
 */
const CODES = [
  "chain-unreachable",
  "node-answer",
  "transaction-lost",
  "transaction-pending",
  "store",
  "out-of-step",
  "log-mismatch",
  // What the chain has forgotten is not there for the next step.
  "gone",
  "contract-refused",
  "poll-state",
  "committee-state",
  "not-in-roll",
  "quota-not-reached",
]

/** Expects that programs ended with such errors only. @param errors as a run says them */
export function expectTyped(errors: readonly string[]): void {
  for (const error of errors) expect(error.split(":")[0], error).to.be.oneOf(CODES)
}
