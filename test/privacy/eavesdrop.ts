// Loaded before a program (`node --import`), in each of its threads: writes down what it draws at random and all that it writes, wherever it goes.
import nodeCrypto from "node:crypto"
import fs from "node:fs"
import { syncBuiltinESMExports } from "node:module"
import net from "node:net"
import { join } from "node:path"
import { threadId } from "node:worker_threads"

const { appendFileSync } = fs
const folder = process.env["ROCHDALE_EAVESDROP"]!

/** What is noted is written as well: that is not to be noted. */
let noting = false

function note(kind: "draw" | "write", ...values: unknown[]): void {
  if (noting) return
  noting = true
  for (const bytes of values.flatMap(bytesOf)) {
    appendFileSync(join(folder, `${kind}s-${String(process.pid)}-${String(threadId)}`), `${bytes.toString("base64")}\n`)
  }
  noting = false
}

function bytesOf(value: unknown): Buffer[] {
  if (typeof value === "string") return [Buffer.from(value)]
  if (ArrayBuffer.isView(value)) return [Buffer.from(value.buffer, value.byteOffset, value.byteLength)]
  if (value instanceof ArrayBuffer) return [Buffer.from(value)]
  if (value instanceof URL) return [Buffer.from(value.href)]
  return Array.isArray(value) ? value.flatMap(bytesOf) : []
}

type Method = (this: unknown, ...args: unknown[]) => unknown

/** Puts a method in the place of one, which does the same and tells. @param tell gets what was given, and what came back */
function listenTo(owner: object, name: string, tell: (args: unknown[], result: unknown) => void): void {
  const methods = owner as Record<string, Method>
  const original = methods[name]!
  Object.defineProperty(owner, name, {
    configurable: true,
    writable: true,
    value: function (this: unknown, ...args: unknown[]): unknown {
      const result = original.apply(this, args)
      tell(args, result)
      return result
    },
  })
}

listenTo(globalThis.crypto, "getRandomValues", (_, result) => note("draw", result))
for (const name of ["randomBytes", "randomFillSync"]) listenTo(nodeCrypto, name, (_, result) => note("draw", result))

// What is given to a file, and its name.
const written = (args: unknown[]): void => note("write", ...args)
for (const name of [
  "write",
  "writeSync",
  "writev",
  "writevSync",
  "writeFile",
  "writeFileSync",
  "appendFile",
  "appendFileSync",
  "mkdir",
  "mkdirSync",
  "mkdtemp",
  "mkdtempSync",
  "rename",
  "renameSync",
  "openSync",
  "open",
])
  listenTo(fs, name, written)
for (const name of ["writeFile", "appendFile", "mkdir", "mkdtemp", "rename", "open"])
  listenTo(fs.promises, name, written)
const handle = await fs.promises.open(process.execPath)
for (const name of ["write", "writev", "writeFile", "appendFile"])
  listenTo(Object.getPrototypeOf(handle) as object, name, written)
await handle.close()
// Sockets of the network, and pipes: standard output as well.
for (const name of ["write", "end"]) listenTo(net.Socket.prototype, name, written)
syncBuiltinESMExports()
