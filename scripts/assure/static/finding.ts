import type { Program } from "./ast.ts"

/** Something that a rule asks a reason for. */
export interface Finding {
  rule: string
  /** "Contract.function". */
  where: string
  what: string
}

/** A rule of this project that no tool at hand has. */
export interface Rule {
  name: string
  /** What it looks for, in a line. */
  about: string
  findings: (program: Program) => { where: string; what: string }[]
}
