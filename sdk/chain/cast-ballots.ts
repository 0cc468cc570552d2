import type { Contract } from "ethers"
import { addCiphertexts, unflatten, ZERO_CIPHERTEXT, type Ciphertext } from "../ballot/encryption.ts"
import { read } from "./call.ts"
import { providerOf } from "./contract.ts"
import { numberTopic, readEvents } from "./logs.ts"

/** A ballot that counts: the last one of its voter. */
export interface CastBallot {
  sequence: bigint
  /** Four numbers for each ciphertext. */
  ciphertexts: bigint[]
}

/**
 * The ballots of a secret poll that count, by nullifier, from the log: of each voter the last one.
 *
 * @throws ChainUnreachableError
 */
export async function castBallots(
  contract: Contract,
  pollId: bigint,
  fromBlock: number,
): Promise<Map<bigint, CastBallot>> {
  const provider = providerOf(contract)
  const events = ["BallotCast", "BallotReplaced"].map((name) => contract.interface.getEvent(name)?.topicHash as string)
  const block = await read(contract, "read the ballots", () => provider.getBlockNumber())
  const ballots = new Map<bigint, CastBallot>()
  for (const { args } of await readEvents(contract, provider, fromBlock, block, [events, numberTopic(pollId)])) {
    const ciphertexts = [...(args["ciphertexts"] as bigint[])]
    ballots.set(args["nullifier"] as bigint, { sequence: args["sequence"] as bigint, ciphertexts })
  }
  return ballots
}

/** The sum that holds the totals of these ballots. @param ciphertexts how many each has */
export function sumOf(ballots: Iterable<CastBallot>, ciphertexts: number): Ciphertext[] {
  const columns = [...ballots].map((ballot) => unflatten(ballot.ciphertexts))
  return Array.from({ length: ciphertexts }, (_, place) =>
    addCiphertexts(ZERO_CIPHERTEXT, ...columns.map((column) => column[place] as Ciphertext)),
  )
}
