import { callOf, holdsCall, sidesOf, type Call } from "./call.ts"
import { lineAt, type Edit, type Kind, type Mutant } from "./mutant.ts"
import { seenFromOutside, signalsOf } from "./signals.ts"
import { listOf, statementsOf, UnreadableSourceError, type Span, type Statement, type Template } from "./source.ts"

/** Every template that a circuit may use, by name. */
export type Known = ReadonlyMap<string, Template>

/**
 * One mutant for each constraint that a template states: each check, each assignment, and each signal that goes into or comes out of an anonymous component.
 *
 * @throws UnreadableSourceError where a constraint stands in a form that is not known
 */
export function constraintMutants(template: Template, known: Known): Mutant[] {
  return statementsOf(template).flatMap((statement) => mutantsOf(statement, template, known))
}

function mutantsOf(statement: Statement, template: Template, known: Known): Mutant[] {
  const { text, from, to } = statement
  const mutant = (kind: Kind, change: string, edits: Edit[], at = from): Mutant => ({
    kind,
    template: template.name,
    file: template.file,
    ...lineAt(template.code, at),
    change,
    edits,
  })

  // With its semicolon: an empty statement is none.
  const dropped: Edit = { from, to: template.code.indexOf(";", to) + 1, text: "" }

  if (/<==|==>/.test(text) && text.includes("===")) unreadable("two constraints in one statement")
  if (text.includes("===")) {
    if (holdsCall(text)) unreadable("a component inside a check")
    return [mutant("check", "dropped", [dropped])]
  }

  const sides = sidesOf(statement)
  if (!sides) {
    const call = callOf(text, from, template.file)
    if (!call) {
      if (holdsCall(text)) unreadable("a component where none was expected")
      return []
    }
    // An assertion of one input says nothing without its component or without its input alike.
    const inputs = call.inputs.length > 1 ? inputMutants(call) : []
    return [mutant("check", "dropped", [dropped]), ...inputs]
  }

  const { target, operator, value } = sides
  const call = callOf(value.text, value.from, template.file)
  if (!call) {
    if (holdsCall(text)) unreadable("a component inside an expression")
    const arrow = template.code.slice(operator.from, operator.to) === "<==" ? "<--" : "-->"
    return [mutant("assignment", `${target.text} ${arrow} …`, [{ ...operator, text: arrow }])]
  }
  if (value.from < target.from) unreadable("a component on the left")
  const outputs = target.text.startsWith("(")
    ? listOf(target.text.slice(1, -1)).map((part) => within(target, part))
    : [target]
  return [...outputs.map(loosened), ...inputMutants(call)]

  function unreadable(reason: string): never {
    throw new UnreadableSourceError(template.file, text, reason)
  }

  /** What comes out of a component goes to another signal, which is assigned to the target. */
  function loosened(output: Span & { text: string }): Mutant {
    const change = `${output.text} <-- …`
    const inline = /^(signal\s+(?:input\s+|output\s+)?)(\w+)([\s\S]*)$/.exec(output.text)
    if (inline) {
      const [, word, name, dimensions] = inline as unknown as [string, string, string, string]
      return mutant("assignment", `${name} <-- …`, [
        { ...output, text: `signal ${loose(name)}${dimensions}` },
        { from: to, to, text: `; ${word}${name}${dimensions} <-- ${loose(name)}` },
      ])
    }
    const [, name, indices] = /^(\w+)([\s\S]*)$/.exec(output.text) as unknown as [string, string, string]
    const declared = signalsOf(template, "any").find((signal) => signal.name === name)
    if (!declared || indices.includes(".")) unreadable(`no signal ${name} is declared`)
    const dimensions = declared.dimensions.map((dimension) => `[${dimension}]`).join("")
    return mutant("assignment", change, [
      { from: declared.end, to: declared.end, text: `; signal ${loose(name)}${dimensions}` },
      { ...output, text: `${loose(name)}${indices}` },
      { from: to, to, text: `; ${output.text} <-- ${loose(name)}${indices}` },
    ])
  }

  /** What goes into a component goes through one that hands it on without a constraint. */
  function inputMutants({ name, parameters, inputs }: Call): Mutant[] {
    const callee = known.get(name)
    const declared = callee ? signalsOf(callee, "input") : []
    if (!callee || declared.length !== inputs.length) unreadable(`the inputs of ${name} are not known`)
    return inputs.map((input, index) => {
      const { name: signal, dimensions } = declared[index]!
      const sizes = dimensions.map((dimension) =>
        seenFromOutside(
          dimension,
          callee,
          parameters.map((parameter) => parameter.text),
        ),
      )
      const through = `Unconstrained${sizes.length}`
      return mutant(
        "input",
        `${name}.${signal} <-- …`,
        [
          { ...input, text: `${through}(${sizes.join(", ")})(${input.text})` },
          { from: template.code.length, to: template.code.length, text: handingOn(through, sizes.length) },
        ],
        input.from,
      )
    })
  }

  function within(span: Span, part: string): Span & { text: string } {
    const start = template.code.indexOf(part, span.from)
    return { from: start, to: start + part.length, text: part }
  }
}

const loose = (name: string): string => `${name}__loose`

/** A template whose output is its input, and not constrained to be. */
function handingOn(name: string, dimensions: number): string {
  const parameters = ["A", "B", "C"].slice(0, dimensions)
  const sizes = parameters.map((parameter) => `[${parameter}]`).join("")
  return `
template ${name}(${parameters.join(", ")}) {
    signal input in${sizes};
    signal output out${sizes};
    out <-- in;
}
`
}
