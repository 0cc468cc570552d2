import { startAnvil, type Anvil } from "../e2e/anvil.ts"
import { Line } from "./line.ts"

/** A node that can be killed and started again at the same address, with what it had last written down. */
export class Node {
  readonly line: Line
  #anvil: Anvil
  #runs = true
  #written: unknown
  #time = 0

  private constructor(line: Line, anvil: Anvil) {
    this.line = line
    this.#anvil = anvil
  }

  static async start(): Promise<Node> {
    const anvil = await startAnvil()
    return new Node(await Line.open(anvil.url), anvil)
  }

  /** Its address past the line. */
  get direct(): string {
    return this.#anvil.url
  }

  request(method: string, params?: unknown[]): Promise<unknown> {
    return this.#anvil.request(method, params)
  }

  /** Writes down what there is, for a later start. */
  async write(): Promise<void> {
    const { timestamp } = (await this.request("eth_getBlockByNumber", ["latest", false])) as { timestamp: string }
    this.#written = await this.request("anvil_dumpState")
    this.#time = Number(timestamp)
  }

  kill(): Promise<void> {
    this.#runs = false
    return this.#anvil.stop()
  }

  /** Starts it again with what was written last, if it was killed. */
  async beginIfDead(): Promise<void> {
    if (this.#runs) return
    this.#anvil = await startAnvil()
    if (this.#written !== undefined) await this.request("anvil_loadState", [this.#written])
    // Its clock may have been moved, and does not go back.
    const ahead = this.#time - Math.floor(Date.now() / 1000)
    if (ahead > 0) await this.request("evm_increaseTime", [ahead + 1])
    // It has no state of the blocks before, and could not replace them.
    await this.request("anvil_mine", ["0x4"])
    this.line.behind = this.#anvil.url
    this.#runs = true
  }

  async stop(): Promise<void> {
    await this.kill()
    await this.line.close()
  }
}
