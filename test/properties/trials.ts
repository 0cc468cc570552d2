import type { BaseContract } from "ethers"
import { deployed, type Callable, type Chain } from "../contracts/chain.ts"

/** A method of a deployed contract, and what it is called with. */
export interface Call {
  of: BaseContract
  method: string
  args: readonly unknown[]
}

/** What a contract answered: its results, or the name of the error with which it refused. */
export type Answer = { values: unknown[] } | { refused: string }

/** Calls of contracts, many in one, of which none leaves a trace. */
export class Trials {
  /** Account that all calls come from: it can be given roles. */
  readonly address: string
  readonly #contract: Callable<"tries">

  private constructor(contract: Callable<"tries">, address: string) {
    this.#contract = contract
    this.address = address
  }

  static async on(chain: Chain): Promise<Trials> {
    const contract: Callable<"tries"> = await deployed(chain, "TrialsHarness")
    return new Trials(contract, await contract.getAddress())
  }

  /**
   * Lists of calls one after another, each list from the state that is there now.
   *
   * @returns the answers of each list
   */
  async ofEach(lists: readonly (readonly Call[])[]): Promise<Answer[][]> {
    const addresses = new Map<BaseContract, string>()
    for (const { of } of lists.flat()) if (!addresses.has(of)) addresses.set(of, await of.getAddress())
    const encoded = lists.map((calls) =>
      calls.map(({ of, method, args }) => ({
        target: addresses.get(of)!,
        data: of.interface.encodeFunctionData(method, args),
      })),
    )
    const given = (await this.#contract.tries.staticCall(encoded)) as { done: boolean; content: string }[][]
    return given.map((answers, list) =>
      [...answers].map(({ done, content }, place) => {
        const { of, method } = lists[list]![place]!
        if (done) return { values: plain(of.interface.decodeFunctionResult(method, content)) as unknown[] }
        return { refused: of.interface.parseError(content)?.name ?? content }
      }),
    )
  }

  /** Single calls, each from the state that is there now. */
  async of(calls: readonly Call[]): Promise<Answer[]> {
    return (await this.ofEach(calls.map((call) => [call]))).map(([answer]) => answer!)
  }

  /** The first result of each call. @throws Error where a contract refuses one */
  async valuesOf(calls: readonly Call[]): Promise<unknown[]> {
    return (await this.of(calls)).map((answer, index) => {
      if ("refused" in answer) throw new Error(`${calls[index]!.method} was refused: ${answer.refused}`)
      return answer.values[0]
    })
  }
}

/** Results of ethers as plain arrays. */
function plain(value: unknown): unknown {
  return Array.isArray(value) ? Array.from(value, plain) : value
}
