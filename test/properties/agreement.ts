import { expect } from "chai"

/**
 * Compares what several sides answered with what was expected, input by input, so that a failure names both.
 *
 * @param expected one answer for each input
 * @param sides    their answers, in the same order
 */
export function same(
  inputs: readonly unknown[],
  expected: readonly unknown[],
  sides: Readonly<Record<string, readonly unknown[]>>,
): void {
  for (const [side, answers] of Object.entries(sides)) {
    expect(answers.length, side).to.equal(inputs.length)
    inputs.forEach((input, index) =>
      expect(answers[index], `${side} of ${shown(input)}`).to.deep.equal(expected[index]),
    )
  }
}

/** Whether something is refused: by an error of this kind, and by no other. */
export function refuses(kind: new (...args: never[]) => Error, attempt: () => unknown): boolean {
  try {
    attempt()
    return false
  } catch (error) {
    if (error instanceof kind) return true
    throw error
  }
}

function shown(input: unknown): string {
  return JSON.stringify(input, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value))
}
