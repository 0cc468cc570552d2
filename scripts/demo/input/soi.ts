import { FileLineError } from "../../../sdk/index.ts"
import { FileFormError } from "../errors.ts"
import { MOST_OPTIONS } from "./secrecy.ts"

/** Ranked ballots of a poll. */
export interface RankedPoll {
  title: string
  /** Names of the options in the order of their numbers, which count from 1 in the file. */
  options: string[]
  /** One entry a ballot: numbers of options from 0, best first; 1 or more, none twice. */
  ballots: number[][]
}

/**
 * Reads PrefLib's format SOI (strict orders, incomplete): a header of lines "# NAME: value", then lines "count: first,second,…".
 * Described at https://www.preflib.org/format
 *
 * @throws FileLineError naming the first line that is wrong; FileFormError where the header lacks something or does not fit the ballots
 */
export function readSoi(text: string, file: string): RankedPoll {
  const header = new Map<string, string>()
  const orders: { line: number; content: string }[] = []
  for (const [index, raw] of text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .entries()) {
    const [line, content] = [index + 1, raw.trim()]
    if (content === "") continue
    if (!content.startsWith("#")) orders.push({ line, content })
    else if (orders.length > 0) throw new FileLineError(file, line, "a header line stands after the first ballot")
    else addHeader(header, content, file, line)
  }
  const options = optionsOf(header, file)
  const ballots = orders.flatMap(({ line, content }) => ballotsOf(content, options.length, file, line))
  const voters = numberIn(header, "NUMBER VOTERS", file)
  if (voters !== ballots.length) {
    throw new FileFormError(file, `its header says NUMBER VOTERS: ${voters}, but there are ${ballots.length} ballots`)
  }
  return { title: header.get("TITLE") ?? file, options, ballots }
}

function addHeader(header: Map<string, string>, content: string, file: string, line: number): void {
  const [, name, value] = /^#\s*([^:]+?)\s*:\s*(.*)$/.exec(content) ?? []
  if (name === undefined || value === undefined) {
    throw new FileLineError(file, line, `"${content}" is no header line of the form "# NAME: value"`)
  }
  if (header.has(name)) throw new FileLineError(file, line, `the header says ${name} twice`)
  header.set(name, value)
}

function optionsOf(header: ReadonlyMap<string, string>, file: string): string[] {
  const type = header.get("DATA TYPE")
  if (type !== undefined && type !== "soi" && type !== "soc") {
    throw new FileFormError(file, `its data type is ${type}`, "Give a file of type soi or soc: ballots without ties")
  }
  const count = numberIn(header, "NUMBER ALTERNATIVES", file)
  if (count < 2 || count > MOST_OPTIONS)
    throw new FileFormError(file, `it has ${count} options; a secret vote has 2 to ${MOST_OPTIONS}`)
  return Array.from({ length: count }, (_, index) => {
    const name = header.get(`ALTERNATIVE NAME ${index + 1}`)
    if (!name) throw new FileFormError(file, `its header has no ALTERNATIVE NAME ${index + 1}`)
    return name
  })
}

function ballotsOf(content: string, options: number, file: string, line: number): number[][] {
  const [, count, order] = /^(\d{1,7})\s*:\s*(.*)$/.exec(content) ?? []
  if (count === undefined || order === undefined || Number(count) === 0) {
    throw new FileLineError(file, line, `"${content}" is no ballot of the form "count: first,second,…"`)
  }
  if (order.includes("{"))
    throw new FileLineError(file, line, "options stand level here, but each ballot needs one first")
  const numbers = order.split(",").map((part) => {
    const number = part.trim()
    if (!/^\d+$/.test(number) || Number(number) < 1 || Number(number) > options) {
      throw new FileLineError(file, line, `"${number}" is no option: they are numbered from 1 to ${options}`)
    }
    return Number(number) - 1
  })
  if (new Set(numbers).size !== numbers.length)
    throw new FileLineError(file, line, "an option stands twice in one ballot")
  return Array.from({ length: Number(count) }, () => numbers)
}

function numberIn(header: ReadonlyMap<string, string>, name: string, file: string): number {
  const value = header.get(name)
  if (value === undefined || !/^\d{1,9}$/.test(value)) {
    throw new FileFormError(file, value === undefined ? `its header has no ${name}` : `its ${name} is "${value}"`)
  }
  return Number(value)
}
