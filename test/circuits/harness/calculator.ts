import { readFile } from "node:fs/promises"

/** Values for the input signals of the main component, by name. Negative numbers stand for their residue. */
export type Inputs = Readonly<Record<string, InputValue>>
export type InputValue = bigint | readonly InputValue[]

/** The witness calculator of circom refused the inputs: an assertion of the circuit does not hold. */
export class WitnessRefusedError extends Error {
  /** Templates in which it failed, the innermost first. */
  readonly templates: string[]
  constructor(log: string) {
    super(`no witness:\n${log}`)
    this.name = "WitnessRefusedError"
    this.templates = [...log.matchAll(/in template (\w+)_\d+ line/g)].map((match) => match[1]!)
  }
}

interface CircomExports {
  init(sanityCheck: number): void
  getFieldNumLen32(): number
  getRawPrime(): void
  getWitnessSize(): number
  getInputSize(): number
  getInputSignalSize(high: number, low: number): number
  getWitness(index: number): void
  readSharedRWMemory(index: number): number
  writeSharedRWMemory(index: number, value: number): void
  setInputSignal(high: number, low: number, position: number): void
  getMessageChar(): number
}

const REASONS = new Map([
  [1, "signal not found"],
  [2, "too many signals set"],
  [3, "signal already set"],
  [4, "assertion failed"],
  [5, "not enough memory"],
  [6, "access beyond an input array"],
  [7, "access beyond an array"],
])

/** Computes witnesses with the WebAssembly that circom made of a circuit. */
export class Calculator {
  readonly #honest: WebAssembly.Module
  readonly #forger: WebAssembly.Module

  private constructor(honest: WebAssembly.Module, forger: WebAssembly.Module) {
    this.#honest = honest
    this.#forger = forger
  }

  static async read(path: string): Promise<Calculator> {
    const code = new Uint8Array(await readFile(path))
    return new Calculator(await WebAssembly.compile(code), await WebAssembly.compile(withoutAssertions(code)))
  }

  /**
   * The witness for these inputs.
   *
   * @throws WitnessRefusedError when an assertion of the circuit does not hold
   * @throws Error when an input is missing, unknown or of the wrong size
   */
  calculate(inputs: Inputs): Promise<bigint[]> {
    return run(this.#honest, inputs)
  }

  /** What a prover gets who takes the assertions out of the calculator: a false witness, where `calculate` refuses. */
  calculateUnchecked(inputs: Inputs): Promise<bigint[]> {
    return run(this.#forger, inputs)
  }
}

/** A failed assertion is `call message; call print; i32.const 4; return; end`: the return becomes a drop. */
function withoutAssertions(code: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const forged = new Uint8Array(code)
  const pattern = Buffer.from([0x10, 0x01, 0x41, 0x04, 0x0f, 0x0b])
  const bytes = Buffer.from(forged.buffer)
  for (let at = bytes.indexOf(pattern); at !== -1; at = bytes.indexOf(pattern, at)) bytes[at + 4] = 0x1a
  return forged
}

async function run(module: WebAssembly.Module, inputs: Inputs): Promise<bigint[]> {
  let log = ""
  // A fresh instance each time: one that has thrown may hold half a witness.
  const instance = await WebAssembly.instantiate(module, {
    runtime: {
      exceptionHandler(code: number) {
        const message = `${REASONS.get(code) ?? `error ${code}`}\n${log}`
        throw code === 4 ? new WitnessRefusedError(message) : new Error(message)
      },
      printErrorMessage() {
        log += `${readMessage(circom)}\n`
      },
      writeBufferMessage() {
        readMessage(circom)
      },
      showSharedRWMemory() {
        // Circuits that log their signals; ours do not.
      },
    },
  })
  const circom = instance.exports as unknown as CircomExports
  circom.init(1)
  circom.getRawPrime()
  const words = circom.getFieldNumLen32()
  const prime = readShared(circom, words)

  let set = 0
  for (const [name, value] of Object.entries(inputs)) {
    const values = [value].flat(Infinity as 1) as bigint[]
    const [high, low] = signalHash(name)
    const size = circom.getInputSignalSize(high, low)
    if (size !== values.length) throw new Error(`input ${name} has ${values.length} values, the circuit wants ${size}`)
    values.forEach((element, position) => {
      writeShared(circom, words, ((element % prime) + prime) % prime)
      circom.setInputSignal(high, low, position)
      set++
    })
  }
  if (set < circom.getInputSize()) throw new Error(`${set} of ${circom.getInputSize()} input values are given`)

  return Array.from({ length: circom.getWitnessSize() }, (_, index) => {
    circom.getWitness(index)
    return readShared(circom, words)
  })
}

function readMessage(circom: CircomExports): string {
  let message = ""
  for (let char = circom.getMessageChar(); char !== 0; char = circom.getMessageChar())
    message += String.fromCharCode(char)
  return message
}

function readShared(circom: CircomExports, words: number): bigint {
  let value = 0n
  for (let i = words - 1; i >= 0; i--) value = (value << 32n) | BigInt(circom.readSharedRWMemory(i) >>> 0)
  return value
}

function writeShared(circom: CircomExports, words: number, value: bigint): void {
  for (let i = 0; i < words; i++) circom.writeSharedRWMemory(i, Number((value >> BigInt(32 * i)) & 0xffffffffn))
}

/** FNV-1a of 64 bits, by which circom finds an input signal. */
function signalHash(name: string): [high: number, low: number] {
  let hash = 0xcbf29ce484222325n
  for (const byte of Buffer.from(name, "latin1")) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  return [Number(hash >> 32n), Number(hash & 0xffffffffn)]
}
