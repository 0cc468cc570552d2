import { spawn } from "node:child_process"
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join, relative } from "node:path"
import { Worker } from "node:worker_threads"
import { compiled } from "../../circuits/compiled.ts"
import { CACHE, ROOT } from "../../paths.ts"
import type { Judgement, Question } from "./judge.ts"
import type { PartMessage } from "../../test/outcome.ts"
import { mutated, type Mutant } from "./mutant.ts"

/** What the circuits and their tests read. */
const COPIED = [
  "circuits",
  "scripts",
  "sdk",
  "test/circuits",
  "test/vectors",
  "types",
  "package.json",
  "tsconfig.json",
  ".mocharc.json",
]

/** A test takes seconds; one that takes this long hangs. In ms. */
const LIMIT = 20 * 60_000

/** What came of the tests of one file. */
export interface TestOutcome {
  passed: number
  /** Title of the first that failed. */
  failed: string | undefined
}

/** A copy of the project in which one circuit after another is mutated. Nothing is written into the project. */
export class Lane {
  readonly #folder: string
  /** What tests have compiled without a mutant, in folders of this one's. */
  readonly #kept = new Set<string>()

  private constructor(folder: string) {
    this.#folder = folder
  }

  /** @param further files or folders of the project that are copied too */
  static async open(further: readonly string[]): Promise<Lane> {
    const lane = new Lane(await mkdtemp(join(tmpdir(), "rochdale-mutants-")))
    for (const name of [...COPIED, ...further]) {
      await mkdir(join(lane.#folder, dirname(name)), { recursive: true })
      await cp(join(ROOT, name), join(lane.#folder, name), { recursive: true })
    }
    await symlink(join(ROOT, "node_modules"), join(lane.#folder, "node_modules"))
    await lane.#linkCompiled()
    return lane
  }

  async close(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true })
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  /** Does something while the mutant is in the place of its original. */
  async with<T>(mutant: Mutant, action: () => Promise<T>): Promise<T> {
    const path = join(this.#folder, relative(ROOT, mutant.file))
    const original = await readFile(mutant.file, "utf8")
    await writeFile(path, mutated(original, mutant))
    try {
      return await action()
    } finally {
      await writeFile(path, original)
    }
  }

  /** Compiles a circuit as it is here, and says what the determinism tool finds. @param carrier relative to the project */
  async judge(carrier: string, determinism: boolean): Promise<Judgement> {
    const original = await compiled(join(ROOT, carrier), "O2")
    const source = join(this.#folder, carrier)
    const mutant: Question = { source, folder: join(this.#folder, "products"), original, determinism }
    return inThread<Judgement>({ original, mutant })
  }

  /** Whether the determinism tool has nothing to say of a circuit as it is in the project. @param carrier relative to the project */
  async isDeterministic(carrier: string): Promise<boolean> {
    return inThread<boolean>({ original: await compiled(join(ROOT, carrier), "O2") })
  }

  /**
   * Runs tests of one file as circuits are here, up to the first that fails.
   *
   * @param file relative to the project
   * @param keep whether what they compile is of use for others: no mutant is in place
   */
  async test(file: string, keep: boolean): Promise<TestOutcome> {
    const child = spawn(process.execPath, ["scripts/test/mocha-process.ts", JSON.stringify({ bail: true }), file], {
      cwd: this.#folder,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: { ...process.env, ROCHDALE_CACHE: this.#cache },
      timeout: LIMIT,
      killSignal: "SIGKILL",
    })
    const outcome: TestOutcome = { passed: 0, failed: undefined }
    const progress = { ended: false, log: "" }
    child.on("message", (message: PartMessage) => {
      if (message.kind === "passed") outcome.passed++
      else if (message.kind === "failed") outcome.failed ??= message.title
      else if (message.kind === "end") progress.ended = true
    })
    child.stdout!.setEncoding("utf8").on("data", (text: string) => (progress.log += text))
    child.stderr!.setEncoding("utf8").on("data", (text: string) => (progress.log += text))
    await new Promise<void>((resolve, reject) => {
      child.once("error", reject)
      child.once("close", () => {
        resolve()
      })
    })
    await this.#tidy(keep)
    if (!progress.ended) throw new Error(`the process of ${file} ended before its tests did:\n${progress.log}`)
    return outcome
  }

  get #cache(): string {
    return join(this.#folder, ".cache")
  }

  /** Circuits that are compiled already are found here too. */
  async #linkCompiled(): Promise<void> {
    for (const product of await productsIn(CACHE)) {
      await mkdir(join(this.#cache, dirname(product)), { recursive: true })
      await symlink(join(CACHE, product), join(this.#cache, product))
      this.#kept.add(product)
    }
  }

  /** Takes away what was compiled with a mutant. */
  async #tidy(keep: boolean): Promise<void> {
    for (const product of await productsIn(this.#cache)) {
      if (keep) this.#kept.add(product)
      else if (!this.#kept.has(product)) await rm(join(this.#cache, product), { recursive: true, force: true })
    }
  }
}

function inThread<Answer>(workerData: { original: Question["original"]; mutant?: Question }): Promise<Answer> {
  return new Promise((resolve, reject) => {
    new Worker(new URL("./judge-worker.ts", import.meta.url), { workerData })
      .once("message", resolve)
      .once("error", reject)
      .once("exit", (code) => {
        reject(new Error(`the thread that looks at a circuit ended with ${code}`))
      })
  })
}

/** Folders of compiled circuits, relative to the cache. */
async function productsIn(cache: string): Promise<string[]> {
  const circuits = await readdir(join(cache, "circuits")).catch(() => [])
  const products = await Promise.all(
    circuits.map(async (circuit) =>
      (await readdir(join(cache, "circuits", circuit))).map((hash) => join("circuits", circuit, hash)),
    ),
  )
  return products.flat()
}
