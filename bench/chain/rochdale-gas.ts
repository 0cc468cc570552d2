import { Contract, type Signer } from "ethers"
import { contractFactory } from "../../scripts/deploy/contract-factory.ts"
import { deploy, type Deployment } from "../../scripts/deploy/deploy.ts"
import {
  hours,
  Kinds,
  Member,
  Prover,
  proveMembership,
  Roll,
  today,
  type Admission,
  type MembershipProof,
} from "../../sdk/index.ts"
import { parseProof } from "../../sdk/proof/proof.ts"
import { solidityProof } from "../../sdk/chain/solidity-proof.ts"
import { commitments } from "../contestants/commitments.ts"

const KINDS = Kinds.of(["kitchen", "care"])
const SETTINGS = {
  adminDelay: 0,
  rootWindow: 3600,
  countersignatures: 1,
  sheetRules: { kinds: KINDS, cap: hours(80), minimumRows: 5 },
}
const ADMITTED = today() - 100

/** Members that are admitted in one transaction. */
const AT_ONCE = 100

/** Below the limit of a block. */
const BATCH_GAS = 25_000_000

/** A commune's contracts on a chain, and what their actions cost. */
export class RochdaleGas {
  readonly #deployer: Signer
  readonly #deployment: Deployment

  private constructor(deployer: Signer, deployment: Deployment) {
    this.#deployer = deployer
    this.#deployment = deployment
  }

  static async deploy(deployer: Signer): Promise<RochdaleGas> {
    const deployment = await deploy(deployer, SETTINGS)
    const address = await deployer.getAddress()
    await deployment.commune.addSteward(address)
    await deployment.assembly.addConvener(address)
    return new RochdaleGas(deployer, deployment)
  }

  /** Of one more member in a roll of these sizes. @param sizes ascending; the roll must be empty */
  async admissions(sizes: readonly number[], onSize: (size: number, gas: number) => void): Promise<void> {
    const members = commitments(sizes.at(-1)! + sizes.length).map(admission)
    let size = 0
    for (const wanted of sizes) {
      await this.#admit(members.slice(size, wanted))
      onSize(wanted, Number((await this.#deployment.commune.admit([members[wanted]!])).gasUsed))
      size = wanted + 1
    }
  }

  /** A public poll of new members, with a proof of each. */
  async poll(voters: number): Promise<Poll> {
    const { assembly, commune } = this.#deployment
    const members = Array.from({ length: voters }, () => Member.create())
    await this.#admit(members.map(({ commitment }) => admission(commitment)))
    const policy = { classes: ["full"], admittedBy: ADMITTED }
    const { pollId } = await assembly.propose({
      subject: "a new stove",
      options: ["yes", "no"],
      policy,
      quorum: { atLeast: [0, 1] },
      threshold: { moreThan: [1, 2] },
      votingPeriod: 86_400,
    })
    await assembly.open(pollId)
    const roll = await Roll.fromChain(commune)
    await using prover = await Prover.open("membership")
    const proofs: MembershipProof[] = []
    for (const member of members) {
      const scope = assembly.scope(pollId)
      proofs.push(await proveMembership(member, roll, { scope, policy, message: 0n, prover }))
    }
    return { pollId, proofs }
  }

  /** Of a vote sent alone, for each proof. */
  async votes({ pollId, proofs }: Poll): Promise<number[]> {
    const values: number[] = []
    for (const proof of proofs) values.push(Number((await this.#deployment.assembly.vote(pollId, proof)).gasUsed))
    return values
  }

  /** Of a vote that is sent with others in one transaction. */
  async batchedVote({ pollId, proofs }: Poll): Promise<number> {
    const { receipt, refused } = await this.#deployment.assembly.voteMany(
      pollId,
      proofs.map((proof) => ({ proof })),
    )
    if (receipt === undefined || refused.length > 0) throw new Error("the poll does not take all votes of a batch")
    return Number(receipt.gasUsed) / proofs.length
  }

  /** Of the verifier alone, in a transaction of its own, per proof: so many proofs in one batch. */
  async verification(proofs: readonly MembershipProof[]): Promise<number> {
    const verifier = await this.#verifier()
    const parsed = proofs.map(parseProof)
    const points = parsed.map(({ proof }) => solidityProof(proof))
    const signals = parsed.map(({ ordered }) => ordered)
    const call = [points, signals] as const
    if (!((await verifier.getFunction("verifyBatch")(...call)) as boolean))
      throw new Error("the verifier refuses a batch that holds")
    // Sent and not estimated: given too little gas the verifier does not fail, but says no.
    const transaction = await verifier.getFunction("verifyBatch").populateTransaction(...call)
    const sent = await this.#deployer.sendTransaction({ ...transaction, gasLimit: BATCH_GAS })
    return Number((await sent.wait())!.gasUsed) / proofs.length
  }

  async #verifier(): Promise<Contract> {
    const { interface: abi } = await contractFactory(
      "contracts/verifiers/MembershipVerifier.sol",
      "MembershipVerifier",
      this.#deployer,
    )
    const address = (await this.#deployment.assembly.contract.getFunction("membershipVerifier")()) as string
    return new Contract(address, abi, this.#deployer)
  }

  async #admit(members: readonly Admission[]): Promise<void> {
    for (let from = 0; from < members.length; from += AT_ONCE)
      await this.#deployment.commune.admit(members.slice(from, from + AT_ONCE))
  }
}

/** A poll that is open, and proofs with which its voters may vote. */
export interface Poll {
  pollId: bigint
  proofs: MembershipProof[]
}

function admission(commitment: bigint): Admission {
  return { commitment, class: "full", admitted: ADMITTED }
}
