import asc from "assemblyscript/asc"
import { ROOT } from "../paths.ts"

/**
 * Compiles the kernel, or another entry into its sources.
 *
 * @param entry    relative to the project
 * @param features of WebAssembly beside those of its first version, such as "simd"
 * @throws Error with what the compiler says
 */
export async function compileKernel(entry: string, features: readonly string[] = []): Promise<Uint8Array<ArrayBuffer>> {
  let program: Uint8Array | undefined
  const messages: string[] = []
  const { error } = await asc.main(
    [
      entry,
      ...["--baseDir", ROOT, "--outFile", "kernel.wasm", "--runtime", "stub", "-O3", "--noAssert", "--use", "abort="],
      // Addresses are 32 bits here; this one warns of what would change with 64.
      ...["--disableWarning", "201"],
      ...features.flatMap((feature) => ["--enable", feature]),
    ],
    {
      writeFile: (_name, contents) => {
        program = contents as Uint8Array
      },
      stderr: { write: (text) => messages.push(String(text)) },
    },
  )
  if (error !== null || program === undefined) throw new Error(`${entry} does not compile:\n${messages.join("")}`)
  return new Uint8Array(program)
}
