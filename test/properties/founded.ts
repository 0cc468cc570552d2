import { as, deployed, GENESIS_DAY, simulatedChain, type Chain } from "../contracts/chain.ts"
import { terms, type PollTerms } from "../contracts/assembly-scene.ts"
import {
  deployAssembly,
  deployCommune,
  deployLedger,
  deployTrustees,
  type Assembly,
  type Commune,
  type LaborLedger,
  type Trustees,
} from "../contracts/deploy.ts"
import { Trials, type Answer, type Call } from "./trials.ts"

/** Terms of a poll, like any but for these. */
export function proposalOf(changes: Partial<PollTerms>): PollTerms {
  return terms({ admittedBy: 0, ...changes })
}

/** A commune with one member of each class, its assembly and all that they stand on; calls come from who may do everything there. */
export interface Founded {
  chain: Chain
  trials: Trials
  commune: Commune
  ledger: LaborLedger
  trustees: Trustees
  assembly: Assembly
  /** Day of the chain. */
  today: number
  proposing: (proposal: PollTerms) => Call
  /** A proposal, its opening, and a look at what the opening settled. */
  opening: (proposal: PollTerms) => Call[]
  /** What that look showed; undefined where the poll did not come to be open. */
  opened: (answers: readonly Answer[]) => { policy: bigint; ballotRule: bigint } | undefined
}

export async function foundAssembly(): Promise<Founded> {
  const chain = await simulatedChain()
  const trials = await Trials.on(chain)
  const [admin, steward, convener] = await chain.ethers.getSigners()
  const commune = await deployCommune(chain, admin!, steward!)
  await as(commune, steward!).admitMany(
    Array.from({ length: 16 }, (_, klass) => ({ commitment: BigInt(klass + 1), attributes: BigInt(klass) })),
  )
  await commune.grantRole(await commune.STEWARD_ROLE(), trials.address)
  const ledger = await deployLedger(chain, admin!, [steward!])
  const verifier = await deployed(chain, "AnyProofVerifier", [9n * 5n + 4n])
  const trustees = await deployTrustees(chain, admin!, convener!, [
    { trustees: 9, verifier: await verifier.getAddress() },
  ])
  const proved = { ballots: false, decryption: false }
  const assembly = await deployAssembly(chain, admin!, convener!, {
    commune,
    ledger,
    trustees,
    timelock: "none",
    proved,
  })
  await assembly.grantRole(await assembly.CONVENER_ROLE(), trials.address)

  const call = (method: string, ...args: unknown[]): Call => ({ of: assembly, method, args })
  return {
    chain,
    trials,
    commune,
    ledger,
    trustees,
    assembly,
    today: GENESIS_DAY,
    proposing: (proposal) => call("propose", proposal),
    opening: (proposal) => [call("propose", proposal), call("open", 1n), call("poll", 1n)],
    opened: ([proposed, opened, looked]) => {
      if (!("values" in proposed!) || !("values" in opened!) || !("values" in looked!)) return undefined
      // Results of ethers lose their names as plain arrays: see IPolls.Poll.
      const poll = assembly.interface.decodeFunctionResult(
        "poll",
        assembly.interface.encodeFunctionResult("poll", looked.values),
      )[0] as { policy: bigint; ballotRule: bigint }
      return poll
    },
  }
}
