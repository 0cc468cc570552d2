import { readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { ROOT } from "../paths.ts"
import { poseidonNodeSource } from "./solidity-source.ts"

// Writes contracts/PoseidonNode.sol, or with --check says whether it is in step.

const CONTRACT = join(ROOT, "contracts", "PoseidonNode.sol")
const source = await poseidonNodeSource()

if (!process.argv.includes("--check")) await writeFile(CONTRACT, source)
else if ((await readFile(CONTRACT, "utf8")) !== source) {
  console.error(
    "contracts/PoseidonNode.sol is out of step with circomlib's constants: run node scripts/poseidon/generate.ts",
  )
  process.exitCode = 1
}
