import { formatEther, type AbstractSigner, type Provider } from "ethers"
import { mined, whileAnswered } from "../../../sdk/chain/mined.ts"
import { AccountsError } from "../errors.ts"

/** What an account will spend. */
export interface Need {
  signer: AbstractSigner
  gas: bigint
  /** Made for this run, so it may be supplied by the first account. */
  made: boolean
}

const TRANSFER_GAS = 21_000n
/** Fees may rise while the demo runs. */
const MARGIN = 2n

/**
 * Sees to it that each account can pay for what it has to do, before anything else is sent.
 *
 * @throws AccountsError naming the account and the amount
 */
export async function fundAccounts(first: AbstractSigner, provider: Provider, needs: readonly Need[]): Promise<void> {
  const { gasPrice, maxFeePerGas } = await provider.getFeeData()
  const price = (maxFeePerGas ?? gasPrice ?? 0n) * MARGIN
  const accounts = await Promise.all(
    needs.map(async ({ signer, gas, made }) => {
      const address = await signer.getAddress()
      const lacks = gas * price - (await provider.getBalance(address))
      return { address, needs: gas * price, lacks: lacks > 0n ? lacks : 0n, made }
    }),
  )
  const own = accounts.find(({ lacks, made }) => lacks > 0n && !made)
  if (own !== undefined) throw tooPoor(own.address, own.needs)

  const supplied = accounts.filter(({ lacks, made }) => lacks > 0n && made)
  const sum = supplied.reduce((total, { lacks }) => total + lacks + TRANSFER_GAS * price, 0n)
  const admin = accounts[0]?.needs ?? 0n
  const address = await first.getAddress()
  if ((await provider.getBalance(address)) < admin + sum) throw tooPoor(address, admin + sum)
  for (const { address: to, lacks } of supplied) {
    const sent = await whileAnswered(provider, first.sendTransaction({ to, value: lacks }))
    await mined(sent, `supply the account ${to}`)
  }
}

function tooPoor(address: string, needs: bigint): AccountsError {
  return new AccountsError(
    `The account ${address} has too little: about ${Number(formatEther(needs)).toPrecision(2)} ether may be needed`,
    "Supply it (a testnet's faucet gives ether for nothing), or use a node for development such as Anvil",
  )
}
