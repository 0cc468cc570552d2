import { hours, Kinds, Member, Trustee, type Proposal, type Quota, type SheetRules } from "../../../sdk/index.ts"

/*
 * A small commune whose life is played by `program.ts`. Members and trustees keep nothing but a seed; here it is made of a number, so that a program that is started
 * again opens the same ones.
 */

export const MEMBERS = [1, 2, 3, 4, 5].map((number) => Member.fromSeed(new Uint8Array(32).fill(number)))
export const TRUSTEES = [1, 2, 3].map((number) => Trustee.fromSeed(new Uint8Array(32).fill(100 + number)))

/** Of the trustees so many open the sum, and these do. */
export const THRESHOLD = 2
export const OPENERS = [1, 3] as const

export const KINDS = Kinds.of(["kitchen", "care"])
export const SHEET_RULES: SheetRules = { kinds: KINDS, cap: hours(14), minimumRows: 3 }

export const ADMITTED = "2024-03-01"
/** Last day of the sheet's period. */
export const SHEET_DAY = "2026-01-04"
/** Minutes of each member in the kitchen, in their order. */
export const MINUTES = [300, 310, 320, 330, 340] as const
export const QUOTA: Quota = { kinds: ["kitchen"], from: "2026-01-01", to: "2026-01-31", atLeast: hours(5) }
/** Of the members so many use the van. */
export const DRIVERS = 2

export const OPTIONS = ["yes", "no"] as const
export type Option = (typeof OPTIONS)[number]
/** What each voter votes for, one time after the other. The first has a change of mind, the last member does not vote. */
export const CHOICES = [["no", "yes"], ["yes"], ["no"], ["yes"]] as const satisfies readonly (readonly Option[])[]

const DAY = 86_400

export const PROPOSAL = {
  subject: "Shall we buy the van?",
  options: OPTIONS,
  policy: { classes: ["full"], admittedBy: "2025-12-31" },
  quorum: { atLeast: [1, 2] },
  threshold: { moreThan: [1, 2] },
  votingPeriod: DAY,
} satisfies Proposal

/** Seconds that trustees have for each step of making the key. */
export const TRUSTEES_PERIOD = DAY
