import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { ContractFactory, type Signer } from "ethers"
import { BUILD } from "../paths.ts"

interface CompiledContract {
  abi: []
  bytecode: string
  linkReferences: Record<string, Record<string, { start: number; length: number }[]>>
}

/**
 * Factory of a compiled contract with its libraries linked in.
 *
 * @param source    path of its source file below the build's contracts: "contracts/Commune.sol"
 * @param libraries addresses by name
 */
export async function contractFactory(
  source: string,
  name: string,
  signer: Signer,
  libraries: Record<string, string> = {},
): Promise<ContractFactory> {
  const artifact = join(BUILD, "contracts", source, `${name}.json`)
  const { abi, bytecode, linkReferences } = JSON.parse(await readFile(artifact, "utf8")) as CompiledContract
  let linked = bytecode
  for (const [library, places] of Object.values(linkReferences).flatMap(
    Object.entries<{ start: number; length: number }[]>,
  )) {
    const address = libraries[library]
    if (address === undefined) throw new Error(`${name} needs the address of its library ${library}`)
    for (const { start, length } of places) {
      const from = 2 + start * 2
      linked = linked.slice(0, from) + address.slice(2).toLowerCase() + linked.slice(from + length * 2)
    }
  }
  return new ContractFactory(abi, linked, signer)
}
