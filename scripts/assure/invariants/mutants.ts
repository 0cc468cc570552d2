import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { spawn } from "node:child_process"
import { ROOT } from "../../paths.ts"

/** A bug planted in a contract. */
export interface Mutant {
  contract: string
  from: string
  to: string
  /** A suite of random calls (with a capital letter) or a file of test/invariants that must fail. */
  "found by": string
}

const LIST = join(ROOT, "scripts/assure/invariants/mutants.json")
const HARDHAT = "node_modules/hardhat/dist/src/cli.js"
const CONFIG = "scripts/assure/invariants/hardhat.config.ts"

// Those that an assembly is linked with.
const LIBRARIES = ["SecretPolls", "BallotBatches", "Settlement", "DecidedCalls", "RequiredTerms"]

// What a copy of the project needs of its own; all else it shares.
const COPIED = [
  "contracts",
  "test",
  "scripts",
  "sdk",
  "types",
  "build/contracts",
  ".cache/hardhat",
  ".cache/invariants",
]
const COPIED_FILES = ["package.json", "hardhat.config.ts", "tsconfig.json", ".mocharc.json"]
const SHARED = ["node_modules", "artifacts"]

/**
 * Plants each bug of the list in a copy of the project and runs what should find it, as a sample.
 *
 * @param print takes a line for each
 * @param only  a contract, or what finds its mutants
 * @returns those that were not found
 */
export async function survivors(print: (line: string) => void, only = ""): Promise<Mutant[]> {
  const all = JSON.parse(await readFile(LIST, "utf8")) as Mutant[]
  const asked = all.filter((mutant) => [mutant.contract, mutant["found by"], ""].includes(only))
  const copy = await mkdtemp(join(tmpdir(), "rochdale-planted-"))
  try {
    for (const path of [...COPIED, ...COPIED_FILES]) await cp(join(ROOT, path), join(copy, path), { recursive: true })
    for (const path of SHARED) await symlink(join(ROOT, path), join(copy, path))
    const left: Mutant[] = []
    for (const finder of new Set(asked.map((mutant) => mutant["found by"]))) {
      // What fails without a bug would seem to find every one.
      if ((await run(copy, finder)) !== 0) throw new Error(`${finder} fails without a planted bug: make it pass first.`)
      for (const mutant of asked.filter((one) => one["found by"] === finder)) {
        const verdict = await plant(copy, mutant)
        if (verdict !== "found") left.push(mutant)
        print(`${verdict.padEnd(10)} ${finder.padEnd(13)} ${mutant.contract}: ${mutant.from.split("\n")[0]!}`)
      }
    }
    return left
  } finally {
    await rm(copy, { recursive: true })
  }
}

async function plant(copy: string, { contract, from, to, "found by": finder }: Mutant): Promise<string> {
  const path = join(copy, "contracts", `${contract}.sol`)
  const source = await readFile(path, "utf8")
  const parts = source.split(from)
  if (parts.length < 2) return "not there"
  await writeFile(path, parts.join(to))
  try {
    const code = await run(copy, finder)
    if (code === undefined) return "no program"
    return code === 0 ? "SURVIVED" : "found"
  } finally {
    await writeFile(path, source)
  }
}

/** Exit code of what should find a bug; nothing where the contracts do not compile. */
function run(copy: string, finder: string): Promise<number | undefined> {
  return /^[A-Z]/.test(finder) ? runSuite(copy, finder) : runTests(copy, finder)
}

/** Only what this suite needs is compiled anew. */
async function runSuite(copy: string, name: string): Promise<number | undefined> {
  const file = `scripts/assure/invariants/suites/${name}.t.sol`
  const linked = LIBRARIES.map((library) => `contracts/${library}.sol`)
  const config = ["--config", CONFIG]
  if ((await node(copy, HARDHAT, [...config, "build", "--quiet", file, ...linked])) !== 0) return undefined
  return node(copy, HARDHAT, [...config, "test", "solidity", "--no-compile", file])
}

async function runTests(copy: string, name: string): Promise<number | undefined> {
  if ((await node(copy, HARDHAT, ["build", "--quiet"])) !== 0) return undefined
  return node(copy, "node_modules/mocha/bin/mocha.js", ["--bail", `test/invariants/${name}.test.ts`])
}

async function node(cwd: string, program: string, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    stdio: "ignore",
    env: { ...process.env, ROCHDALE_PLANTED: "1" },
  })
  return new Promise((resolve, reject) => {
    child.once("error", reject)
    child.once("close", (code) => {
      resolve(code ?? 1)
    })
  })
}
