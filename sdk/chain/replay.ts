import type { Contract, LogDescription } from "ethers"
import { OutOfStepError } from "../errors.ts"
import { read } from "./call.ts"
import { readEvents } from "./logs.ts"
import { providerOf } from "./contract.ts"

const ATTEMPTS = 3

/**
 * Rebuilds what a contract holds from its events and checks it against the contract's root at the same block. A reorganisation between the
 * two shows as a difference; then all is read again.
 *
 * @param what    "roll" or "ledger", for the error
 * @param rebuild makes the thing anew from all events
 * @throws ChainUnreachableError, OutOfStepError
 */
export async function replay<Thing extends { root: bigint }>(
  contract: Contract,
  what: string,
  fromBlock: number,
  rebuild: (events: LogDescription[]) => Thing,
): Promise<Thing> {
  const provider = providerOf(contract)
  for (let attempt = 1; ; attempt++) {
    const block = await read(contract, `read the ${what}`, () => provider.getBlockNumber())
    const thing = rebuild(await readEvents(contract, provider, fromBlock, block))
    const onChain = await read(
      contract,
      `read the ${what}'s root`,
      () => contract.getFunction("root")({ blockTag: block }) as Promise<bigint>,
    )
    if (thing.root === onChain) return thing
    if (attempt === ATTEMPTS) throw new OutOfStepError(what, thing.root, onChain, block)
  }
}
