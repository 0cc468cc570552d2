import { closing, listOf, type Span, type Statement } from "./source.ts"

/** An anonymous component: Name(parameters)(inputs). */
export interface Call {
  name: string
  parameters: readonly (Span & { text: string })[]
  inputs: readonly (Span & { text: string })[]
}

/** Reads a text that is one anonymous component and nothing else. @param at place of the text in the file */
export function callOf(text: string, at: number, file: string): Call | undefined {
  const head = /^(\w+)\s*\(/.exec(text)
  if (!head) return undefined
  const open = head[0].length - 1
  const middle = closing(text, open, file)
  const next = /^\s*\(/.exec(text.slice(middle + 1))
  if (!next) return undefined
  const second = middle + next[0].length
  const end = closing(text, second, file)
  if (text.slice(end + 1).trim() !== "") return undefined
  return {
    name: head[1]!,
    parameters: spansOf(text, { from: open + 1, to: middle }, at),
    inputs: spansOf(text, { from: second + 1, to: end }, at),
  }
}

/** Whether a text holds an anonymous component. */
export function holdsCall(text: string): boolean {
  return /\)\s*\(/.test(text)
}

function spansOf(text: string, { from, to }: Span, at: number): (Span & { text: string })[] {
  let cursor = from
  return listOf(text.slice(from, to)).map((part) => {
    const start = text.indexOf(part, cursor)
    cursor = start + part.length
    return { from: at + start, to: at + cursor, text: part }
  })
}

/** Both sides of an assignment that constrains, with where they stand. */
export function sidesOf({
  text,
  from,
}: Statement): { target: Span & { text: string }; operator: Span; value: Span & { text: string } } | undefined {
  const match = /<==|==>/.exec(text)
  if (!match) return undefined
  const operator = { from: from + match.index, to: from + match.index + 3 }
  const left = trimmed(text.slice(0, match.index), from)
  const right = trimmed(text.slice(match.index + 3), operator.to)
  return match[0] === "<==" ? { target: left, operator, value: right } : { target: right, operator, value: left }
}

function trimmed(text: string, at: number): Span & { text: string } {
  const inner = text.trim()
  const start = at + text.indexOf(inner)
  return { from: start, to: start + inner.length, text: inner }
}
