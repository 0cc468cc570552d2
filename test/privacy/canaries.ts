import { Buffer } from "node:buffer"

/** Something that may be written nowhere, in every spelling that it could have. */
export interface Canary {
  what: string
  /** What to look for; each is long enough not to turn up by chance. */
  needles: readonly { spelling: string; bytes: Buffer }[]
  patterns: readonly { spelling: string; pattern: RegExp }[]
}

/** So much of a spelling is enough to know the whole by. */
const ENOUGH = 14

/** A secret number of 100 bits or more. */
export function numberCanary(what: string, value: bigint): Canary {
  const hex = value.toString(16)
  const bytes = Buffer.from(hex.padStart(64, "0"), "hex")
  return {
    what,
    needles: [...parts("decimal", value.toString()), ...parts("hex", hex), ...bytesIn(bytes)],
    patterns: [],
  }
}

/** Secret bytes: a seed, a key. */
export function bytesCanary(what: string, bytes: Uint8Array): Canary {
  const number = BigInt(`0x${Buffer.from(bytes).toString("hex")}`)
  const backwards = BigInt(`0x${Buffer.from(bytes).reverse().toString("hex")}`)
  return {
    what,
    needles: [
      ...parts("decimal", number.toString()),
      ...parts("decimal, lowest byte first", backwards.toString()),
      ...bytesIn(Buffer.from(bytes)),
    ],
    patterns: [],
  }
}

/** A secret text: a passphrase, a name. */
export function textCanary(what: string, text: string): Canary {
  const bytes = Buffer.from(text)
  const spellings = new Map([
    ["text", text],
    ["JSON", JSON.stringify(text).slice(1, -1)],
    ["URI", encodeURIComponent(text)],
    ["hex", bytes.toString("hex")],
  ])
  return {
    what,
    needles: [
      ...[...spellings].map(([spelling, spelled]) => ({ spelling, bytes: Buffer.from(spelled) })),
      ...base64In(bytes),
    ],
    patterns: [],
  }
}

/** Minutes that stand nowhere else: as a number by itself, as hours, and as a word of the chain. */
export function minutesCanary(what: string, minutes: number): Canary {
  const alone = (text: string): RegExp => new RegExp(`(?<![\\w.,:])${text.replace(".", "\\.")}(?![\\w:]|[.,]\\d)`)
  const [hours, rest] = [Math.floor(minutes / 60), String(minutes % 60).padStart(2, "0")]
  return {
    what,
    needles: [{ spelling: "a word of the chain", bytes: Buffer.from(minutes.toString(16).padStart(64, "0")) }],
    patterns: [
      { spelling: "minutes", pattern: alone(String(minutes)) },
      { spelling: "minutes with a comma", pattern: alone(minutes.toLocaleString("en")) },
      { spelling: "hours", pattern: alone(`${hours}:${rest}`) },
      { spelling: "decimal hours", pattern: alone((minutes / 60).toFixed(2)) },
    ],
  }
}

/** @returns which canaries were found in it, and how they were spelled */
export function leaksIn(written: Uint8Array | string, canaries: Iterable<Canary>): string[] {
  const bytes = typeof written === "string" ? Buffer.from(written) : Buffer.from(written)
  const text = bytes.toString("latin1")
  const all = [...canaries]
  const wanted = all.flatMap(({ what, needles }) => needles.map((needle) => ({ what, ...needle })))
  // Hex is looked for in small letters, whatever the letters it was written in; all else as it was written.
  const found = new Map([
    ...findIn(bytes, wanted),
    ...findIn(
      Buffer.from(text.toLowerCase(), "latin1"),
      wanted.filter(({ spelling }) => spelling === "hex"),
    ),
    // Node prints a list of numbers in columns, and their ends as \n where it stands in a text.
    ...findIn(
      Buffer.from(text.replace(/\s+|\\n/g, ""), "latin1"),
      wanted.filter(({ spelling }) => spelling === "a list"),
    ),
  ])
  for (const { what, patterns } of all) {
    const matched = patterns.find(({ pattern }) => pattern.test(text))
    if (matched) found.set(what, matched.spelling)
  }
  return [...found].map(([what, spelling]) => `${what}, as ${spelling}`)
}

interface Wanted {
  what: string
  spelling: string
  bytes: Buffer
}

/** Of each thing that is there the spelling in which it was found first. There are many needles, so all are looked for at once, by their first bytes. */
function findIn(bytes: Buffer, wanted: readonly Wanted[]): Map<string, string> {
  const byBeginning = new Map<number, Wanted[]>()
  for (const one of wanted) {
    const beginning = one.bytes.readUInt32LE(0)
    byBeginning.set(beginning, [...(byBeginning.get(beginning) ?? []), one])
  }
  const found = new Map<string, string>()
  let window = 0
  for (let end = 0; end < bytes.length; end++) {
    window = (window >>> 8) | (bytes[end]! << 24)
    for (const { what, spelling, bytes: needle } of byBeginning.get(window >>> 0) ?? [])
      if (!found.has(what) && bytes.subarray(end - 3, end - 3 + needle.length).equals(needle)) found.set(what, spelling)
  }
  return found
}

/** The beginning, the middle and the end: a message may show a part of it. */
function parts(spelling: string, text: string): Canary["needles"] {
  if (text.length < 2 * ENOUGH)
    throw new Error(`too short to be looked for: ${spelling} of ${String(text.length)} characters`)
  const middle = Math.floor((text.length - ENOUGH) / 2)
  const pieces = [text.slice(0, ENOUGH), text.slice(middle, middle + ENOUGH), text.slice(-ENOUGH)]
  return pieces.map((piece) => ({ spelling, bytes: Buffer.from(piece) }))
}

function bytesIn(bytes: Buffer): Canary["needles"] {
  const reversed = Buffer.from(bytes).reverse()
  return [
    ...parts("hex", bytes.toString("hex")),
    ...parts("hex", reversed.toString("hex")),
    { spelling: "bytes", bytes: bytes.subarray(4, 20) },
    { spelling: "bytes, lowest first", bytes: reversed.subarray(4, 20) },
    ...[bytes, reversed].flatMap((order) => [...base64In(order), ...listsOf(order)]),
  ]
}

/** Base64 has three spellings, by where in a group of three bytes the secret begins. */
function base64In(bytes: Buffer): Canary["needles"] {
  return [0, 1, 2].flatMap((start) => {
    const whole = bytes.subarray(start, start + 3 * Math.floor((bytes.length - start) / 3))
    return (["base64", "base64url"] as const).map((spelling) => ({
      spelling,
      bytes: Buffer.from(whole.toString(spelling).slice(0, 2 * ENOUGH)),
    }))
  })
}

/** What JSON and Node's inspect make of an array of bytes. */
function listsOf(bytes: Buffer): Canary["needles"] {
  const some = [...bytes.subarray(4, 14)]
  const lists = {
    "a list": some.join(","),
    "a list of hex": some.map((byte) => byte.toString(16).padStart(2, "0")).join(" "),
    "an object of bytes": some.map((byte, index) => `"${String(index + 4)}":${String(byte)}`).join(","),
  }
  return Object.entries(lists).map(([spelling, text]) => ({ spelling, bytes: Buffer.from(text) }))
}
