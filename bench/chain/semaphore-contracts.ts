import { readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { join } from "node:path"
import { ContractFactory, type Contract, type InterfaceAbi, type Signer } from "ethers"
import { contractFactory } from "../../scripts/deploy/contract-factory.ts"
import { PEERS } from "../peers.ts"

/** The part of solc that is used here. */
interface Solc {
  compile(input: string, callbacks: { import: (path: string) => { contents: string } }): string
}

interface Compiled {
  errors?: { severity: string; formattedMessage: string }[]
  contracts: Record<string, Record<string, { abi: InterfaceAbi; evm: { bytecode: { object: string } } }>>
}

const FOLDER = "@semaphore-protocol/contracts"
const POSEIDON = "poseidon-solidity/PoseidonT3.sol"

/** Semaphore's published contracts, compiled by the compiler and with the settings of ours, and deployed with the Poseidon of ours. */
export async function deploySemaphore(deployer: Signer): Promise<Contract> {
  const poseidon = await (await contractFactory(POSEIDON, "PoseidonT3", deployer)).deploy()
  await poseidon.waitForDeployment()
  const sources = await compile(await poseidon.getAddress())
  const verifier = await deployed(sources, "base/SemaphoreVerifier.sol", "SemaphoreVerifier", deployer)
  return deployed(sources, "Semaphore.sol", "Semaphore", deployer, [await verifier.getAddress()])
}

async function deployed(
  { contracts }: Compiled,
  file: string,
  name: string,
  deployer: Signer,
  args: readonly unknown[] = [],
): Promise<Contract> {
  const { abi, evm } = contracts[`${FOLDER}/${file}`]![name]!
  const contract = await new ContractFactory(abi, evm.bytecode.object, deployer).deploy(...args)
  return (await contract.waitForDeployment()) as Contract
}

async function compile(poseidon: string): Promise<Compiled> {
  const solc = createRequire(import.meta.url)("solc") as Solc
  const contents = new Map<string, string>()
  const load = async (path: string): Promise<void> => {
    if (contents.has(path)) return
    const content = await readFile(join(PEERS, path), "utf8")
    contents.set(path, content)
    for (const [, imported] of content.matchAll(/^import .*?"([^"]+)";/gms))
      await load(imported!.startsWith(".") ? join(path, "..", imported!) : imported!)
  }
  await load(`${FOLDER}/Semaphore.sol`)
  await load(`${FOLDER}/base/SemaphoreVerifier.sol`)
  const input = {
    language: "Solidity",
    sources: Object.fromEntries([...contents].map(([path, content]) => [path, { content }])),
    settings: {
      evmVersion: "cancun",
      optimizer: { enabled: true, runs: 10_000 },
      libraries: { [POSEIDON]: { PoseidonT3: poseidon } },
      outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } },
    },
  }
  const missing = (path: string): never => {
    throw new Error(`Semaphore's contracts import ${path}, which is not there`)
  }
  const compiled = JSON.parse(solc.compile(JSON.stringify(input), { import: missing })) as Compiled
  const errors = (compiled.errors ?? []).filter(({ severity }) => severity === "error")
  if (errors.length > 0) throw new Error(errors.map(({ formattedMessage }) => formattedMessage).join("\n"))
  return compiled
}
