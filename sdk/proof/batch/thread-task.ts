import type { Curve, ThreadCommand, ThreadParameter } from "snarkjs"

/** A place in the thread's memory. */
export interface Place {
  variable: number
  bytes: number
}

/** Calls of the curve's WebAssembly functions, one after the other on one thread: its memory, filled, worked on and read. */
export class ThreadTask {
  readonly #commands: ThreadCommand[] = []
  #variables = 0
  #results = 0

  /** A place that holds these bytes. */
  holding(bytes: Uint8Array): Place {
    const variable = this.#variables++
    this.#commands.push({ cmd: "ALLOCSET", var: variable, buff: bytes })
    return { variable, bytes: bytes.length }
  }

  /** A place for so many bytes. */
  room(bytes: number): Place {
    const variable = this.#variables++
    this.#commands.push({ cmd: "ALLOC", var: variable, len: bytes })
    return { variable, bytes }
  }

  /** @param parameters places, or numbers as they are */
  call(name: string, ...parameters: readonly (ThreadParameter | number)[]): void {
    const params = parameters.map((parameter) => (typeof parameter === "number" ? { val: parameter } : parameter))
    this.#commands.push({ cmd: "CALL", fnName: name, params })
  }

  /** Reads a place as it is after the calls before. */
  read({ variable, bytes }: Place): void {
    this.#commands.push({ cmd: "GET", out: this.#results++, var: variable, len: bytes })
  }

  /** What was read, in that order. */
  run({ tm }: Curve): Promise<Uint8Array[]> {
    return tm.queueAction(this.#commands)
  }
}

/** The parameter that points to a place, or to so many bytes after its beginning. */
export function at({ variable }: Place, offset = 0): ThreadParameter {
  return { var: variable, offset }
}
