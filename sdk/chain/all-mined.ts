import type { Signer } from "ethers"
import { InvalidInputError, TransactionPendingError } from "../errors.ts"
import { nodeFailure } from "./node-failure.ts"

/** How long to wait, and how often to look. */
export interface AllMinedOptions {
  /** In seconds; 600 when not given. */
  timeout?: number
  /** Between two looks, in milliseconds; 1,000 when not given. */
  interval?: number
}

/**
 * Waits until everything that an account has sent is in a block. A program that was ended in the middle calls it first when it starts again, and looks at the
 * chain then: what it sent before may still be on its way, and would be done twice.
 *
 * @throws TransactionPendingError, ChainUnreachableError, NodeAnswerError, InvalidInputError for a signer that is not connected to a node
 */
export async function allMined(
  signer: Signer,
  { timeout = 600, interval = 1000 }: AllMinedOptions = {},
): Promise<void> {
  const { provider } = signer
  if (!provider) throw new InvalidInputError("signer", "not connected", "one that is connected to a node")
  const deadline = performance.now() + timeout * 1000
  try {
    const account = await signer.getAddress()
    for (;;) {
      const [sent, inBlocks] = await Promise.all([
        provider.getTransactionCount(account, "pending"),
        provider.getTransactionCount(account, "latest"),
      ])
      if (sent <= inBlocks) return
      if (performance.now() > deadline) throw new TransactionPendingError(account, sent - inBlocks, timeout)
      await new Promise((resolve) => setTimeout(resolve, interval))
    }
  } catch (error) {
    throw nodeFailure(error, "looking for transactions on their way")
  }
}
