import type { ClassNames, Day, Kinds, Policy, Proposal, Quota, SheetRules } from "../../sdk/index.ts"
import type { Expected } from "./arithmetic/expected.ts"

/** What the demo plays: who is in the commune, what they did, what is asked of them. */
export interface Scenario {
  /** The commune's name. */
  name: string
  /** The first line of the report. */
  title: string
  /** Which input this is, for people; a line each. */
  about: string[]
  classes: ClassNames
  kinds: Kinds
  members: ScenarioMember[]
  sheets: ScenarioSheet[]
  /** What every sheet must keep to. */
  sheetRules: SheetRules
  /** Signatures that a sheet needs beside its author's. */
  countersignatures: number
  /** Seconds for which a superseded root stays good. */
  rootWindow: number
  /** Who may act. */
  policy: Policy & { admittedBy: string | Day }
  /** What each must have done. */
  quotas: Quota[]
  /** The decision to take; without one the members only prove their quotas. */
  poll: ScenarioPoll | undefined
  /** What plain arithmetic makes of the same input. */
  expected: Expected
}

export interface ScenarioMember {
  /** Unique in the scenario. */
  name: string
  class: string
  /** Day of admission. */
  admitted: Day
}

export interface ScenarioSheet {
  name: string
  /** The last day of the sheet's period. */
  day: Day
  /** At most 25, as the demo proves every sheet. */
  rows: ScenarioRow[]
}

export interface ScenarioRow {
  /** Name of the member. */
  member: string
  /** Number of the kind. */
  kind: number
  /** Minutes, or 1 for a certificate. */
  amount: number
}

export interface ScenarioPoll {
  /** Its ballots are secret; the committee that opens them makes its key in the play. */
  proposal: Proposal
  secrecy: Secrecy
  /** Number of the option that each member would choose; who is not in it stays at home. */
  choices: Map<string, number>
}

/** What a proposal says of its secret ballots. */
export interface Secrecy {
  /** Fewest members of the voting classes with which the vote is opened. */
  minimumElectorate: number
  /** Fewest ballots with which anything is decrypted. */
  minimumTurnout: number
  /** Seconds after the close in which the trustees decrypt. */
  decryptionPeriod: number
}
