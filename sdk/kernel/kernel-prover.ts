import { randomFieldElement } from "../crypto/random.ts"
import { ProverError, ProvingKeyError, WitnessError } from "../errors.ts"
import { SCALAR_SIZE } from "./kernel.ts"
import { KernelProblem } from "./problem.ts"
import { kernelProgram } from "./program.ts"
import type { ProvingKey } from "./proving-key.ts"
import { numberOf, scalarBytes } from "./scalar-bytes.ts"
import { localSeat, threadSeat, type RemoteSeat } from "./thread.ts"

/** The points of a Groth16 proof by their plain coordinates; b's are [real, imaginary] pairs. */
export interface ProofPoints {
  a: [bigint, bigint]
  b: [[bigint, bigint], [bigint, bigint]]
  c: [bigint, bigint]
}

/** Proves with the kernel, for one proving key: two threads that keep it, each with half of the work. */
export class KernelProver {
  readonly #signals: number
  readonly #points: RemoteSeat
  readonly #quotient: RemoteSeat
  readonly #loading: Promise<unknown>

  private constructor(signals: number, points: RemoteSeat, quotient: RemoteSeat, loading: Promise<unknown>) {
    this.#signals = signals
    this.#points = points
    this.#quotient = quotient
    this.#loading = loading
    // Whoever proves is told of it.
    loading.catch(() => undefined)
  }

  /**
   * Ready as soon as the threads have the key. They still read it then: a witness can be computed meanwhile.
   *
   * @param key     copied; threads start while one waits for it
   * @param threads 1: all work is done in the calling thread, also where others could be had
   * @throws what `key` fails with
   * @throws ProverError when the kernel cannot run here
   */
  static async open(key: ProvingKey | Promise<ProvingKey>, threads: 1 | 2 = 2): Promise<KernelProver> {
    const seats = threads === 1 ? [localSeat(), localSeat()] : Promise.all([seat(), seat()])
    const starting = settled([seats, compiled(), key])
    const [one, other] = (await seats) as [RemoteSeat, RemoteSeat]
    try {
      const [, program, { signals, points, quotient }] = await starting
      const [forPoints, forQuotient] = [copied(points), copied(quotient)]
      const loading = settled([
        one.call("loadPoints", [program, forPoints], buffersOf(forPoints)),
        other.call("loadQuotient", [program, forQuotient], buffersOf(forQuotient)),
      ])
      return new KernelProver(signals, one, other, loading)
    } catch (error) {
      one.close()
      other.close()
      throw typed(error)
    }
  }

  /**
   * A proof with fresh blinding from the platform's CSPRNG. Several may be asked for at once: no call to a thread leaves anything for the next.
   *
   * @param witness the signals' values, 32 bytes each, lowest first; overwritten with zeros
   * @throws ProvingKeyError for a key with something in it that is none
   * @throws WitnessError, ProverError
   */
  async prove(witness: Uint8Array<ArrayBuffer>): Promise<ProofPoints> {
    try {
      await this.#loading
      return await this.#prove(witness)
    } catch (error) {
      throw typed(error)
    } finally {
      witness.fill(0)
    }
  }

  /** Ends the threads. A proof that is under way fails. */
  close(): void {
    this.#points.close()
    this.#quotient.close()
  }

  async #prove(witness: Uint8Array<ArrayBuffer>): Promise<ProofPoints> {
    if (witness.length !== this.#signals * SCALAR_SIZE)
      throw new WitnessError(`a witness of ${witness.length} bytes for ${this.#signals} signals`)
    const r = scalarBytes(randomFieldElement())
    const s = scalarBytes(randomFieldElement())
    const [forPoints, forQuotient] = [
      { witness: witness.slice(), r: r.slice(), s },
      { witness: witness.slice(), r },
    ]
    const [{ a, b, sa }, sum] = await settled([
      this.#points.call("pointSums", [forPoints.witness, { r: forPoints.r, s }], buffersOf(forPoints)),
      this.#quotient.call("quotientSum", [forQuotient.witness, r], buffersOf(forQuotient)),
    ])
    const c = await this.#quotient.call("add", [sum, sa], [sum.buffer, sa.buffer])
    return { a: pair(a), b: [pair(b.subarray(0, 64)), pair(b.subarray(64))], c: pair(c) }
  }
}

async function seat(): Promise<RemoteSeat> {
  return (await threadSeat()) ?? localSeat()
}

function compiled(): Promise<WebAssembly.Module> {
  return kernelProgram().catch((cause: unknown) => {
    throw new ProverError("its program cannot be compiled", "Use a current browser or Node", cause)
  })
}

/** All results; or the first failure, but only when all have ended. */
async function settled<Results extends unknown[]>(tasks: {
  [Index in keyof Results]: Results[Index] | Promise<Results[Index]>
}): Promise<Results> {
  await Promise.allSettled(tasks)
  return Promise.all(tasks)
}

/** The same with buffers of its own, which can be handed over to a thread. */
function copied<Key extends object>(key: Key): Key {
  const entries = Object.entries(key as Record<string, unknown>)
  return Object.fromEntries(
    entries.map(([name, value]) => [name, value instanceof Uint8Array ? value.slice() : value]),
  ) as Key
}

function buffersOf(values: object): ArrayBuffer[] {
  const buffers = Object.values(values).filter((value) => value instanceof Uint8Array) as Uint8Array<ArrayBuffer>[]
  return [...new Set(buffers.map(({ buffer }) => buffer))]
}

function pair(bytes: Uint8Array): [bigint, bigint] {
  return [numberOf(bytes.subarray(0, 32)), numberOf(bytes.subarray(32, 64))]
}

function typed(error: unknown): unknown {
  if (!(error instanceof KernelProblem)) return error
  switch (error.reason) {
    case "point":
      return new ProvingKeyError(`a point in ${error.place} is not one of the curve, or may not be the one at infinity`)
    case "coefficient":
      return new ProvingKeyError("a coefficient is out of range")
    case "witness":
      return new WitnessError(error.place)
    case "memory":
      return new ProverError("its memory does not suffice", "Close other programs, or take a smaller circuit")
    case "ended":
      return new ProverError(`${error.place} has ended`, "Open another prover with Prover.open()")
  }
}
