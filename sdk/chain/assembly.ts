import type { Contract, ContractRunner } from "ethers"
import { RequirementNotMetError } from "../errors.ts"
import type { Kinds } from "../labor/kinds.ts"
import { DEFAULT_CLASSES, type ClassNames } from "../member/attributes.ts"
import { QUOTA_CIRCUITS } from "../proof/circuits.ts"
import type { MembershipProof, QuotaProof } from "../proof/proof.ts"
import { parseProof } from "../proof/proof.ts"
import { Scope } from "../scope.ts"
import { eventIn, read, send, type Receipt } from "./call.ts"
import { contractAt, providerOf, type AtOptions } from "./contract.ts"
import { ASSEMBLY_ABI } from "./generated/abi.ts"
import { pollTerms, type Proposal } from "./proposal.ts"
import { grantRole } from "./roles.ts"
import { solidityProof } from "./solidity-proof.ts"

export type PollState = "none" | "proposed" | "withdrawn" | "open" | "closed"
export type Outcome = "undecided" | "no-quorum" | "blocked" | "not-carried" | "carried"

const STATES: readonly PollState[] = ["none", "proposed", "withdrawn", "open", "closed"]
const OUTCOMES: readonly Outcome[] = ["undecided", "no-quorum", "blocked", "not-carried", "carried"]
const NO_OPTION = 255

/** Where a poll stands. */
export interface Poll {
  state: PollState
  outcome: Outcome
  /** Number of the option that carried. */
  option: number | undefined
  /** First second at which no more ballots are taken, since 1970-01-01. */
  closesAt: number
  /** Members of the classes that may vote, when the poll was opened. */
  electorate: number
  /** Ballots cast so far. */
  ballots: number
  /** Root of the frozen roll. */
  root: bigint
  /** Packed policy that each voter's proof must satisfy. */
  policy: bigint
}

/** The contract in which a commune decides. Who proposes and opens must be a convener; anyone may send a ballot or close. */
export class Assembly {
  readonly address: string
  readonly contract: Contract
  readonly #chainId: bigint
  readonly #options: AtOptions

  private constructor(contract: Contract, chainId: bigint, options: AtOptions) {
    this.contract = contract
    this.address = contract.target as string
    this.#chainId = chainId
    this.#options = options
  }

  /** @throws NoContractError, ChainUnreachableError */
  static async at(address: string, runner: ContractRunner, options: AtOptions = {}): Promise<Assembly> {
    const contract = await contractAt("Assembly", address, ASSEMBLY_ABI, runner)
    const { chainId } = await providerOf(contract).getNetwork()
    return new Assembly(contract, chainId, options)
  }

  /** Names a convener. Only for the admin. */
  addConvener(account: string): Promise<Receipt> {
    return grantRole(this.contract, "CONVENER_ROLE", account)
  }

  /** The same contract with another sender, a relay's for example: the sender of a ballot does not matter. */
  connect(runner: ContractRunner): Assembly {
    return new Assembly(this.contract.connect(runner) as Contract, this.#chainId, this.#options)
  }

  /** The scope of a poll, computed here and not asked of the node. */
  scope(pollId: bigint): Scope {
    return Scope.onChain({ chainId: this.#chainId, contract: this.address, purpose: pollId })
  }

  /**
   * Proposes a poll.
   *
   * @param names the commune's classes and kinds, where the proposal names them
   * @throws InvalidInputError before anything is sent; ContractRefusedError, ChainUnreachableError
   */
  async propose(
    proposal: Proposal,
    names: { classes?: ClassNames; kinds?: Kinds } = {},
  ): Promise<{ pollId: bigint; receipt: Receipt }> {
    const terms = pollTerms(proposal, names.classes ?? DEFAULT_CLASSES, names.kinds)
    const receipt = await send(this.contract, "propose a poll", () => this.contract.getFunction("propose")(terms))
    return { pollId: eventIn(this.contract, receipt, "PollProposed")["pollId"] as bigint, receipt }
  }

  /** Opens a poll: freezes the roll, the policy and the electorate. */
  open(pollId: bigint): Promise<Receipt> {
    return send(this.contract, `open poll ${pollId}`, () => this.contract.getFunction("open")(pollId))
  }

  /** Takes a poll back before it is opened. */
  withdraw(pollId: bigint): Promise<Receipt> {
    return send(this.contract, `withdraw poll ${pollId}`, () => this.contract.getFunction("withdraw")(pollId))
  }

  /**
   * Casts a ballot whose choice is public and whose voter is not: proofs over the poll's scope whose message is the number of the option.
   *
   * @param quotaProofs one for each of the poll's quotas, in their order
   * @throws MalformedProofError, RequirementNotMetError before anything is sent; ContractRefusedError, ChainUnreachableError
   */
  vote(pollId: bigint, proof: MembershipProof, quotaProofs: readonly QuotaProof[] = []): Promise<Receipt> {
    const ballot = parseProof(proof)
    const { nullifier, message, scope } = ballot.signals as { nullifier: bigint; message: bigint; scope: bigint }
    const required = this.scope(pollId).value
    if (scope !== required)
      throw new RequirementNotMetError("scope", scope, required, `Prove again for poll ${pollId} of this assembly`)
    const quotas = quotaProofs.map((quotaProof) => {
      const { circuit, proof: points, signals } = parseProof(quotaProof)
      const records = QUOTA_CIRCUITS.find((instance) => instance.circuit === circuit)?.records
      return { records, ledgerRoot: signals["ledgerRoot"], proof: solidityProof(points) }
    })
    return send(this.contract, `vote in poll ${pollId}`, () =>
      this.contract.getFunction("vote")(pollId, nullifier, message, solidityProof(ballot.proof), quotas),
    )
  }

  /** Closes a poll whose period is over; the contract works out the outcome. */
  close(pollId: bigint): Promise<Receipt> {
    return send(this.contract, `close poll ${pollId}`, () => this.contract.getFunction("close")(pollId))
  }

  /** @throws ChainUnreachableError */
  async poll(pollId: bigint): Promise<Poll> {
    const found = await read(this.contract, "read a poll", () => this.contract.getFunction("poll")(pollId))
    return {
      state: STATES[Number(found.state)] as PollState,
      outcome: OUTCOMES[Number(found.outcome)] as Outcome,
      option: Number(found.option) === NO_OPTION ? undefined : Number(found.option),
      closesAt: Number(found.closesAt),
      electorate: Number(found.electorate),
      ballots: Number(found.ballots),
      root: found.root,
      policy: found.policy,
    }
  }

  /** Ballots of each option so far. */
  async tally(pollId: bigint): Promise<number[]> {
    const ballots: bigint[] = await read(this.contract, "read a tally", () =>
      this.contract.getFunction("tally")(pollId),
    )
    return [...ballots].map(Number)
  }

  /** Which nullifiers a poll has seen, for a prover's `used`. */
  usedIn(pollId: bigint): { has(scope: bigint, nullifier: bigint): Promise<boolean> } {
    return {
      has: async (scope, nullifier) =>
        scope === this.scope(pollId).value &&
        (await read(this.contract, "look for a ballot", () =>
          this.contract.getFunction("nullifierUsed")(pollId, nullifier),
        )),
    }
  }
}
