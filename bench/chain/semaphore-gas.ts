import type { SemaphoreProof } from "@semaphore-protocol/core"
import type { Contract, ContractTransactionResponse, Signer } from "ethers"
import { Contestant } from "../contestant.ts"
import { commitments } from "../contestants/commitments.ts"
import { deploySemaphore } from "./semaphore-contracts.ts"

/** Members that are added in one transaction. */
const AT_ONCE = 100

/** Semaphore's contracts on a chain, and what their actions cost. */
export class SemaphoreGas {
  readonly #contract: Contract

  private constructor(contract: Contract) {
    this.#contract = contract
  }

  static async deploy(deployer: Signer): Promise<SemaphoreGas> {
    return new SemaphoreGas(await deploySemaphore(deployer))
  }

  /** Of `validateProof`, for so many true proofs, each of its own scope. */
  async validations(count: number): Promise<number[]> {
    await using prover = await Contestant.start("semaphore", ["2"])
    const members = (await prover.ask("members")) as string[]
    const group = await this.#group()
    await this.#add(group, members.map(BigInt))
    const values: number[] = []
    for (let index = 0; index < count; index++) {
      const proof = (await prover.ask("proof")) as SemaphoreProof
      values.push(await this.#cost("validateProof", group, proof))
    }
    return values
  }

  /** Of one more member in groups of these sizes. @param sizes ascending */
  async additions(sizes: readonly number[], onSize: (size: number, gas: number) => void): Promise<void> {
    const members = commitments(sizes.at(-1)! + sizes.length)
    const group = await this.#group()
    let size = 0
    for (const wanted of sizes) {
      await this.#add(group, members.slice(size, wanted))
      onSize(wanted, await this.#cost("addMember", group, members[wanted]))
      size = wanted + 1
    }
  }

  async #group(): Promise<bigint> {
    const group = (await this.#contract.getFunction("groupCounter")()) as bigint
    await this.#cost("createGroup()")
    return group
  }

  async #add(group: bigint, members: readonly bigint[]): Promise<void> {
    for (let from = 0; from < members.length; from += AT_ONCE)
      await this.#cost("addMembers", group, members.slice(from, from + AT_ONCE))
  }

  async #cost(method: string, ...args: unknown[]): Promise<number> {
    const sent = (await this.#contract.getFunction(method)(...args)) as ContractTransactionResponse
    return Number((await sent.wait())!.gasUsed)
  }
}
