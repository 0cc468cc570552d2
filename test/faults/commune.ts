import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { deploy } from "../../scripts/deploy/deploy.ts"
import { connect, Trustees } from "../../sdk/index.ts"
import { KEEPERS, trusteeKeepers, walletOf } from "./life/keepers.ts"
import { SHEET_RULES, TRUSTEES } from "./life/people.ts"
import type { Place } from "./life/world.ts"
import { Node } from "./node.ts"

const ETHER = `0x${(10n ** 20n).toString(16)}`

/** A commune that has its contracts and keepers, and no life yet. */
export class FoundedCommune {
  readonly node: Node
  readonly place: Place

  private constructor(node: Node, place: Place) {
    this.node = node
    this.place = place
  }

  /** @param store where its programs keep things; an SQLite file in the commune's folder when not given */
  static async found(store?: string): Promise<FoundedCommune> {
    const node = await Node.start()
    const folder = await mkdtemp(join(tmpdir(), "rochdale-faults-"))
    const provider = await connect(node.line.url, { pollingInterval: 50 })
    try {
      for (const keeper of [...KEEPERS, ...trusteeKeepers(TRUSTEES.length)])
        await node.request("anvil_setBalance", [walletOf(keeper).address, ETHER])
      const { commune, ledger, assembly, trustees, fromBlock } = await deploy(walletOf("admin", provider), {
        adminDelay: 0,
        rootWindow: 3600,
        countersignatures: 1,
        sheetRules: SHEET_RULES,
      })
      await commune.addSteward(walletOf("steward").address)
      for (const attester of ["attester", "countersigner"] as const)
        await ledger.addAttester(walletOf(attester).address)
      await assembly.addConvener(walletOf("convener").address)
      await (await Trustees.at(trustees, walletOf("admin", provider))).addConvener(walletOf("convener").address)
      // A reorganisation of the life that follows is none of the founding.
      await node.request("anvil_mine", ["0x10"])
      await node.write()
      const contracts = {
        commune: commune.address,
        ledger: ledger.address,
        assembly: assembly.address,
        trustees,
        fromBlock,
      }
      return new FoundedCommune(node, {
        rpc: node.line.url,
        store: store ?? join(folder, "commune.db"),
        folder,
        contracts,
      })
    } catch (error) {
      await node.stop()
      throw error
    } finally {
      provider.destroy()
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.node.stop()
    await rm(this.place.folder, { recursive: true })
  }
}
