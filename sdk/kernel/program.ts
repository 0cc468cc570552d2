import { KERNEL_PROGRAM } from "./generated/program.ts"

let program: Promise<WebAssembly.Module> | undefined

/** The kernel, compiled; once for all that use it. It comes with the code: nothing is loaded. */
export function kernelProgram(): Promise<WebAssembly.Module> {
  program ??= WebAssembly.compile(Uint8Array.from(atob(KERNEL_PROGRAM), (char) => char.charCodeAt(0)))
  return program
}
