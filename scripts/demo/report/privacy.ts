/** What is public and what is private in this version, said plainly. */
export function privacyNotes(hasPoll: boolean, hasQuotas: boolean): string[] {
  return [
    "Public: how many members there are, and each one's class and day of admission, beside a number that does not tell the name.",
    ...(hasPoll
      ? [
          "Public: every ballot's choice. Private: whose ballot it is. (Ballots whose choice is secret too come in a later version.)",
        ]
      : []),
    ...(hasQuotas
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
