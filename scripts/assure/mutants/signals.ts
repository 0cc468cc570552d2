import type { Template } from "./source.ts"

/** A signal of a template, as it is declared. */
export interface Declared {
  name: string
  /** As they are written: each an expression of the template's parameters and variables. */
  dimensions: readonly string[]
  /** Where the declaration ends in the file. */
  end: number
}

/** The signals of one sort that a template declares, in their order. */
export function signalsOf({ code, body }: Template, sort: "input" | "output" | "any"): Declared[] {
  const word = sort === "any" ? "(?:input\\s+|output\\s+)?" : `${sort}\\s+`
  const pattern = new RegExp(`\\bsignal\\s+${word}(\\w+)((?:\\s*\\[[^\\]]*\\])*)`, "g")
  return [...code.slice(body.from, body.to).matchAll(pattern)]
    .filter(([, name]) => name !== "input" && name !== "output")
    .map((match) => ({
      name: match[1]!,
      dimensions: [...match[2]!.matchAll(/\[([^\]]*)\]/g)].map((inner) => inner[1]!.trim()),
      end: body.from + match.index + match[0].length,
    }))
}

/**
 * An expression inside a template, as one who uses the template would write it.
 *
 * @param parameters what the user gives
 */
export function seenFromOutside(expression: string, template: Template, parameters: readonly string[]): string {
  const { code, body } = template
  return expression.replace(/[A-Za-z_]\w*/g, (name, at: number) => {
    if (/^\s*\(/.test(expression.slice(at + name.length))) return name
    const place = template.parameters.indexOf(name)
    if (place !== -1) return `(${parameters[place]!})`
    const variable = new RegExp(`\\bvar\\s+${name}\\s*=\\s*([^;]+);`).exec(code.slice(body.from, body.to))
    return variable ? `(${seenFromOutside(variable[1]!, template, parameters)})` : name
  })
}
