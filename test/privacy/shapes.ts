import type { Exchange } from "./recording-proxy.ts"

/** A question to a node. */
export interface Call {
  method: string
  params: unknown[]
}

/** The questions of these requests, one after another: how many of them ethers puts into one request hangs on time alone. */
export function callsOf(exchanges: readonly Exchange[]): Call[] {
  return exchanges.flatMap(({ body }) =>
    [JSON.parse(body) as Call | Call[]].flat().map(({ method, params }) => ({ method, params })),
  )
}

/** What is left of a value when only its form is looked at: names, types, lengths. */
export function shapeOf(value: unknown, name = ""): unknown {
  if (Array.isArray(value)) return value.map((item) => shapeOf(item, name))
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner, key)]))
  if (typeof value !== "string") return typeof value === "bigint" ? "number" : value
  if (CODE.has(name)) return `${value.slice(0, 10)} and ${String((value.length - 10) / 2)} bytes`
  if (/^0x(0|[1-9a-f][0-9a-f]{0,17})$/.test(value)) return "a quantity"
  if (/^0x([0-9a-f]{2})*$/i.test(value)) return `${String((value.length - 2) / 2)} bytes`
  // Decimal numbers of the field: how long one is written is as random as it is.
  if (/^\d{60,78}$/.test(value)) return "a field element"
  return value
}

/** Fields that hold an encoded call: what is called stands in its first four bytes. */
const CODE = new Set(["data", "input"])
