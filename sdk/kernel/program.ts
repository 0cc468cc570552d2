import { HASH_PROGRAM } from "./generated/hash-program.ts"
import { KERNEL_PROGRAM } from "./generated/program.ts"

let program: Promise<WebAssembly.Module> | undefined
let hashProgram: WebAssembly.Module | undefined

/** The kernel, compiled; once for all that use it. It comes with the code: nothing is loaded. */
export function kernelProgram(): Promise<WebAssembly.Module> {
  program ??= WebAssembly.compile(bytesOf(KERNEL_PROGRAM))
  return program
}

/**
 * The program for hashes, compiled at once.
 *
 * @returns undefined where it cannot be: no SIMD, a policy that forbids it, or an engine that compiles only small programs at once
 */
export function hashProgramNow(): WebAssembly.Module | undefined {
  try {
    return (hashProgram ??= new WebAssembly.Module(bytesOf(HASH_PROGRAM)))
  } catch {
    return undefined
  }
}

/** The same, for who can wait. */
export async function hashProgramSoon(): Promise<WebAssembly.Module | undefined> {
  try {
    return (hashProgram ??= await WebAssembly.compile(bytesOf(HASH_PROGRAM)))
  } catch {
    return undefined
  }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
}
