// Compiles the contracts and the npm package, or the one that is named, each only when what it is made from has changed.
import { rename, rm } from "node:fs/promises"
import { join } from "node:path"
import { ROOT } from "../paths.ts"
import { runNode } from "../command.ts"
import { bundleForNode } from "./bundle.ts"
import { bringUpToDate, type Step } from "./step.ts"

const CONTRACTS: Step = {
  name: "contracts",
  inputs: ["contracts", "test/contracts/harness", "hardhat.config.ts", "package-lock.json", "scripts/build"],
  product: "build/contracts",
  build: () => insist("node_modules/hardhat/dist/src/cli.js", ["build", "--quiet"]),
}

const PACKAGE: Step = {
  name: "package",
  inputs: ["sdk", "types", "tsconfig.json", "tsconfig.build.json", "package-lock.json", "scripts/build"],
  product: "dist",
  build: async () => {
    // Made aside and moved when whole: dist/ never holds half a package or a file that has no source any more.
    const incoming = join(ROOT, "build", "dist-incoming")
    await rm(incoming, { recursive: true, force: true })
    await insist("node_modules/typescript/bin/tsc", ["-p", "tsconfig.build.json", "--outDir", incoming])
    await bundleForNode(incoming)
    await rm(join(ROOT, "dist"), { recursive: true, force: true })
    await rename(incoming, join(ROOT, "dist"))
  },
}

const names = process.argv.slice(2)
await Promise.all([CONTRACTS, PACKAGE].filter((step) => names.length === 0 || names.includes(step.name)).map(report))

async function report(step: Step): Promise<void> {
  const start = performance.now()
  if (!(await bringUpToDate(step))) return
  console.error(`build: ${step.name} in ${((performance.now() - start) / 1000).toFixed(1)} s`)
}

async function insist(program: string, args: readonly string[]): Promise<void> {
  const { code, output } = await runNode(program, args)
  if (code === 0) return
  process.stderr.write(output)
  console.error(`build: ${program} failed (exit code ${String(code)}); its messages are above`)
  process.exit(1)
}
