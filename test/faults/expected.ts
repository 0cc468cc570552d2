import { Roll } from "../../sdk/index.ts"
import type { Ending } from "./life/ending.ts"
import { ADMITTED, CHOICES, DRIVERS, MEMBERS, MINUTES, OPENERS, OPTIONS, TRUSTEES } from "./life/people.ts"

const roll = Roll.of(MEMBERS.map(({ commitment }) => ({ commitment, class: "full", admitted: ADMITTED })))
const minutes: readonly number[] = MINUTES
const last = CHOICES.map((choices) => choices.at(-1))

/** What the commune's life must come to by what its people do, however often it is broken off. */
export const EXPECTED: Ending = {
  roll: { members: MEMBERS.map(({ commitment }) => commitment.toString()), root: roll.root.toString() },
  events: {
    BallotCast: CHOICES.length,
    BallotReplaced: CHOICES.filter((choices) => choices.length > 1).length,
    CommitteeFormed: 1,
    DealingBegun: 1,
    Dealt: TRUSTEES.length,
    DecryptionBegun: 1,
    KeyMade: 1,
    MemberAdmitted: MEMBERS.length,
    PartlyDecrypted: OPENERS.length,
    PollClosed: 1,
    PollOpened: 1,
    PollProposed: 1,
    SecretPollOpened: 1,
    SheetAccepted: 1,
    SheetCountersigned: 1,
    SheetPosted: 1,
    TallyAnnounced: 1,
    TrusteeCommitted: TRUSTEES.length,
  },
  sheets: 1,
  books: minutes.reduce((sum, some) => sum + some, 0),
  envelopes: MEMBERS.length,
  passbooks: minutes.map((some) => [some]),
  van: MEMBERS.map((_, place) => [place < DRIVERS, place < DRIVERS]),
  ballots: CHOICES.length,
  tally: OPTIONS.map((option) => last.filter((choice) => choice === option).length),
  outcome: "carried: yes",
}

/** Transactions that it takes: one that admits all members, and one for each of these events. */
export const TRANSACTIONS = [
  "SheetPosted",
  "SheetCountersigned",
  "CommitteeFormed",
  "TrusteeCommitted",
  "Dealt",
  "KeyMade",
  "PollProposed",
  "PollOpened",
  "BallotCast",
  "BallotReplaced",
  "DecryptionBegun",
  "PartlyDecrypted",
  "TallyAnnounced",
].reduce((sum, name) => sum + (EXPECTED.events[name] as number), 1)
