import { network, tasks } from "hardhat"
import type { BaseContract, ContractMethod, Signer } from "ethers"

await tasks.getTask("build").run({ quiet: true })

/** Day 0 of every simulated chain: 2026-03-02, 09:00 UTC. */
export const GENESIS = new Date("2026-03-02T09:00:00Z")
export const GENESIS_DAY = Math.floor(GENESIS.getTime() / 86_400_000)

/** A contract of which only these methods are called. */
export type Callable<Names extends string> = BaseContract & Record<Names, ContractMethod>

/** A simulated chain of its own. */
export async function simulatedChain(chainId = 31337) {
  return network.create({ network: "default", override: { chainId, initialDate: GENESIS } })
}

export type Chain = Awaited<ReturnType<typeof simulatedChain>>

/** Deploys a contract, by the chain's first account if none is given, and says which of its methods are called. */
export async function deployed<Names extends string>(
  { ethers }: Chain,
  name: string,
  args: unknown[] = [],
  { libraries = {}, deployer }: { libraries?: Record<string, BaseContract>; deployer?: Signer } = {},
): Promise<Callable<Names>> {
  const signer = deployer === undefined ? {} : { signer: deployer }
  const contract = await ethers.deployContract(name, args, { libraries, ...signer })
  return contract as unknown as Callable<Names>
}

/** The contract as another account calls it. */
export function as<T extends BaseContract>(contract: T, signer: Signer): T {
  return contract.connect(signer) as T
}
