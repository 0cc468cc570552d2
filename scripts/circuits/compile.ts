import { createRequire } from "node:module"
import { mkdir, readFile, rm } from "node:fs/promises"
import * as fs from "node:fs"
import { join } from "node:path"
import { BUILD, ROOT } from "../paths.ts"

const require = createRequire(import.meta.url)

/** Where the compiler's products of one circuit lie. */
export interface CompiledCircuit {
  name: string
  r1cs: string
  sym: string
  wasm: string
}

/** The compiler said no. `log` is what it printed. */
export class CircuitCompileError extends Error {
  readonly log: string
  constructor(source: string, log: string) {
    super(`circom refused ${source}:\n${log}`)
    this.name = "CircuitCompileError"
    this.log = log
  }
}

/** O2 is what is released; O0 keeps a wire and a constraint for every signal of the source, which tests use to forge witnesses. */
export type Simplification = "O0" | "O2"

/**
 * Compiles one circuit.
 *
 * @param source path of the file that has the main component
 * @param name   name of the products
 * @param folder where they go
 */
export async function compileCircuit(
  source: string,
  name: string,
  folder: string = join(BUILD, "circuits"),
  simplification: Simplification = "O2",
): Promise<CompiledCircuit> {
  const { out, stem } = await compile(source, join(folder, name), ["--wasm", `--${simplification}`])
  return {
    name,
    r1cs: join(out, `${stem}.r1cs`),
    sym: join(out, `${stem}.sym`),
    wasm: join(out, `${stem}_js`, `${stem}.wasm`),
  }
}

/** Only the constraints of a circuit as it is released, with the names of its signals: that takes half the time. */
export async function compileConstraints(source: string, out: string): Promise<Pick<CompiledCircuit, "r1cs" | "sym">> {
  const { stem } = await compile(source, out, ["--O2"])
  return { r1cs: join(out, `${stem}.r1cs`), sym: join(out, `${stem}.sym`) }
}

async function compile(source: string, out: string, options: string[]): Promise<{ out: string; stem: string }> {
  await rm(out, { recursive: true, force: true })
  await mkdir(out, { recursive: true })
  // The compiler names its products after the source file, so it gets a folder of its own.
  const stem = source.slice(source.lastIndexOf("/") + 1).replace(/\.circom$/, "")
  const { code, log } = await runCircom([
    source,
    "--r1cs",
    "--sym",
    ...options,
    "-l",
    join(ROOT, "node_modules"),
    "-o",
    out,
  ])
  if (code !== 0) throw new CircuitCompileError(source, log)
  return { out, stem }
}

async function runCircom(args: string[]): Promise<{ code: number; log: string }> {
  const { CircomRunner, bindings } = require("circom2")
  let code = 0
  const lines: Buffer[] = []
  const exit = new Error("circom ended")
  // The package's own command cannot read or write outside its folder; the runner with the whole file system open can.
  const circom = new CircomRunner({
    args,
    env: {},
    preopens: { "/": "/" },
    bindings: {
      ...bindings,
      exit(status: number) {
        code = status
        throw exit
      },
      fs: {
        ...fs,
        writeSync(descriptor: number, data: Uint8Array, ...rest: number[]) {
          if (descriptor === 1 || descriptor === 2) {
            lines.push(Buffer.from(data.slice(rest[0] ?? 0, (rest[0] ?? 0) + (rest[1] ?? data.length))))
            return rest[1] ?? data.length
          }
          return (fs.writeSync as (...all: unknown[]) => number)(descriptor, data, ...rest)
        },
      },
    },
  })
  const wasm = await readFile(require.resolve("circom2/circom.wasm"))
  try {
    await circom.execute(wasm)
  } catch (error) {
    if (error !== exit) {
      code ||= 1
      lines.push(Buffer.from(String(error)))
    }
  }
  return { code, log: Buffer.concat(lines).toString() }
}
