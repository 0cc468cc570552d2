import { execFile } from "node:child_process"
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { expect } from "chai"
import { sourceCoverage } from "../../scripts/assure/coverage/source-coverage.ts"

/** Every line says what is to be found of it: whether it ran, did not run, or is none that counts. */
const PLANTED = `import { basename } from "node:path" // none

/** None: a comment. */
export interface Shape { // none
  sides: number // none
} // none

const NAMES: Record<number, string> = { // ran
  3: "tri", // ran
  4: "quad", // ran
} // none

export class Figure { // ran
  declare readonly kind: string // none
  readonly #shape: Shape // none

  constructor(shape: Shape) { // ran
    this.#shape = shape // ran
  } // none

  get name(): string { // ran
    const { sides } = this.#shape // ran
    if (sides < 3) throw new Error("é: too few") // not
    return NAMES[sides] ?? \`\${sides}-gon\` // not
  } // none

  grown(): Figure { // not
    return new Figure({ // not
      sides: this.#shape.sides + 1, // not
    }) // none
  } // none
} // none

export const longest = (names: readonly string[]): string | undefined => // ran
  names.reduce((best, name) => (name.length > best.length ? name : best), "") || undefined // not

export function place(path: string): string { // ran
  switch (path) { // ran
    case "": // not
      return "nowhere" // not
    default: // ran
      return basename(path) // ran
  } // none
} // none
`

const RUNNER = `import { Figure, longest, place } from "../src/planted.ts"
if (new Figure({ sides: 4 }).name !== "quad" || longest(["a", "bcd", "ef"]) !== "bcd" || place("a/b") !== "b") process.exit(1)
`

const WORKER = `import { Worker, isMainThread } from "node:worker_threads"
import { Figure } from "../src/planted.ts"
if (isMainThread) new Worker(new URL(import.meta.url))
else if (new Figure({ sides: 4 }).grown().name !== "5-gon") process.exit(1)
`

describe("coverage of sources", () => {
  let root: string

  beforeEach(async () => {
    root = `${await mkdtemp(join(tmpdir(), "rochdale-coverage-"))}/`
    for (const folder of ["src/deep", "run", "v8"]) await mkdir(join(root, folder), { recursive: true })
    await writeFile(join(root, "package.json"), `{ "type": "module" }`)
    await writeFile(join(root, "src/planted.ts"), PLANTED)
    await writeFile(join(root, "src/deep/never.ts"), "export const never = 1\n")
    await writeFile(join(root, "run/runner.ts"), RUNNER)
    await writeFile(join(root, "run/worker.ts"), WORKER)
  })
  afterEach(() => rm(root, { recursive: true }))

  const ran = (script: string) =>
    promisify(execFile)(process.execPath, [join(root, "run", script)], {
      env: { ...process.env, NODE_V8_COVERAGE: join(root, "v8") },
    })
  const measured = () => sourceCoverage(root, ["src"], join(root, "v8"), (file) => file === "src/left.ts")
  const lines = (said: RegExp): number[] =>
    PLANTED.split("\n").flatMap((line, index) => (said.test(line) ? [index + 1] : []))

  it("finds the lines of which something did not run, and no others", async () => {
    await ran("runner.ts")
    const [never, planted] = await measured()
    expect(planted).to.deep.equal({
      file: "src/planted.ts",
      lines: lines(/\/\/ (ran|not)$/).length,
      missed: lines(/\/\/ not$/),
    })
    expect(never, "a file that was never loaded").to.deep.equal({ file: "src/deep/never.ts", lines: 1, missed: [1] })
  })

  it("puts together what ran in several processes and in their threads", async () => {
    await ran("runner.ts")
    await ran("worker.ts")
    const [, planted] = await measured()
    const still = lines(/throw|case ""|nowhere|undefined \/\/ not/)
    expect(planted?.missed).to.deep.equal(still)
  })

  it("leaves out what it is told to, and other folders", async () => {
    await writeFile(join(root, "src/left.ts"), "export const left = 1\n")
    await ran("runner.ts")
    expect((await measured()).map(({ file }) => file)).to.deep.equal(["src/deep/never.ts", "src/planted.ts"])
  })
})
