import type { Scenario } from "../scenario.ts"
import { THRESHOLD } from "../steps/trustees.ts"

/** What is public and what is private in this version, said plainly. @param trustees how many there were */
export function privacyNotes({ poll, quotas }: Scenario, trustees: number): string[] {
  return [
    "Public: how many members there are, and each one's class and day of admission, beside a number that does not tell the name.",
    ...(poll === undefined ? [] : ballotNotes(trustees, poll.secrecy.minimumTurnout)),
    ...(quotas.length > 0
      ? [
          "Public: how many labor sheets there are, who signed them, and their sums by kind of work, where enough members stand behind a sum.",
          "Private: who worked, when, what and how long, sick leave as well. A proof says that the quota is reached, and not by how much.",
        ]
      : []),
    "A proof says only that some member made it. Its mark stops the same member from counting twice here, and is another one everywhere else.",
    "Whoever sends something to a chain can be seen. That is why a relay sends for all.",
    "This report names people because the demo plays all parts itself, with invented keys that are gone when it ends.",
  ]
}

function ballotNotes(trustees: number, minimumTurnout: number): string[] {
  return [
    "Public: how many voted, when each ballot came, which marks voted again, and in the end the totals.",
    "Private: what each ballot says, and whose it is. The contract adds the ballots up encrypted, and only the sum is opened.",
    `Who could read a single ballot: any ${THRESHOLD} of the ${trustees} trustees together, if they broke the rule; fewer learn nothing. Even they could not tell whose it is, because a mark names nobody.`,
    "A voter who was watched can vote again in a free moment. That a mark voted again can be seen, and not whether the choice is another. Against who watches until the close this does not help.",
    `Totals tell what they tell: if all choose the same, everybody knows. With fewer than ${minimumTurnout} ballots the contract lets nothing be opened. docs/ballots.md says more.`,
  ]
}
