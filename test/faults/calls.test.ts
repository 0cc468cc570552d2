import { expect } from "chai"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { setTimeout as pause } from "node:timers/promises"
import { ROOT } from "../../scripts/paths.ts"
import {
  allMined,
  ChainUnreachableError,
  Commune,
  connect,
  ContractRefusedError,
  NodeAnswerError,
  Roll,
  TransactionLostError,
  TransactionPendingError,
  type Admission,
} from "../../sdk/index.ts"
import { fixture } from "../e2e/real-data.ts"
import { refused, type ErrorClass } from "../sdk/refused.ts"
import { FoundedCommune } from "./commune.ts"
import { walletOf } from "./life/keepers.ts"
import type { LineFault } from "./line.ts"

const ANSWER_TIMEOUT = 1000

describe("a call to a node", function () {
  this.timeout(600_000)
  let founded: FoundedCommune
  let commune: Commune
  let close: () => void
  let numbers = 1n
  const steward = walletOf("steward").address

  before(async () => {
    founded = await FoundedCommune.found()
    const provider = await connect(founded.place.rpc, { pollingInterval: 50, answerTimeout: ANSWER_TIMEOUT })
    close = () => provider.destroy()
    const { commune: address, fromBlock } = founded.place.contracts
    commune = await Commune.at(address, walletOf("steward", provider), { fromBlock })
  })
  after(async () => {
    close()
    await founded[Symbol.asyncDispose]()
  })
  afterEach(async () => {
    founded.node.line.fate = () => undefined
    await founded.node.request("evm_setAutomine", [true])
    await founded.node.request("anvil_dropAllTransactions")
  })

  const someone = (): Admission => ({ commitment: numbers++, class: "full", admitted: "2024-03-01" })
  const admit = (): Promise<unknown> => commune.admit([someone()])
  const fateOf = (fault: LineFault, method = ""): void => {
    founded.node.line.fate = (methods) => (methods.some((one) => one.includes(method)) ? fault : undefined)
  }

  const afterFaults: [LineFault, ErrorClass, string][] = [
    ["lost question", ChainUnreachableError, "did not answer"],
    ["lost answer", ChainUnreachableError, "did not answer"],
    ["half an answer", ChainUnreachableError, "did not answer"],
    ["bad gateway", ChainUnreachableError, "did not answer"],
    ["silence", ChainUnreachableError, "did not answer"],
    ["nonsense", NodeAnswerError, "not valid JSON"],
    ["node's own error", NodeAnswerError, "daily limit exceeded"],
  ]
  for (const [fault, error, named] of afterFaults) {
    it(`ends with a typed error after ${fault}, whether it reads or sends`, async () => {
      for (const method of ["eth_getLogs", "eth_call"]) {
        fateOf(fault, method)
        await refused(() => Roll.fromChain(commune), error, named)
      }
      for (const method of ["eth_estimateGas", "eth_sendRawTransaction"]) {
        fateOf(fault, method)
        const sent = await refused(admit, error, named, "trying to admit 1 members")
        expect(sent.hint).to.match(/may have been sent: look at the chain/)
      }
      founded.node.line.fate = () => undefined
      await Roll.fromChain(commune)
    })
  }

  it("says that the contract refused only when it did", async () => {
    const [one] = [someone()]
    await commune.admit([one])
    await refused(() => commune.admit([one]), ContractRefusedError, "AlreadyMember")
  })

  it("is not ended by a moment of silence while it waits for a block, and is by a longer one", async () => {
    await founded.node.request("evm_setAutomine", [false])
    let waiting = admit()
    await sent(1)
    fateOf("lost answer", "eth_getTransactionReceipt")
    await pause(120)
    founded.node.line.fate = () => undefined
    await founded.node.request("evm_mine")
    await waiting

    waiting = refused(admit, ChainUnreachableError, "did not answer")
    await sent(1)
    fateOf("lost question")
    await waiting
    founded.node.line.fate = () => undefined
    await founded.node.request("evm_mine")
  })

  it("says that a transaction is lost which the node has forgotten, or for which another came", async () => {
    await founded.node.request("evm_setAutomine", [false])
    let waiting = refused(admit, TransactionLostError, "does not know it")
    await sent(1)
    await founded.node.request("anvil_dropAllTransactions")
    await waiting

    waiting = refused(admit, TransactionLostError, "another of the same account")
    await sent(1)
    await founded.node.request("anvil_dropAllTransactions")
    await founded.node.request("anvil_impersonateAccount", [steward])
    await founded.node.request("eth_sendTransaction", [{ from: steward, to: steward }])
    await founded.node.request("anvil_stopImpersonatingAccount", [steward])
    await founded.node.request("evm_mine")
    await waiting
  })

  it("waits for what was sent before, and not for ever", async () => {
    const wallet = walletOf("steward", commune.contract.runner?.provider ?? undefined)
    await allMined(wallet)
    await founded.node.request("evm_setAutomine", [false])
    const waiting = admit()
    await sent(1)
    await refused(
      () => allMined(wallet, { timeout: 0.1, interval: 20 }),
      TransactionPendingError,
      "1 transactions",
      wallet.address,
    )
    const all = allMined(wallet, { interval: 20 })
    await founded.node.request("evm_mine")
    await all
    await waiting
    fateOf("lost question")
    await refused(() => allMined(wallet), ChainUnreachableError)
  })

  it("that is never answered keeps no program from ending, be it the first or a later one", async () => {
    const { url, stop } = await silentAfter(1)
    const never = await silentAfter(0)
    try {
      const sdk = JSON.stringify(new URL("../../sdk/index.ts", import.meta.url).href)
      const program = `const { connect } = await import(${sdk})
        const provider = await connect(${JSON.stringify(url)}, { answerTimeout: 300 })
        await provider.getBlockNumber().catch((error) => console.log(error.code))
        provider.destroy()`
      expect(await ended(["--input-type=module", "-e", program])).to.deep.equal([0, "TIMEOUT\n"])
      const demo = ["scripts/demo/main.ts", "--ballots", fixture("three-ballots.soi"), "--rpc", never.url]
      const [code, said] = await ended(demo)
      expect(code).to.equal(1)
      expect(said).to.match(/error: The Ethereum node did not answer while asking [^\n]*\nhint: [^\n]*\n$/)
    } finally {
      await stop()
      await never.stop()
    }
  })

  /** Waits until the node has so many transactions that are in no block. */
  async function sent(count: number): Promise<void> {
    for (;;) {
      const { pending } = (await founded.node.request("txpool_status")) as { pending: string }
      if (Number(pending) >= count) return
      await pause(20)
    }
  }
})

/** A server that answers so many questions with a chain id, and keeps silent then. */
async function silentAfter(answers: number): Promise<{ url: string; stop: () => Promise<void> }> {
  let asked = 0
  const server = createServer((incoming, outgoing) => {
    if (asked++ >= answers) return
    incoming.resume().on("end", () => outgoing.end(JSON.stringify({ jsonrpc: "2.0", id: 1, result: "0x7a69" })))
  }).listen(0, "127.0.0.1")
  await once(server, "listening")
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Exit code of a program, and what it said. */
async function ended(args: readonly string[]): Promise<[code: number | null, said: string]> {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] })
  let said = ""
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => (said += text.toString()))
  const [code] = (await once(child, "close", { signal: AbortSignal.timeout(120_000) })) as [number | null]
  return [code, said]
}
