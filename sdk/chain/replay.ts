import type { Contract, LogDescription, TopicFilter } from "ethers"
import {
  InvalidFieldElementError,
  InvalidInputError,
  LogMismatchError,
  NodeAnswerError,
  OutOfStepError,
} from "../errors.ts"
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
 * Rebuilds what a contract holds from its events and checks it against the contract's root at the same block. A reorganisation meanwhile shows as a
 * difference, as events that do not go together, or as a block that is not there any more; then all is read again.
 *
 * @param what    "roll" or "ledger", for the error
 * @param rebuild makes the thing anew from all events
 * @throws ChainUnreachableError, NodeAnswerError, OutOfStepError, LogMismatchError
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
 * @throws as `replay`
 */
export async function replayInto<Thing extends { root: bigint }>(
  contract: Contract,
  what: string,
  fromBlock: number,
  begin: () => Rebuilding<Thing>,
): Promise<Thing> {
  for (let attempt = 1; ; attempt++) {
    const block = await currentBlock(contract, what)
    let problem: Error
    try {
      const { thing, onChain } = await rebuildUpTo(contract, what, fromBlock, block, begin())
      if (thing.root === onChain) return thing
      problem = new OutOfStepError(what, thing.root, onChain, block)
    } catch (error) {
      if (error instanceof NodeAnswerError) problem = error
      else if (isMisfit(error)) problem = new LogMismatchError(`The ${what} at block ${block}`)
      else throw error
    }
    if (attempt === ATTEMPTS) throw problem
  }
}

/**
 * Goes on with something that was rebuilt earlier.
 *
 * @param fromBlock  the first block whose events it has not taken
 * @param rebuilding what was rebuilt
 * @returns undefined when the contract's root is another, or the events do not fit: what was rebuilt is of another history
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
    if (isMisfit(error) || error instanceof NodeAnswerError) return undefined
    throw error
  }
}

/** An event that does not fit what was rebuilt before it, such as a member's second admission. */
function isMisfit(error: unknown): boolean {
  return error instanceof InvalidInputError || error instanceof InvalidFieldElementError
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
