import { inspect } from "node:util"

/** All that anybody who has a value could print of it: text, inspection, JSON, every property also of its causes. */
export function told(value: unknown): string {
  return [
    inspect(value, {
      depth: Infinity,
      showHidden: true,
      maxArrayLength: null,
      maxStringLength: null,
      breakLength: Infinity,
    }),
    inspect(value, { getters: true, depth: 4 }),
    json(value),
    ...chain(value).flatMap((error) => [text(error), error.message, error.stack ?? "", ...properties(error)]),
    text(value),
    cloned(value),
  ].join("\n")
}

function chain(value: unknown): Error[] {
  return value instanceof Error ? [value, ...chain(value.cause)] : []
}

function properties(value: object): string[] {
  return Object.getOwnPropertyNames(value).map((name) => `${name} ${json((value as Record<string, unknown>)[name])}`)
}

function json(value: unknown): string {
  try {
    return JSON.stringify(value, (_, inner: unknown) => (typeof inner === "bigint" ? inner.toString() : inner))
  } catch {
    // What goes in a circle has no JSON.
    return ""
  }
}

function text(value: unknown): string {
  return String(value)
}

/** What goes to another thread, or into a browser's storage. */
function cloned(value: unknown): string {
  try {
    return inspect(structuredClone(value), { depth: Infinity, showHidden: true })
  } catch {
    // Functions among its properties: it can go nowhere.
    return ""
  }
}
