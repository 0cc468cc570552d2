import { existsSync } from "node:fs"
import { join } from "node:path"
import { runNode } from "../command.ts"
import { ROOT } from "../paths.ts"
import { floorProblems } from "./floors.ts"
import { trackedFileProblems } from "./tracked-files.ts"

/** Something that must hold for the sources as they lie there. */
export interface Check {
  name: string
  /** What to do when it fails. */
  remedy: string
  /** What is wrong, for a person; nothing when all is well. */
  problems: () => Promise<string>
}

/** Folders of our own TypeScript. */
const SOURCES = ["sdk", "scripts", "test", "bench"]

/** Comes before the others: the tests import the package by its name, and the interfaces come from the compiled contracts. */
export const BUILD_CHECK: Check = {
  name: "build",
  remedy: "correct what the compilers say above",
  problems: () => ended("scripts/build/main.ts", []),
}

export const CHECKS: readonly Check[] = [
  {
    name: "types",
    remedy: "correct what the compiler says above",
    problems: () => tool("typescript/bin/tsc", "--noEmit", "--pretty", "false"),
  },
  {
    name: "lint",
    remedy: "correct it, or `npx eslint . --fix` where it can; rules and their reasons: eslint.config.js",
    problems: () => tool("eslint/bin/eslint.js", ".", "--max-warnings", "0"),
  },
  {
    name: "solidity",
    remedy: "correct it; rules and their reasons: .solhintrc.yaml",
    problems: () => tool("solhint/solhint.js", "--disc", "--noPoster", "--max-warnings", "0", "contracts/**/*.sol"),
  },
  {
    name: "floors",
    remedy: "import from lower floors only; what both need goes to a floor below both (scripts/check/floors.ts)",
    problems: async () => (await floorProblems(SOURCES)).join("\n"),
  },
  {
    name: "format",
    remedy: "./run format",
    problems: () => tool("prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."),
  },
  {
    name: "text",
    remedy: "take it out of the file, or rename the file; the rules: scripts/check/text-rules.ts",
    problems: async () => (await trackedFileProblems()).join("\n"),
  },
  generated("vectors", "scripts/vectors/generate.ts", "./run vectors"),
  generated("verifiers", "scripts/verifiers/generate.ts", "./run verifiers"),
  generated("kernel", "scripts/kernel/generate.ts", "node scripts/kernel/generate.ts"),
  generated("poseidon", "scripts/poseidon/generate.ts", "node scripts/poseidon/generate.ts"),
  generated("interfaces", "scripts/abi/generate.ts", "./run abi"),
  generated("sample", "scripts/sample/generate.ts", "./run sample"),
  generated("artifacts", "scripts/keys/manifest.ts", "./run keys (they must be what artifacts/manifest.json says)"),
]

/** A generator compares with `--check` what it would write with what is committed. */
function generated(name: string, script: string, remedy: string): Check {
  return {
    name,
    remedy,
    problems: () =>
      existsSync(join(ROOT, script)) ? ended(script, ["--check"]) : Promise.resolve(`${script} is missing`),
  }
}

function tool(path: string, ...args: string[]): Promise<string> {
  return ended(`node_modules/${path}`, args)
}

async function ended(program: string, args: readonly string[]): Promise<string> {
  const { code, output } = await runNode(program, args)
  if (code === 0) return ""
  return output.trim() === "" ? `${program}: exit code ${code}` : output
}
