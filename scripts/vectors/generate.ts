/*
 * Writes the golden vectors, test/vectors/*.json.
 *
 *   node scripts/vectors/generate.ts            write them
 *   node scripts/vectors/generate.ts --check    fail if the committed ones differ
 */
import { readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { format, resolveConfig } from "prettier"
import { ROOT } from "../paths.ts"
import { pointVectors } from "./baby-jubjub.ts"
import { ballotVectors } from "./ballots.ts"
import { identityVectors, poseidonVectors, recordVectors } from "./hashes.ts"
import { parameterVectors } from "./parameters.ts"
import { policyVectors, quotaPolicyVectors } from "./policies.ts"
import { referencePoseidon } from "./poseidon.ts"
import { scopeVectors } from "./scopes.ts"
import { ledgerVectors, treeVectors } from "./trees.ts"

const { values: options } = parseArgs({ options: { check: { type: "boolean", default: false } } })

const hash = await referencePoseidon()
const vectors: Record<string, unknown> = {
  parameters: parameterVectors,
  poseidon: poseidonVectors(hash),
  identity: identityVectors(hash),
  record: recordVectors(hash),
  policy: policyVectors(),
  "quota-policy": quotaPolicyVectors(),
  tree: treeVectors(hash),
  ledger: ledgerVectors(hash),
  scope: scopeVectors(),
  point: pointVectors(),
  ballot: ballotVectors(),
}

const differing: string[] = []
for (const [name, content] of Object.entries(vectors)) {
  const path = join(ROOT, "test/vectors", `${name}.json`)
  const text = await serialize(content, path)
  if (!options.check) await writeFile(path, text)
  else if ((await readFile(path, "utf8").catch(() => "")) !== text) differing.push(`test/vectors/${name}.json`)
}

if (differing.length > 0) {
  console.error(`These vectors are not what scripts/vectors/generate.ts makes: ${differing.join(", ")}.`)
  console.error(
    "If the protocol has changed, run it without --check and review the difference; if not, restore the files.",
  )
  process.exitCode = 1
}

/** JSON in which every number is a decimal string, laid out as the formatter wants it. */
async function serialize(content: unknown, path: string): Promise<string> {
  const json = JSON.stringify(content, (_, value: unknown) =>
    typeof value === "bigint" || typeof value === "number" ? value.toString() : value,
  )
  return format(json, { ...(await resolveConfig(path)), parser: "json" })
}
