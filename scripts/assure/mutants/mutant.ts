/** What a mutant takes away. */
export type Kind =
  /** A line `a === b`, or an assertion that is used as a component: dropped. */
  | "check"
  /** A line `a <== b`: the assignment is kept and the constraint dropped. */
  | "assignment"
  /** What goes into an anonymous component: given, but not constrained to be what was given. */
  | "input"
  /** A number, or the width that a component is given: one more or one less. */
  | "number"

/** A change of a source. */
export interface Edit {
  from: number
  to: number
  text: string
}

/** A circuit with one constraint less, or one number that is off by one. */
export interface Mutant {
  kind: Kind
  /** The template, or the function of parameters. */
  template: string
  /** Path of the file. */
  file: string
  /** Number of the line, from 1. */
  line: number
  /** The line as it is written, without a comment. */
  text: string
  /** What was done to it. */
  change: string
  edits: readonly Edit[]
}

/** The source of a mutant. */
export function mutated(source: string, { edits }: Pick<Mutant, "edits">): string {
  let result = source
  for (const { from, to, text } of [...edits].sort((a, b) => b.from - a.from || b.to - a.to)) {
    result = result.slice(0, from) + text + result.slice(to)
  }
  return result
}

/** The line of a place in a source. */
export function lineAt(code: string, at: number): { line: number; text: string } {
  const start = code.lastIndexOf("\n", at - 1) + 1
  const end = code.indexOf("\n", at)
  return {
    line: code.slice(0, at).split("\n").length,
    text: code
      .slice(start, end === -1 ? undefined : end)
      .trim()
      .replace(/\s+/g, " "),
  }
}
