import { compare } from "./arithmetic/compare.ts"
import type { Chain } from "./chain/chain.ts"
import { openEmbeddedChain } from "./chain/embedded.ts"
import { openRemoteChain } from "./chain/remote.ts"
import { readBallotsFile } from "./input/ballots-file.ts"
import { readCommuneFolder } from "./input/commune-folder.ts"
import { readHoursFile } from "./input/hours-file.ts"
import { Journal } from "./journal.ts"
import type { DemoOptions } from "./options.ts"
import { play } from "./play.ts"
import type { Play } from "./report/play.ts"
import type { Scenario } from "./scenario.ts"
import type { Show } from "./show/show.ts"
import { needsOf } from "./steps/needs.ts"
import { step } from "./steps/step.ts"

/** Reads the input that the options name, whole, before anything is done with it. */
export function readScenario(input: DemoOptions["input"]): Promise<Scenario> {
  switch (input.kind) {
    case "commune":
      return readCommuneFolder(input.folder)
    case "hours":
      return readHoursFile(input)
    case "ballots":
      return readBallotsFile(input.file)
  }
}

export type ChainOptions = Pick<DemoOptions, "rpc" | "chainId" | "votingPeriod" | "artifacts"> & {
  privateKeys: string | undefined
}

/**
 * Plays a scenario and compares what came out with plain arithmetic.
 *
 * @param start `performance.now()` when the demo began
 */
export async function run(scenario: Scenario, options: ChainOptions, show: Show, start: number): Promise<Play> {
  const journal = new Journal()
  const chain = await openChain(scenario, options, journal, show)
  try {
    const { deployment, labor, pollId, found } = await play(
      { scenario, chain, journal, show, artifacts: options.artifacts },
      options,
    )
    const { differences, compared } = compare(found, scenario.expected)
    return {
      scenario,
      chain,
      contracts: {
        commune: deployment.commune.address,
        ledger: deployment.ledger.address,
        assembly: deployment.assembly.address,
        trustees: deployment.trustees,
      },
      poll: pollId === undefined ? undefined : { id: pollId, fromBlock: deployment.fromBlock },
      journal,
      found,
      labor,
      compared,
      differences,
      seconds: (performance.now() - start) / 1000,
    }
  } finally {
    show.stop()
    await chain.close()
  }
}

function openChain(scenario: Scenario, options: ChainOptions, journal: Journal, show: Show): Promise<Chain> {
  const { rpc, chainId, privateKeys } = options
  const needs = needsOf(scenario)
  const title = rpc === undefined ? "Start a chain" : "Connect to the node"
  return step({ journal, show }, title, 1, async () => {
    const result =
      rpc === undefined
        ? await openEmbeddedChain(needs)
        : await openRemoteChain({ url: rpc, chainId, privateKeys }, needs)
    return { result, summary: `${result.description[0]?.toUpperCase() ?? ""}${result.description.slice(1)}` }
  })
}
