import { MemoryMailbox, MemoryVaultStore } from "../../../sdk/index.ts"
import { SqliteMailbox, SqliteVaultStore } from "../../../sdk/store/sqlite.ts"
import { temporaryFolder } from "./folder.ts"
import { behavesAsMailbox, behavesAsSharedMailbox } from "./mailbox-behaviour.ts"
import { behavesAsSharedVaultStore, behavesAsVaultStore } from "./vault-store-behaviour.ts"

const { freshFile, path } = temporaryFolder()
const oneFile = (): string => `${path()}/shared.db`

describe("a mailbox in memory", () => {
  behavesAsMailbox(async () => new MemoryMailbox())
})

describe("a mailbox in an SQLite file", () => {
  behavesAsMailbox(() => SqliteMailbox.open(freshFile()))
  behavesAsSharedMailbox(() => SqliteMailbox.open(oneFile()))
})

describe("vault entries in memory", () => {
  behavesAsVaultStore(async () => new MemoryVaultStore())
})

describe("vault entries in an SQLite file, the mailbox's", () => {
  behavesAsVaultStore(() => SqliteVaultStore.open(freshFile()))
  behavesAsSharedVaultStore(() => SqliteVaultStore.open(oneFile()))
})
