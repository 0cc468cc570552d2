import type { Provider, TransactionReceipt, TransactionResponse } from "ethers"
import { TransactionLostError } from "../errors.ts"

/** How many looks in a row must fail before it counts: nodes have bad moments, and behind one address there may be several. */
const LOOKS = 5

/** Between two looks, in milliseconds, where the provider does not say. */
const PAUSE = 1000

/**
 * Waits until a transaction is in a block. The wait of ethers never ends where the node is gone, nor where it was started again and has forgotten what was
 * in no block yet.
 *
 * @param action what the transaction does, for the error
 * @throws TransactionLostError; the provider's error where the node is silent
 */
export async function mined(response: TransactionResponse, action: string): Promise<TransactionReceipt> {
  const { provider, hash } = response
  let [failed, gone] = [0, 0]
  for (;;) {
    try {
      const receipt = await provider.getTransactionReceipt(hash)
      if (receipt !== null) return receipt
      const problem = await whyGone(response)
      failed = 0
      gone = problem === undefined ? 0 : gone + 1
      if (gone === LOOKS) throw new TransactionLostError(action, hash, problem as string)
    } catch (error) {
      if (error instanceof TransactionLostError || ++failed === LOOKS) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, pauseOf(provider)))
  }
}

/**
 * The result of some work, or the provider's error when the node falls silent before there is one: ethers asks some things again and again for ever.
 *
 * @throws what `work` throws; the provider's error
 */
export async function whileAnswered<Result>(provider: Provider, work: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<never>((_, reject) => {
    let failed = 0
    const look = async (): Promise<void> => {
      try {
        await provider.getBlockNumber()
        failed = 0
      } catch (error) {
        if (++failed === LOOKS) reject(error instanceof Error ? error : new Error(String(error)))
      }
      if (timer !== undefined) wait()
    }
    const wait = (): void => {
      timer = setTimeout(() => void look(), pauseOf(provider))
    }
    wait()
  })
  try {
    return await Promise.race([work, silence])
  } finally {
    clearTimeout(timer)
    timer = undefined
  }
}

/** Why a transaction that has no receipt will have none; undefined while it may. */
async function whyGone({ provider, hash, from, nonce }: TransactionResponse): Promise<string | undefined> {
  if ((await provider.getTransactionCount(from)) > nonce) return "another of the same account took its place"
  if ((await provider.getTransaction(hash)) === null) return "the node does not know it any more"
  return undefined
}

function pauseOf(provider: Provider): number {
  return (provider as { pollingInterval?: number }).pollingInterval ?? PAUSE
}
