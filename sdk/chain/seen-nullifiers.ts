import type { Contract } from "ethers"
import { read } from "./call.ts"
import { providerOf } from "./contract.ts"
import { numberTopic, readEvents } from "./logs.ts"

/**
 * All nullifiers that a poll has seen, from the log. A member's device looks its own up in them: a node that was asked for one would learn whose it is.
 *
 * @throws ChainUnreachableError, NodeAnswerError
 */
export async function seenNullifiers(contract: Contract, pollId: bigint, fromBlock: number): Promise<Set<bigint>> {
  const provider = providerOf(contract)
  const events = ["VoteCast", "BallotCast"].map((name) => contract.interface.getEvent(name)?.topicHash as string)
  const block = await read(contract, "look for ballots", () => provider.getBlockNumber())
  const cast = await readEvents(contract, provider, fromBlock, block, [events, numberTopic(pollId)])
  return new Set(cast.map(({ args }) => args["nullifier"] as bigint))
}
