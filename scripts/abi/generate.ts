import { readFile, writeFile, mkdir } from "node:fs/promises"
import { dirname, join } from "node:path"
import { Interface } from "ethers"
import { format } from "prettier"
import { BUILD, ROOT } from "../paths.ts"

// Writes the contracts' ABIs into the SDK, or with --check says whether they are in step. Needs compiled contracts.

const OUTPUT = join(ROOT, "sdk", "chain", "generated", "abi.ts")
const CONTRACTS = {
  COMMUNE_ABI: "Commune",
  LABOR_LEDGER_ABI: "LaborLedger",
  TRUSTEES_ABI: "Trustees",
  ASSEMBLY_ABI: "Assembly",
}

async function source(): Promise<string> {
  const parts = ["// Generated from the contracts by scripts/abi/generate.ts. Never edited."]
  for (const [constant, contract] of Object.entries(CONTRACTS)) {
    const artifact = join(BUILD, "contracts", "contracts", `${contract}.sol`, `${contract}.json`)
    const { abi } = JSON.parse(await readFile(artifact, "utf8"))
    const signatures = new Interface(abi).format(false).filter((line) => !line.startsWith("constructor"))
    parts.push(`export const ${constant} = ${JSON.stringify(signatures)}`)
  }
  return format(parts.join("\n\n"), { parser: "babel-ts", semi: false, printWidth: 120 })
}

if (process.argv.includes("--check")) {
  if ((await readFile(OUTPUT, "utf8")) !== (await source())) {
    console.error("sdk/chain/generated/abi.ts is out of step with the contracts. Run ./run abi")
    process.exitCode = 1
  }
} else {
  await mkdir(dirname(OUTPUT), { recursive: true })
  await writeFile(OUTPUT, await source())
}
