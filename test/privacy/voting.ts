import type { TransactionReceipt } from "ethers"
import {
  Assembly,
  ballotMessage,
  Commune,
  LaborLedger,
  Ledger,
  proveBallot,
  proveMembership,
  proveQuota,
  Prover,
  Roll,
  SecretBallot,
  type BallotProof,
  type CircuitName,
  type Member,
  type MembershipProof,
  type QuotaProof,
  type Scope,
} from "../../sdk/index.ts"
import { KINDS } from "../sdk/commune.ts"
import { POLICY, QUOTA, type Group } from "./group.ts"
import type { Exchange } from "./recording-proxy.ts"

/** All that others get to see of a vote. */
export interface Vote {
  /** What the member's device asked of the node. */
  asked: Exchange[]
  /** What it hands to the relay. */
  handed: { proof: BallotProof | MembershipProof; quotaProofs: QuotaProof[] }
  /** What the relay asked of the node. */
  sent: Exchange[]
  /** What the chain has of it. */
  receipt: TransactionReceipt
  data: string
}

/** Members' devices and a relay, each with a connection to the node of its own, on which somebody reads along. */
export class Voting {
  readonly #group: Group
  readonly #provers = new Map<CircuitName, Promise<Prover>>()

  constructor(group: Group) {
    this.#group = group
  }

  /** Votes in secret: the device reads what it needs and proves, the relay sends. */
  async inSecret(pollId: bigint, member: Member, scores: readonly number[]): Promise<Vote> {
    this.#group.node.proxy.taken()
    const handed = await this.#onDevice(async ({ assembly, roll, ledger }) => {
      const poll = assembly.secretPoll(pollId)
      const { secret } = await poll.state()
      const sequence = await poll.nextSequence(member)
      const ballot = SecretBallot.encrypt(secret.ballot, scores)
      const { ciphertexts } = ballot
      const message = ballotMessage({ sequence, ciphertexts })
      const quotaProofs =
        sequence === 1n ? [await this.#quota(member, { roll, ledger, scope: poll.scope, message })] : []
      const prover = await this.#prover(secret.ballot.ciphertexts === 1 ? "ballot-4" : "ballot-12")
      return {
        proof: await proveBallot(member, roll, { scope: poll.scope, policy: POLICY, ballot, sequence, prover }),
        quotaProofs,
      }
    })
    const asked = this.#group.node.proxy.taken()
    return this.#relayed(asked, handed, (assembly) =>
      assembly.secretPoll(pollId).cast(handed.proof, handed.quotaProofs),
    )
  }

  /** Votes with a public choice. */
  async inPublic(pollId: bigint, member: Member, option: number): Promise<Vote> {
    this.#group.node.proxy.taken()
    const handed = await this.#onDevice(async ({ assembly, roll, ledger }) => {
      const scope = assembly.scope(pollId)
      const prover = await this.#prover("membership")
      const used = assembly.usedIn(pollId)
      const proof = await proveMembership(member, roll, { scope, policy: POLICY, message: option, used, prover })
      return { proof, quotaProofs: [await this.#quota(member, { roll, ledger, scope, message: BigInt(option) })] }
    })
    const asked = this.#group.node.proxy.taken()
    return this.#relayed(asked, handed, (assembly) => assembly.vote(pollId, handed.proof, handed.quotaProofs))
  }

  /** Ballots with a public choice, for a relay that sends them together. */
  async forBatch(pollId: bigint, members: readonly Member[], option: number): Promise<{ proof: MembershipProof }[]> {
    const roll = await this.#group.roll()
    const statement = { scope: this.#group.deployed.assembly.scope(pollId), policy: POLICY, message: option }
    const prover = await this.#prover("membership")
    const handed: { proof: MembershipProof }[] = []
    for (const member of members) handed.push({ proof: await proveMembership(member, roll, { ...statement, prover }) })
    return handed
  }

  /** Secret ballots, for a relay that sends them together. */
  async forSecretBatch(
    pollId: bigint,
    members: readonly Member[],
    scores: readonly number[],
  ): Promise<{ proof: BallotProof }[]> {
    const roll = await this.#group.roll()
    const poll = this.#group.deployed.assembly.secretPoll(pollId)
    const { secret } = await poll.state()
    const prover = await this.#prover("ballot-4")
    const handed: { proof: BallotProof }[] = []
    for (const member of members) {
      const ballot = SecretBallot.encrypt(secret.ballot, scores)
      handed.push({
        proof: await proveBallot(member, roll, { scope: poll.scope, policy: POLICY, ballot, sequence: 1, prover }),
      })
    }
    return handed
  }

  async close(): Promise<void> {
    for (const prover of this.#provers.values()) await (await prover).close()
  }

  async #onDevice<Result>(
    work: (read: { assembly: Assembly; roll: Roll; ledger: Ledger }) => Promise<Result>,
  ): Promise<Result> {
    const { commune, ledger, assembly, fromBlock } = this.#group.deployed
    const provider = await this.#group.node.connection()
    const roll = await Roll.fromChain(await Commune.at(commune.address, provider, { fromBlock }))
    const books = await Ledger.fromChain(await LaborLedger.at(ledger.address, provider, { fromBlock }))
    const result = await work({
      assembly: await Assembly.at(assembly.address, provider, { fromBlock }),
      roll,
      ledger: books,
    })
    provider.destroy()
    return result
  }

  async #relayed(
    asked: Exchange[],
    handed: Vote["handed"],
    send: (assembly: Assembly) => Promise<TransactionReceipt>,
  ): Promise<Vote> {
    const { assembly, fromBlock } = this.#group.deployed
    const provider = await this.#group.node.connection()
    const relay = await provider.getSigner(5)
    const receipt = await send(await Assembly.at(assembly.address, relay, { fromBlock }))
    provider.destroy()
    const sent = this.#group.node.proxy.taken()
    const { data } = (await this.#group.node.provider.getTransaction(receipt.hash))!
    return { asked, handed, sent, receipt, data }
  }

  async #quota(
    member: Member,
    { roll, ledger, scope, message }: { roll: Roll; ledger: Ledger; scope: Scope; message: bigint },
  ): Promise<QuotaProof> {
    const openings = this.#group.openings.get(member) ?? []
    // All use the same instance, as the docs tell them to.
    const prover = await this.#prover("quota-4")
    const statement = {
      scope,
      policy: POLICY,
      message,
      quota: QUOTA,
      kinds: KINDS,
      openings,
      instance: "quota-4" as const,
    }
    return proveQuota(member, roll, ledger, { ...statement, prover })
  }

  #prover(circuit: CircuitName): Promise<Prover> {
    const prover = this.#provers.get(circuit) ?? Prover.open(circuit)
    this.#provers.set(circuit, prover)
    return prover
  }
}
