import type { JsonRpcProvider } from "ethers"
import {
  allMined,
  Assembly,
  Commune,
  connect,
  LaborLedger,
  Passbook,
  Trustees,
  type Mailbox,
  type Member,
  type NullifierStore,
  type VaultStore,
} from "../../../sdk/index.ts"
import { PostgresMailbox, PostgresNullifiers, PostgresVaultStore } from "../../../sdk/store/postgres.ts"
import { SqliteMailbox, SqliteNullifiers, SqliteVaultStore } from "../../../sdk/store/sqlite.ts"
import { KEEPERS, trusteeKeepers, walletOf, type Keeper } from "./keepers.ts"
import { TRUSTEES } from "./people.ts"

/** Where the commune is: all that its programs are told when they start. */
export interface Place {
  /** Address of the node. */
  rpc: string
  /** An SQLite file, or an address that begins with "postgres:". */
  store: string
  /** For files. */
  folder: string
  contracts: { commune: string; ledger: string; assembly: string; trustees: string; fromBlock: number }
}

type Closed = AsyncDisposable

/** What the programs work with. */
export class World {
  readonly place: Place
  readonly provider: JsonRpcProvider
  readonly commune: Commune
  readonly ledger: LaborLedger
  readonly assembly: Assembly
  readonly trustees: Trustees
  readonly mailbox: Mailbox & Closed
  readonly vaults: VaultStore & Closed
  readonly nullifiers: NullifierStore & Closed

  private constructor(
    place: Place,
    provider: JsonRpcProvider,
    contracts: Pick<World, "commune" | "ledger" | "assembly" | "trustees">,
    stores: Pick<World, "mailbox" | "vaults" | "nullifiers">,
  ) {
    this.place = place
    this.provider = provider
    this.commune = contracts.commune
    this.ledger = contracts.ledger
    this.assembly = contracts.assembly
    this.trustees = contracts.trustees
    this.mailbox = stores.mailbox
    this.vaults = stores.vaults
    this.nullifiers = stores.nullifiers
  }

  static async open(place: Place): Promise<World> {
    const provider = await connect(place.rpc, { answerTimeout: 3000, pollingInterval: 100 })
    const { commune, ledger, assembly, trustees, ...options } = place.contracts
    // What an earlier run sent may be on its way.
    for (const keeper of [...KEEPERS, ...trusteeKeepers(TRUSTEES.length)])
      await allMined(walletOf(keeper, provider), { interval: 100, timeout: 30 })
    const contracts = {
      commune: await Commune.at(commune, provider, options),
      ledger: await LaborLedger.at(ledger, provider, options),
      assembly: await Assembly.at(assembly, provider, options),
      trustees: await Trustees.at(trustees, provider, options),
    }
    return new World(place, provider, contracts, await openStores(place.store))
  }

  /** An account that sends. */
  as(keeper: Keeper): ReturnType<typeof walletOf> {
    return walletOf(keeper, this.provider)
  }

  passbook(member: Member): Passbook {
    return Passbook.of(member, this.vaults)
  }

  async close(): Promise<void> {
    this.provider.destroy()
    for (const store of [this.mailbox, this.vaults, this.nullifiers]) await store[Symbol.asyncDispose]()
  }
}

async function openStores(store: string): Promise<Pick<World, "mailbox" | "vaults" | "nullifiers">> {
  if (store.startsWith("postgres:")) {
    return {
      mailbox: await PostgresMailbox.open(store),
      vaults: await PostgresVaultStore.open(store),
      nullifiers: await PostgresNullifiers.open(store),
    }
  }
  return {
    mailbox: await SqliteMailbox.open(store),
    vaults: await SqliteVaultStore.open(store),
    nullifiers: await SqliteNullifiers.open(store),
  }
}
