import { BrowserProvider } from "ethers"
import { createHardhatRuntimeEnvironment } from "hardhat/hre"
import { ROOT } from "../../paths.ts"
import { assignAccounts } from "./accounts.ts"
import type { Chain } from "./chain.ts"
import type { ChainNeeds } from "./needs.ts"
import { openClock } from "./clock.ts"

/** A chain of our own inside this process (Hardhat's, used as a library). It ends with the process and keeps nothing. */
export async function openEmbeddedChain(needs: ChainNeeds): Promise<Chain> {
  const network = { type: "edr-simulated", chainType: "l1", hardfork: "prague" } as const
  const environment = await createHardhatRuntimeEnvironment({ networks: { embedded: network } }, {}, ROOT)
  // Input from a day to come, or a machine with a wrong clock: the chain's clock starts where it must.
  const initialDate = new Date(Math.max(Date.now(), needs.notBefore * 1000))
  const connection = await environment.network.create({ network: "embedded", override: { initialDate } })
  // Every answer is asked for anew: a cached one could be from before the last transaction.
  const provider = new BrowserProvider(connection.provider, undefined, {
    cacheTimeout: -1,
    pollingInterval: 50,
  })
  const { chainId } = await provider.getNetwork()
  return {
    description: "a chain inside this process (Hardhat), made for this run and gone after it",
    kind: "embedded",
    url: undefined,
    chainId,
    provider,
    accounts: await assignAccounts(provider, needs, undefined),
    clock: await openClock(provider, needs.notBefore),
    close: async () => {
      provider.destroy()
      await connection.close()
    },
  }
}
