import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types"
import type { ContractTransactionResponse } from "ethers"
import { SUBGROUP_ORDER, type Point } from "../../sdk/crypto/baby-jubjub.ts"
import { as, deployed, simulatedChain, type Chain } from "./chain.ts"
import {
  commitmentsOf,
  dealingOf,
  dealInput,
  trustee,
  valueAt,
  type Dealing,
  type Person,
  type Recipients,
} from "./dealing-witness.ts"
import { deployTrustees, type DealInstance, type Trustees } from "./deploy.ts"
import { NO_PROOF } from "./ledger-scene.ts"
import { prove, type SolidityProof } from "./prover.ts"

export const COMMITTEE_STATE = { none: 0n, committing: 1n, dealing: 2n, ready: 3n, failed: 4n }
export const COMMIT_PERIOD = 3 * 86_400
export const DEAL_PERIOD = 2 * 86_400

type Sent = Promise<ContractTransactionResponse>

/** What `deal` takes. */
export type DealCall = [committeeId: bigint, index: number, dealing: Dealing, proof: SolidityProof]

/** Accounts that no other scene gives a part in: committees of up to nine. */
export async function trusteeAccounts({ ethers }: Chain): Promise<HardhatEthersSigner[]> {
  return (await ethers.getSigners()).slice(8, 17)
}

/** Verifiers of dealings that take anything, for tests of what comes after: a committee is then ready in a moment. */
export async function standInDealVerifiers(chain: Chain): Promise<DealInstance[]> {
  const instances: DealInstance[] = []
  for (const trustees of [5, 9]) {
    const verifier = await deployed(chain, "AnyProofVerifier", [5 * trustees + 4])
    instances.push({ trustees, verifier: await verifier.getAddress() })
  }
  return instances
}

/**
 * Committees on a chain of their own. The contract has the same address everywhere and trustees have the same secrets, so that a dealing is
 * proved once.
 */
export class TrusteesScene {
  readonly chain: Chain
  /** As the convener calls it. */
  readonly trustees: Trustees
  readonly admin: HardhatEthersSigner
  readonly convener: HardhatEthersSigner
  readonly outsider: HardhatEthersSigner
  readonly #proved: boolean

  private constructor(chain: Chain, trustees: Trustees, signers: HardhatEthersSigner[], proved: boolean) {
    const [admin, convener, outsider] = signers
    this.chain = chain
    this.admin = admin!
    this.convener = convener!
    this.outsider = outsider!
    this.trustees = as(trustees, this.convener)
    this.#proved = proved
  }

  /** @param proved true for true proofs and verifiers, false for stand-ins that take anything */
  static async open({ proved, chainId }: { proved: boolean; chainId?: number }): Promise<TrusteesScene> {
    const chain = await simulatedChain(chainId)
    const signers = await chain.ethers.getSigners()
    const instances = proved ? undefined : await standInDealVerifiers(chain)
    const trustees = await deployTrustees(chain, signers[0]!, signers[1]!, instances)
    return new TrusteesScene(chain, trustees, signers, proved)
  }

  async form(size = 5, threshold = 3): Promise<CommitteeScene> {
    return CommitteeScene.form(this.chain, this.trustees, { size, threshold, proved: this.#proved })
  }
}

/** How a committee is formed. */
export interface CommitteeTerms {
  size?: number
  threshold?: number
  /** Whether dealings have true proofs; else the contract must be one with stand-ins. */
  proved?: boolean
}

/** One committee, its trustees' secrets, and each step of its key making. */
export class CommitteeScene {
  readonly id: bigint
  readonly size: number
  readonly threshold: number
  /** By index - 1. */
  readonly people: Person[]
  readonly accounts: HardhatEthersSigner[]
  /** Who committed, in that order, with the key. */
  readonly keys = new Map<number, Point>()
  /** Whose dealings were taken. */
  readonly dealers: Person[] = []
  readonly #chain: Chain
  readonly #trustees: Trustees
  readonly #proved: boolean

  private constructor(
    chain: Chain,
    trustees: Trustees,
    { size, threshold, proved }: Required<CommitteeTerms>,
    formed: { id: bigint; accounts: HardhatEthersSigner[] },
  ) {
    this.#chain = chain
    this.#trustees = trustees
    this.#proved = proved
    this.size = size
    this.threshold = threshold
    this.id = formed.id
    this.accounts = formed.accounts
    this.people = Array.from({ length: size }, (_, place) => trustee(place + 1, threshold))
  }

  /** Forms a committee. @param trustees as a convener calls it */
  static async form(
    chain: Chain,
    trustees: Trustees,
    { size = 5, threshold = 3, proved = false }: CommitteeTerms = {},
  ): Promise<CommitteeScene> {
    const accounts = (await trusteeAccounts(chain)).slice(0, size)
    const addresses = accounts.map(({ address }) => address)
    await trustees.form(addresses, threshold, COMMIT_PERIOD, DEAL_PERIOD)
    const id = (await trustees.committeeCount()) as bigint
    return new CommitteeScene(chain, trustees, { size, threshold, proved }, { id, accounts })
  }

  /** A committee that has its key. @param trustees as a convener calls it */
  static async ready(chain: Chain, trustees: Trustees, terms: CommitteeTerms = {}): Promise<CommitteeScene> {
    const committee = await CommitteeScene.form(chain, trustees, terms)
    await committee.commit(...committee.indexes)
    await committee.deal(...committee.indexes)
    await committee.finish()
    return committee
  }

  get indexes(): number[] {
    return this.people.map(({ index }) => index)
  }

  /** The secret key that nobody has: of which each trustee holds a share. */
  get secret(): bigint {
    return this.dealers.reduce((sum, { coefficients }) => sum + coefficients[0]!, 0n) % SUBGROUP_ORDER
  }

  /** A trustee's share of it. */
  share(index: number): bigint {
    return this.dealers.reduce((sum, { coefficients }) => sum + valueAt(coefficients, index), 0n) % SUBGROUP_ORDER
  }

  /** The hash that a trustee commits to. */
  async commitment(index: number): Promise<string> {
    const { coefficients, salt } = this.#person(index)
    return (await this.#trustees.commitmentOf(this.id, index, commitmentsOf(coefficients), salt)) as string
  }

  async commit(...indexes: number[]): Promise<void> {
    for (const index of indexes) {
      await this.commitAs(index, this.#person(index).encryptionKey, await this.commitment(index))
      this.keys.set(index, this.#person(index).encryptionKey)
    }
  }

  /** Sends what a trustee commits, whatever it is. */
  commitAs(index: number, encryptionKey: readonly bigint[], commitment: string): Sent {
    return as(this.#trustees, this.accounts[index - 1]!).commit(this.id, encryptionKey, commitment) as Sent
  }

  async recipients(index: number): Promise<Recipients> {
    return { size: this.size, keys: this.keys, context: (await this.#trustees.context(this.id, index)) as bigint }
  }

  /**
   * What a trustee deals.
   *
   * @param to recipients, keys or context other than the committee's
   */
  async dealing(index: number, to: Partial<Recipients> = {}): Promise<DealCall> {
    const person = this.#person(index)
    const recipients = { ...(await this.recipients(index)), ...to }
    return [this.id, index, dealingOf(person, recipients), await this.#proof(person, recipients)]
  }

  async deal(...indexes: number[]): Promise<void> {
    for (const index of indexes) {
      await this.#trustees.deal(...(await this.dealing(index)))
      this.dealers.push(this.#person(index))
    }
  }

  finish(): Sent {
    return this.#trustees.finish(this.id) as Sent
  }

  /** The next block is the first in which it is too late to commit. */
  async passCommitting(): Promise<void> {
    const { commitBy } = (await this.state()) as { commitBy: bigint }
    await this.#chain.networkHelpers.time.setNextBlockTimestamp(commitBy)
  }

  /** The next block is the first in which it is too late to deal. */
  async passDealing(): Promise<void> {
    const { dealBy } = (await this.state()) as { dealBy: bigint }
    await this.#chain.networkHelpers.time.setNextBlockTimestamp(dealBy)
  }

  /** The committee as the contract keeps it. */
  async state(): Promise<CommitteeState> {
    return (await this.#trustees.committee(this.id)) as CommitteeState
  }

  #person(index: number): Person {
    return this.people[index - 1]!
  }

  async #proof(person: Person, recipients: Recipients): Promise<SolidityProof> {
    if (!this.#proved) return NO_PROOF
    const places = this.size <= 5 ? 5 : 9
    return (await prove(`deal-${places}`, dealInput(person, recipients, places))).proof
  }
}

/** A committee as the contract keeps it. */
export interface CommitteeState {
  state: bigint
  threshold: bigint
  size: bigint
  recipients: bigint
  dealers: bigint
  commitBy: bigint
  dealBy: bigint
  dealPeriod: bigint
  key: [bigint, bigint]
}
