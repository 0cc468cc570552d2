import { callOf, sidesOf } from "./call.ts"
import { lineAt, type Mutant } from "./mutant.ts"
import { statementsOf, type Definition, type Span, type Template } from "./source.ts"

/**
 * Mutants of what a template counts by:
 * each parameter of a component, each number in what an assertion is given and each size that is computed, one more and one less;
 * and each loop without its first round and without its last.
 */
export function numberMutants(template: Template): Mutant[] {
  const both = [...parametersIn(template), ...boundsIn(template), ...sizesIn(template)]
  return [
    ...both.flatMap((place) => [1n, -1n].flatMap((step) => offByOne(template, place, step))),
    ...loopsIn(template).flatMap(({ place, step }) => offByOne(template, place, step)),
  ]
}

/** Each number of a function, one more and one less. */
export function parameterMutants(definition: Definition): Mutant[] {
  return numbersIn(definition.code, definition.body).flatMap((place) =>
    [1n, -1n].flatMap((step) => offByOne(definition, place, step)),
  )
}

function parametersIn(template: Template): Span[] {
  return statementsOf(template).flatMap((statement) => {
    const value = sidesOf(statement)?.value ?? statement
    return callOf(value.text, value.from, template.file)?.parameters ?? []
  })
}

/** In what an assertion is given, such as `limit - 1`. */
function boundsIn(template: Template): Span[] {
  return statementsOf(template).flatMap((statement) => {
    const inputs = sidesOf(statement) ? [] : (callOf(statement.text, statement.from, template.file)?.inputs ?? [])
    return inputs.flatMap((input) => numbersIn(template.code, input))
  })
}

/** Variables in capitals are what sizes are called: `var BITS = CLASSES + DAYS`. */
function sizesIn(template: Template): Span[] {
  return statementsOf(template).flatMap(({ text, from, to }) => {
    const match = /^var\s+[A-Z_]+\s*=\s*/.exec(text)
    return match ? [{ from: from + match[0].length, to }] : []
  })
}

function loopsIn({ code, body }: Template): { place: Span; step: bigint }[] {
  const loops = code
    .slice(body.from, body.to)
    .matchAll(/\bfor\s*\(\s*var\s+\w+\s*=\s*([^;]+);\s*\w+\s*<=?\s*([^;]+);/dg)
  return [...loops].flatMap((match) => {
    const [, first, last] = match.indices as unknown as [unknown, [number, number], [number, number]]
    const place = ([from, to]: [number, number]): Span => ({ from: body.from + from, to: body.from + to })
    return [
      { place: place(first), step: 1n },
      { place: place(last), step: -1n },
    ]
  })
}

/** Numbers by themselves, but those that pick an entry of an array. */
function numbersIn(code: string, { from, to }: Span): Span[] {
  return [...code.slice(from, to).matchAll(/(?<![\w.[])\d+(?![\w\]])/g)].map((match) => ({
    from: from + match.index,
    to: from + match.index + match[0].length,
  }))
}

function offByOne({ code, name, file }: Definition, place: Span, step: bigint): Mutant[] {
  const text = code.slice(place.from, place.to)
  const isNumber = /^\d+$/.test(text)
  if (isNumber && BigInt(text) + step < 0n) return []
  const replacement = isNumber ? String(BigInt(text) + step) : `${text} ${step > 0n ? "+" : "-"} 1`
  return [
    {
      kind: "number",
      template: name,
      file,
      ...lineAt(code, place.from),
      change: `${text} is ${replacement}`,
      edits: [{ ...place, text: replacement }],
    },
  ]
}
