import type { CircuitSignals } from "snarkjs"
import { FIELD_ORDER } from "../crypto/field.ts"
import { WitnessError } from "../errors.ts"
import { signalHash } from "./signal-hash.ts"

/** 32-bit words of a field element. */
const WORDS = 8

/** What circom's programs export; all since circom 2.0. */
interface CircomExports {
  memory?: WebAssembly.Memory
  init: (sanityCheck: number) => void
  getFieldNumLen32: () => number
  getRawPrime: () => void
  getWitnessSize: () => number
  getInputSize: () => number
  getInputSignalSize: (upper: number, lower: number) => number
  getWitness: (index: number) => void
  readSharedRWMemory: (index: number) => number
  writeSharedRWMemory: (index: number, value: number) => void
  setInputSignal: (upper: number, lower: number, position: number) => void
}

/** Why a program stops, by circom's numbers. */
const REASONS = new Map([
  [1, "an input signal that it does not have"],
  [2, "more values than it has input signals"],
  [3, "an input signal that is set already"],
  [4, "values that do not satisfy it"],
  [5, "more than its memory holds"],
  [6, "an input beyond an array's end"],
  [7, "an access beyond an array's end"],
])

/** Bytes of the blocks in which a memory is kept. */
const BLOCK = 4096

/** A circuit's program that computes witnesses, ready to run. */
export class WitnessProgram {
  readonly #circom: CircomExports
  readonly #start: MemoryContent | undefined

  private constructor(circom: CircomExports) {
    this.#circom = circom
    this.#start = circom.memory && new MemoryContent(circom.memory)
  }

  /** @throws WitnessError for what is no program of circom's */
  static async compile(wasm: Uint8Array<ArrayBuffer>): Promise<WitnessProgram> {
    const runtime = {
      exceptionHandler(code: number) {
        throw new WitnessError(REASONS.get(code) ?? `circom's error ${code}`)
      },
      // What a circuit logs could be secret, and so could the values in its messages.
      printErrorMessage: ignore,
      writeBufferMessage: ignore,
      showSharedRWMemory: ignore,
    }
    try {
      const { instance } = await WebAssembly.instantiate(wasm, { runtime })
      return new WitnessProgram(instance.exports as unknown as CircomExports)
    } catch {
      throw new WitnessError("its program is not WebAssembly of circom's")
    }
  }

  /**
   * The witness for an input: 32 bytes a signal, lowest first. It is secret: the caller wipes it. The program's memory is wiped here.
   *
   * @throws WitnessError naming the signal, never a value
   */
  calculate(input: CircuitSignals): Uint8Array<ArrayBuffer> {
    const circom = this.#circom
    try {
      circom.init(0)
      requireField(circom)
      setInput(circom, input)
      return readWitness(circom)
    } catch (error) {
      // Without its cause, which could tell values: a trap of the program.
      throw error instanceof WitnessError ? error : new WitnessError("values that make its program fail")
    } finally {
      // All that the program knows is in its memory, so each witness starts where the first one did.
      this.#start?.restore()
    }
  }
}

/** What a memory holds before it is used. Most of it is zeros, of which no copy is kept. */
class MemoryContent {
  readonly #memory: WebAssembly.Memory
  readonly #blocks: { at: number; bytes: Uint8Array }[] = []

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory
    const { buffer } = memory
    for (let at = 0; at < buffer.byteLength; at += BLOCK) {
      const isUsed = new Uint32Array(buffer, at, BLOCK / 4).some((word) => word !== 0)
      if (isUsed) this.#blocks.push({ at, bytes: new Uint8Array(buffer, at, BLOCK).slice() })
    }
  }

  /** Overwrites all of the memory with it. */
  restore(): void {
    const content = new Uint8Array(this.#memory.buffer)
    content.fill(0)
    for (const { at, bytes } of this.#blocks) content.set(bytes, at)
  }
}

function ignore(): void {
  // Nothing leaves a circuit but its witness.
}

function requireField(circom: CircomExports): void {
  if (circom.getFieldNumLen32() !== WORDS) throw new WitnessError("it is over another field than that of BN254")
  circom.getRawPrime()
  for (let word = 0; word < WORDS; word++) {
    if (circom.readSharedRWMemory(word) >>> 0 !== wordOf(FIELD_ORDER, word))
      throw new WitnessError("it is over another field than that of BN254")
  }
}

function setInput(circom: CircomExports, input: CircuitSignals): void {
  let set = 0
  for (const [name, value] of Object.entries(input)) {
    const values = [value].flat(Infinity as 1) as (bigint | number | string)[]
    const [upper, lower] = signalHash(name)
    const size = circom.getInputSignalSize(upper, lower)
    if (size < 0) throw new WitnessError(`it has no input signal "${name}"`)
    if (size !== values.length) throw new WitnessError(`${values.length} values for "${name}", which takes ${size}`)
    for (const [position, given] of values.entries()) {
      const element = elementOf(given, name)
      for (let word = 0; word < WORDS; word++) circom.writeSharedRWMemory(word, wordOf(element, word))
      circom.setInputSignal(upper, lower, position)
    }
    set += size
  }
  const wanted = circom.getInputSize()
  if (set < wanted) throw new WitnessError(`${set} values for input signals that take ${wanted}`)
}

/** Negative numbers stand for their residue, as in circom. */
function elementOf(value: bigint | number | string, name: string): bigint {
  try {
    return ((BigInt(value) % FIELD_ORDER) + FIELD_ORDER) % FIELD_ORDER
  } catch {
    throw new WitnessError(`a value for "${name}" is not an integer`)
  }
}

function readWitness(circom: CircomExports): Uint8Array<ArrayBuffer> {
  const signals = circom.getWitnessSize()
  const words = new Uint32Array(signals * WORDS)
  for (let signal = 0, at = 0; signal < signals; signal++) {
    circom.getWitness(signal)
    for (let word = 0; word < WORDS; word++) words[at++] = circom.readSharedRWMemory(word)
  }
  // Machines that run WebAssembly in a browser or in Node have their lowest byte first, as witnesses do.
  return new Uint8Array(words.buffer)
}

function wordOf(value: bigint, word: number): number {
  return Number((value >> BigInt(32 * word)) & 0xffffffffn)
}
