import type { Contract, LogDescription, TopicFilter } from "ethers"
import { InvalidFieldElementError, InvalidInputError, OutOfStepError } from "../errors.ts"
import { read } from "./call.ts"
import { takeEvents } from "./logs.ts"
import { providerOf } from "./contract.ts"

const ATTEMPTS = 3

/** Something that is rebuilt from events, one after another. */
export interface Rebuilding<Thing> {
  /** Names of the events that it needs; all when not given. */
  events?: readonly string[]
  take(event: LogDescription): void
  /** @param block the last whose events were taken */
  finish(block: number): Thing | Promise<Thing>
}

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
  return replayInto(contract, what, fromBlock, () => {
    const events: LogDescription[] = []
    return { take: (event) => events.push(event), finish: () => rebuild(events) }
  })
}

/**
 * The same without keeping the events.
 *
 * @param begin begins anew, with nothing
 * @throws ChainUnreachableError, OutOfStepError
 */
export async function replayInto<Thing extends { root: bigint }>(
  contract: Contract,
  what: string,
  fromBlock: number,
  begin: () => Rebuilding<Thing>,
): Promise<Thing> {
  for (let attempt = 1; ; attempt++) {
    const block = await currentBlock(contract, what)
    const { thing, onChain } = await rebuildUpTo(contract, what, fromBlock, block, begin())
    if (thing.root === onChain) return thing
    if (attempt === ATTEMPTS) throw new OutOfStepError(what, thing.root, onChain, block)
  }
}

/**
 * Goes on with something that was rebuilt earlier.
 *
 * @param fromBlock  the first block whose events it has not taken
 * @param rebuilding what was rebuilt
 * @returns undefined when the contract's root is another: what was rebuilt is of another history
 * @throws ChainUnreachableError
 */
export async function catchUp<Thing extends { root: bigint }>(
  contract: Contract,
  what: string,
  fromBlock: number,
  rebuilding: Rebuilding<Thing>,
): Promise<Thing | undefined> {
  // Perhaps lower than it was: then no events are left, and the root says whether that is right.
  const block = await currentBlock(contract, what)
  try {
    const { thing, onChain } = await rebuildUpTo(contract, what, fromBlock, block, rebuilding)
    return thing.root === onChain ? thing : undefined
  } catch (error) {
    // An event that does not fit what was rebuilt, such as a member's second admission.
    if (error instanceof InvalidInputError || error instanceof InvalidFieldElementError) return undefined
    throw error
  }
}

async function rebuildUpTo<Thing>(
  contract: Contract,
  what: string,
  fromBlock: number,
  block: number,
  rebuilding: Rebuilding<Thing>,
): Promise<{ thing: Thing; onChain: bigint }> {
  const names = rebuilding.events
  const topics: TopicFilter = names === undefined ? [] : [names.map((name) => topicOf(contract, name))]
  await takeEvents(contract, providerOf(contract), fromBlock, block, topics, (event) => rebuilding.take(event))
  const thing = await rebuilding.finish(block)
  const onChain = await read(
    contract,
    `read the ${what}'s root`,
    () => contract.getFunction("root")({ blockTag: block }) as Promise<bigint>,
  )
  return { thing, onChain }
}

function currentBlock(contract: Contract, what: string): Promise<number> {
  return read(contract, `read the ${what}`, () => providerOf(contract).getBlockNumber())
}

function topicOf(contract: Contract, name: string): string {
  const event = contract.interface.getEvent(name)
  if (event === null) throw new Error(`The contract has no event ${name}`)
  return event.topicHash
}
