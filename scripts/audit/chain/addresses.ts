import { Contract, isCallException, type Provider } from "ethers"
import { ChainUnreachableError, NoContractError } from "../../../sdk/errors.ts"
import { UnreadableChainError } from "../errors.ts"
import { SOURCES, type Source } from "../log/events.ts"

/**
 * Where the contracts stand that an assembly works with. This is all that it is asked: each of them is fixed for ever when it is deployed.
 *
 * @throws NoContractError, UnreadableChainError, ChainUnreachableError
 */
export async function contractsOf(
  provider: Provider,
  assembly: string,
  block: number,
): Promise<Record<Source, string>> {
  const others = SOURCES.filter((source) => source !== "assembly")
  const contract = new Contract(
    assembly,
    others.map((source) => `function ${source}() view returns (address)`),
    provider,
  )
  const ask = async (source: string): Promise<[string, string]> => [
    source,
    (await contract.getFunction(source)({ blockTag: block })) as string,
  ]
  try {
    if ((await provider.getCode(assembly, block)) === "0x")
      throw new NoContractError("Assembly", assembly, (await provider.getNetwork()).chainId)
    const found = await Promise.all(others.map(ask))
    return { assembly, ...Object.fromEntries(found) } as Record<Source, string>
  } catch (error) {
    if (error instanceof NoContractError) throw error
    if (isCallException(error) || (error as { code?: unknown }).code === "BAD_DATA")
      throw new UnreadableChainError(
        `The contract at ${assembly} is no Assembly: it does not say which commune, ledger and trustees it works with`,
        "Check the address and the network",
      )
    throw new ChainUnreachableError("asking the assembly for its other contracts", error)
  }
}
