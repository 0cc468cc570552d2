import { equal, isConstant, over, plus, type Combination } from "../combination.ts"
import type { Knowledge } from "../knowledge.ts"

/**
 * Answers to "is it 0?": tested * answer = 0 and tested * inverse = 1 - answer. Where `tested` is 0 the second says that the answer is 1;
 * where it is not, the first says that it is 0. The inverse itself is free where `tested` is 0.
 *
 * @returns wires that are such an answer about something known, and what that is
 */
export function answersAboutZero(knowledge: Knowledge): Map<number, Combination> {
  const { system } = knowledge
  const answers = new Map<number, Combination>()
  for (let index = 0; index < system.constraints; index++) {
    if (knowledge.open(index) !== 1 || system.shape(index).c !== 0) continue
    const { a, b } = system.product(index)
    for (const [tested, answer] of [
      [a, b],
      [b, a],
    ] as const) {
      const wire = [...answer.keys()].find((candidate) => candidate !== 0 && !knowledge.isKnown(candidate))
      if (wire === undefined || answer.size !== 1 || !knowledge.settles(tested.keys())) continue
      if (hasInverse(tested, wire)) answers.set(wire, tested)
    }
  }
  return answers

  function hasInverse(tested: Combination, answer: number): boolean {
    return system.readers[answer]!.some((reader) => {
      const { a, b, c } = system.product(reader)
      const constant = c.get(0)
      if (constant === undefined || (!equal(a, tested) && !equal(b, tested))) return false
      // 1 - answer, scaled
      const rest = plus(over(c, constant, system.prime), new Map([[answer, 1n]]), system.prime)
      return isConstant(rest) && rest.get(0) === 1n
    })
  }
}
