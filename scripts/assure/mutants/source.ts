import { sourcesOf } from "../../circuits/sources.ts"

/** A place in a source: from one character up to, not including, another. */
export interface Span {
  from: number
  to: number
}

/** What stands between semicolons and braces, without them. */
export interface Statement extends Span {
  text: string
}

/** A template or a function as it is written. */
export interface Definition {
  sort: "template" | "function"
  name: string
  parameters: readonly string[]
  /** Path of the file. */
  file: string
  /** What stands between its braces. */
  body: Span
  /** The file, with spaces in the place of comments. */
  code: string
}

export type Template = Definition & { sort: "template" }

/** The source was written in a way that this tool cannot read; it would miss constraints. */
export class UnreadableSourceError extends Error {
  constructor(file: string, text: string, reason: string) {
    super(`${file}: ${reason}; teach scripts/assure/mutants to read it:\n${text.trim()}`)
    this.name = "UnreadableSourceError"
  }
}

/** A circuit's source without comments, every other character in its place. */
export function withoutComments(source: string): string {
  return source.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " "))
}

const read = new Map<string, Definition[]>()

/**
 * The templates and functions of a circuit and of all that it includes; each file is read once, since constants of hashes are long.
 *
 * @param file path
 */
export async function readDefinitions(file: string): Promise<Definition[]> {
  return [...(await sourcesOf(file))].flatMap(([path, source]) => {
    const known = read.get(path) ?? definitionsOf(source, path)
    read.set(path, known)
    return known
  })
}

/** The templates and functions of a source. */
export function definitionsOf(source: string, file: string): Definition[] {
  const code = withoutComments(source)
  const pattern = /^(template|function)\s+(?:parallel\s+|custom\s+)?(\w+)\s*\(([^)]*)\)[^{]*\{/gm
  return [...code.matchAll(pattern)].map((match) => ({
    sort: match[1] as Definition["sort"],
    name: match[2]!,
    parameters: listOf(match[3]!),
    file,
    body: { from: match.index + match[0].length, to: closing(code, match.index + match[0].length - 1, file) },
    code,
  }))
}

export function isTemplate(definition: Definition): definition is Template {
  return definition.sort === "template"
}

/** The statements of a template, in their order, those of loops and conditions among them. */
export function statementsOf({ code, body, file }: Template): Statement[] {
  const statements: Statement[] = []
  let depth = 0
  let from = body.from
  for (let at = body.from; at <= body.to; at++) {
    const char = code[at]!
    if ("([".includes(char)) depth++
    else if (")]".includes(char)) depth--
    else if (depth === 0 && ";{}".includes(char)) {
      const raw = code.slice(from, at)
      const text = raw.trim()
      const isHead = /^(?:for|while|if|else)\b/.test(text)
      if (isHead !== (char === "{") && !(text === "" && char !== "{")) {
        throw new UnreadableSourceError(file, text, "a statement that is the whole body of a loop or condition")
      }
      if (!isHead && text !== "") {
        const start = from + raw.indexOf(text)
        statements.push({ from: start, to: start + text.length, text })
      }
      from = at + 1
    }
  }
  return statements
}

/** Splits at commas that are in no brackets. */
export function listOf(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < text.length; at++) {
    if ("([".includes(text[at]!)) depth++
    else if (")]".includes(text[at]!)) depth--
    else if (depth === 0 && text[at] === ",") {
      parts.push(text.slice(from, at).trim())
      from = at + 1
    }
  }
  const last = text.slice(from).trim()
  return last === "" ? parts : [...parts, last]
}

/** Where the bracket closes that opens at a place. */
export function closing(code: string, open: number, file: string): number {
  let depth = 0
  for (let at = open; at < code.length; at++) {
    if ("([{".includes(code[at]!)) depth++
    else if (")]}".includes(code[at]!) && --depth === 0) return at
  }
  throw new UnreadableSourceError(file, code.slice(open, open + 80), "a bracket that does not close")
}
