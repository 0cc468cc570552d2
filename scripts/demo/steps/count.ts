import { toBeHex, type LogDescription } from "ethers"
import { sumOf } from "../../../sdk/chain/cast-ballots.ts"
import { providerOf } from "../../../sdk/chain/contract.ts"
import { readEvents } from "../../../sdk/chain/logs.ts"
import {
  combineParts,
  lanesFor,
  openTally,
  type CastBallot,
  type CommitteeSize,
  type Point,
  type TrusteeParts,
} from "../../../sdk/index.ts"
import type { OpenPoll } from "./poll.ts"

/** What anybody can work out from the log of a poll that enough trustees have decrypted. */
export interface Count {
  /** Those that count, by mark. */
  ballots: Map<bigint, CastBallot>
  /** Indexes of the trustees whose parts were used. */
  trustees: number[]
  /** One an option. */
  totals: number[]
}

/**
 * Adds the ballots up again, takes the trustees' parts off the sum, and finds the totals in what is left. It asks the chain for its log and for nothing that
 * the contract worked out.
 *
 * @throws TooFewPartsError, MessageNotFoundError
 */
export async function countFromLog(
  { assembly, secret, pollId, terms, fromBlock }: OpenPoll,
  committee: CommitteeSize,
): Promise<Count> {
  const { contract } = assembly
  const provider = providerOf(contract)
  const topic = contract.interface.getEvent("PartlyDecrypted")?.topicHash as string
  const block = await provider.getBlockNumber()
  const events = await readEvents(contract, provider, fromBlock, block, [topic, toBeHex(pollId, 32)])
  const parts = events.map(partsIn).sort((one, other) => one.trustee - other.trustee)
  const used = parts.slice(0, committee.threshold)
  const ballots = await secret.ballots()
  const points = combineParts(committee, used, sumOf(ballots.values(), terms.ciphertexts))
  const most = ballots.size * terms.rule.maxScore
  const totals = await openTally(points, lanesFor(terms.options, terms.ciphertexts), most)
  return { ballots, trustees: used.map(({ trustee }) => trustee), totals }
}

function partsIn({ args }: LogDescription): TrusteeParts {
  const points = args["parts"] as readonly (readonly [bigint, bigint])[]
  return { trustee: Number(args["trustee"]), parts: [...points].map(([x, y]): Point => [x, y]) }
}
