import { BrowserProvider, type Eip1193Provider, type Signer } from "ethers"
import { network } from "hardhat"
import { deploy, type Deployment } from "../../../scripts/deploy/deploy.ts"
import {
  Assembly,
  proveBallot,
  SecretBallot,
  Trustees,
  type BallotProof,
  type Member,
  type Proposal,
  type Prover,
  type SecretPoll,
  type SecretVote,
} from "../../../sdk/index.ts"
import { Trustee } from "../../../sdk/ballot/trustee.ts"
import { SHEET_RULES, smallCommune } from "../commune.ts"

interface Chain {
  provider: Eip1193Provider
}

export const OPTIONS = ["yes", "no", "later"] as const

/** A commune of seven on a chain, with a committee of trustees. One account does what offices do; each trustee has an own one. */
export class SecretScene {
  readonly provider: BrowserProvider
  readonly keeper: Signer
  readonly deployed: Deployment
  readonly trustees: Trustees
  readonly accounts: Signer[]
  readonly roll = smallCommune().roll
  readonly #chain: Chain

  private constructor(
    chain: Chain,
    provider: BrowserProvider,
    accounts: Signer[],
    deployed: Deployment,
    trustees: Trustees,
  ) {
    this.#chain = chain
    this.provider = provider
    this.accounts = accounts
    this.keeper = accounts[0] as Signer
    this.deployed = deployed
    this.trustees = trustees
  }

  static async open(): Promise<SecretScene> {
    const chain = await network.create()
    const provider = new BrowserProvider(chain.provider, undefined, { cacheTimeout: -1 })
    const accounts = await Promise.all([0, 1, 2, 3].map((index) => provider.getSigner(index)))
    const keeper = accounts[0] as Signer
    const deployed = await deploy(keeper, {
      adminDelay: 0,
      rootWindow: 3600,
      countersignatures: 1,
      sheetRules: SHEET_RULES,
      timelockDelay: 3600,
    })
    const { fromBlock } = deployed
    const trustees = await Trustees.at(deployed.trustees, keeper, { fromBlock })
    const scene = new SecretScene(chain, provider, accounts, deployed, trustees)
    const address = await keeper.getAddress()
    await deployed.commune.addSteward(address)
    await deployed.assembly.addConvener(address)
    await trustees.addConvener(address)
    await deployed.commune.admit(scene.roll.members)
    return scene
  }

  /** A committee of three, two of whom open a sum together; with a key, when `dealers` deal. */
  async committee(dealers: readonly number[], prover?: Prover): Promise<bigint> {
    const { committeeId } = await this.trustees.form({
      trustees: await Promise.all([1, 2, 3].map((place) => (this.accounts[place] as Signer).getAddress())),
      threshold: 2,
      commitPeriod: 600,
      dealPeriod: 600,
    })
    for (const index of [1, 2, 3])
      await this.trustees.connect(this.accounts[index] as Signer).commit(committeeId, index, trusteeNumber(index))
    // Anyone may send a dealing: here it is the keeper.
    for (const index of dealers) await this.trustees.deal(committeeId, index, trusteeNumber(index), { prover })
    return committeeId
  }

  async convene(
    committee: bigint,
    changes: Partial<Proposal> = {},
    secret: Partial<SecretVote> = {},
  ): Promise<SecretPoll> {
    const { assembly } = this.deployed
    const { pollId } = await assembly.propose({
      subject: "Shall we buy the van?",
      options: OPTIONS,
      policy: { classes: ["full", "candidate", "worker"], admittedBy: "2025-12-31" },
      quorum: { atLeast: [2, 5] },
      threshold: { moreThan: [1, 2] },
      votingPeriod: 3600,
      secret: { committee, ...secret },
      ...changes,
    })
    await assembly.open(pollId)
    return assembly.secretPoll(pollId)
  }

  /** A proved ballot of a member for an option. */
  async ballot(
    poll: SecretPoll,
    member: Member,
    option: number,
    { sequence, prover }: { sequence?: bigint; prover: Prover },
  ): Promise<BallotProof> {
    const { secret } = await poll.state()
    const scores = OPTIONS.map((_, index) => (index === option ? 1 : 0))
    return proveBallot(member, this.roll, {
      scope: poll.scope,
      policy: { classes: ["full", "candidate", "worker"], admittedBy: "2025-12-31" },
      ballot: SecretBallot.encrypt(secret.ballot, scores),
      sequence: sequence ?? (await poll.nextSequence(member)),
      prover,
    })
  }

  /** The assembly as a node shows it that keeps the last event of this name to itself; for the keeper, if it is to send anything. */
  async forgetfulNode(name: string, sends = false): Promise<Assembly> {
    const { assembly, fromBlock } = this.deployed
    const topic = assembly.contract.interface.getEvent(name)?.topicHash as string
    const request = async (call: { method: string; params: unknown[] }): Promise<unknown> => {
      const answer = await this.#chain.provider.request(call)
      if (call.method !== "eth_getLogs") return answer
      const logs = answer as { topics: string[] }[]
      const last = logs.findLastIndex(({ topics }) => topics[0] === topic)
      return logs.filter((_, index) => index !== last)
    }
    const provider = new BrowserProvider({ request }, undefined, { cacheTimeout: -1 })
    return Assembly.at(assembly.address, sends ? await provider.getSigner(0) : provider, { fromBlock })
  }

  async pass(seconds: number): Promise<void> {
    await this.#chain.provider.request({ method: "evm_increaseTime", params: [seconds] })
    await this.#chain.provider.request({ method: "evm_mine", params: [] })
  }

  /** A memory of the chain; the result brings it back. */
  async remember(): Promise<() => Promise<void>> {
    const snapshot = await this.#chain.provider.request({ method: "evm_snapshot", params: [] })
    return async () => {
      await this.#chain.provider.request({ method: "evm_revert", params: [snapshot] })
    }
  }
}

/** The same trustee for the same number, in every run. */
export function trusteeNumber(number: number): Trustee {
  return Trustee.fromSeed(new Uint8Array(32).fill(100 + number))
}
