import { expect } from "chai"
import { ProverError } from "../../sdk/errors.ts"
import { WORKER_SOURCE } from "../../sdk/kernel/generated/worker.ts"
import { KernelProver } from "../../sdk/kernel/kernel-prover.ts"
import { parseProvingKey } from "../../sdk/kernel/proving-key.ts"
import { loadCircuit, type CircuitFiles } from "../../sdk/proof/artifacts.ts"
import { holds } from "../../sdk/proof/groth16.ts"
import { openKernel } from "../../sdk/proof/kernel-engine.ts"
import { Prover, type ProverOptions } from "../../sdk/proof/prover.ts"
import { WitnessProgram } from "../../sdk/proof/witness.ts"
import { refused } from "../sdk/refused.ts"
import { inputOf } from "./circuit-inputs.ts"

describe("the kernel's threads", function () {
  this.timeout(120_000)
  let files: CircuitFiles
  let witness: Uint8Array<ArrayBuffer>
  before(async () => {
    files = await loadCircuit("decrypt")
    witness = (await WitnessProgram.compile(files.wasm)).calculate(await inputOf("decrypt"))
  })

  /** Runs something where browsers' workers are these, and puts things back. */
  async function withWorkers<Result>(Worker: unknown, task: () => Promise<Result>): Promise<Result> {
    const scope = globalThis as { Worker?: unknown }
    const had = Object.getOwnPropertyDescriptor(scope, "Worker")
    scope.Worker = Worker
    try {
      return await task()
    } finally {
      if (had === undefined) delete scope.Worker
      else Object.defineProperty(scope, "Worker", had)
    }
  }

  it("prove one after another what is asked of them at once", async () => {
    const engine = await openKernel(files)
    const input = await inputOf("decrypt")
    const proved = await Promise.all([1, 2, 3, 4].map(() => engine.prove(input)))
    engine.close()
    expect(new Set(proved.map(({ proof }) => proof.a[0])).size).to.equal(4)
    for (const { proof, signals } of proved) expect(await holds("decrypt", proof, signals)).to.equal(true)
  })

  it("are not needed: the calling thread does it where there are none, or none are allowed", async () => {
    function Forbidden(): never {
      throw new Error("refused by the policy")
    }
    // As browsers do it: the worker is made, and then only an event says that it does not run.
    class Silent {
      onerror: ((event: unknown) => void) | undefined
      postMessage(): void {
        queueMicrotask(() => this.onerror?.(new Error("refused by the policy")))
      }
    }
    const input = await inputOf("decrypt")
    for (const Worker of [Forbidden, Silent]) {
      const engine = await withWorkers(Worker, () => openKernel(files))
      const { proof, signals } = await engine.prove(input)
      engine.close()
      expect(await holds("decrypt", proof, signals)).to.equal(true)
    }
  })

  it("say so when they have ended, in the middle of a proof or before", async () => {
    const prover = await KernelProver.open(parseProvingKey(files.zkey))
    const under = prover.prove(witness.slice())
    // Until both threads are at work.
    await new Promise((resolve) => setTimeout(resolve, 5))
    prover.close()
    const given = witness.slice()
    for (const proof of [under, prover.prove(given)]) await refused(() => proof, ProverError, "ended")
    expect(given.every((byte) => byte === 0)).to.equal(true)
  })

  it("end when there is nothing to prove with: the files cannot be loaded, or not used", async () => {
    let open = 0
    const { Worker } = await import("node:worker_threads")
    // Node's workers behind the interface of a browser's, to count them.
    class Counted {
      onmessage: ((event: { data: unknown }) => void) | undefined
      onerror: unknown
      readonly #worker: InstanceType<typeof Worker>
      constructor() {
        const source = `globalThis.kernelPort = require("node:worker_threads").parentPort\n${WORKER_SOURCE}`
        this.#worker = new Worker(source, { eval: true, execArgv: [] })
        this.#worker.on("message", (data) => this.onmessage?.({ data }))
        open++
      }
      postMessage(message: unknown): void {
        this.#worker.postMessage(message)
      }
      terminate(): void {
        open--
        void this.#worker.terminate()
      }
    }
    const { zkey, wasm } = files
    for (const broken of [
      Promise.reject(new Error("no files")),
      { wasm, zkey: zkey.slice(0, 5000) },
      { wasm: zkey, zkey },
    ]) {
      const error = await withWorkers(Counted, () => openKernel(broken)).catch((thrown: unknown) => thrown)
      expect(error).to.be.instanceOf(Error)
      expect(open).to.equal(0)
    }
    const engine = await withWorkers(Counted, () => openKernel(files))
    expect(open).to.equal(2)
    engine.close()
    expect(open).to.equal(0)
  })

  describe("that end while they read the key", () => {
    /** Starts, and breaks down with its first task. */
    class Dying {
      onmessage: ((event: { data: unknown }) => void) | undefined
      onerror: ((event: unknown) => void) | undefined
      postMessage({ number }: { number: number }): void {
        queueMicrotask(() => (number < 0 ? this.onmessage?.({ data: {} }) : this.onerror?.(new Error("out of memory"))))
      }
      terminate(): void {
        this.postMessage = () => undefined
      }
    }
    const opened = (options: ProverOptions): Promise<Prover> =>
      withWorkers(Dying, () => Prover.open("decrypt", options))

    it("are replaced by snarkjs, once for all who prove", async () => {
      const input = await inputOf("decrypt")
      await using prover = await opened({})
      const proofs = await Promise.all([prover.prove(input), prover.prove(input)])
      for (const { proof, signals } of [...proofs, await prover.prove(input)])
        expect(await holds("decrypt", proof, signals)).to.equal(true)
    })

    it("are an error for who wants the kernel and nothing else", async () => {
      await using prover = await opened({ engine: "kernel" })
      const input = await inputOf("decrypt")
      await refused(() => prover.prove(input), ProverError, "ended")
    })

    it("are replaced by nothing when the prover is closed meanwhile", async () => {
      const prover = await opened({})
      const proof = prover.prove(await inputOf("decrypt"))
      await prover.close()
      await refused(() => proof, ProverError, "ended")
    })
  })

  it("are one prover's option: one thread, two, or snarkjs", async () => {
    const input = await inputOf("decrypt")
    for (const options of [{ threads: 1 }, { threads: 2 }, { engine: "kernel" }, { engine: "snarkjs" }, {}] as const) {
      await using prover = await Prover.open("decrypt", options)
      const { proof, signals } = await prover.prove(input)
      expect(await holds("decrypt", proof, signals)).to.equal(true)
    }
  })
})
