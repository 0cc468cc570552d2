import { expect } from "chai"
import {
  Interface,
  makeError,
  Network,
  type BaseContract,
  type ContractTransactionResponse,
  type Provider,
  type TransactionReceipt,
} from "ethers"
import { eventIn, read, send, type Receipt } from "../../../sdk/chain/call.ts"
import { ContractRefusedError } from "../../../sdk/errors.ts"
import { refused } from "../refused.ts"

const INTERFACE = new Interface([
  "event Done(uint256 value)",
  "event Other()",
  "error TooMany(uint256 most, address who)",
])
const [HERE, ELSEWHERE] = [`0x${"aa".repeat(20)}`, `0x${"bb".repeat(20)}`]
const HASH = `0x${"12".repeat(32)}`

/** A log as a receipt has it. */
const logOf = (name: string, values: unknown[], address = HERE) => ({
  address,
  ...INTERFACE.encodeEventLog(name, values),
  index: 0,
  blockNumber: 1,
  blockHash: HASH,
  transactionHash: HASH,
  transactionIndex: 0,
  removed: false,
})

const receiptOf = (status: number, logs: unknown[] = []) =>
  ({ hash: HASH, status, logs, gasUsed: 1n, gasPrice: 1n, to: HERE, from: HERE }) as unknown as TransactionReceipt

/** A node that has the receipt. */
const nodeWith = (receipt: TransactionReceipt) =>
  ({ getTransactionReceipt: async () => receipt, getNetwork: async () => Network.from(31337) }) as unknown as Provider

/** A contract without a node of its own: its runner only signs. */
const contract = { interface: INTERFACE, runner: null, target: HERE } as unknown as BaseContract
const sentTo = (provider: Provider) => async () => ({ hash: HASH, provider }) as unknown as ContractTransactionResponse

describe("a transaction that was sent", () => {
  it("gives its receipt with the contract's events, whoever sent it", async () => {
    const receipt = await send(contract, "do it", sentTo(nodeWith(receiptOf(1, [logOf("Done", [7n])]))))
    expect(eventIn(contract, receipt, "Done").getValue("value")).to.equal(7n)
  })

  it("is refused when its block reverted it, which says no reason", async () => {
    const error = await refused(() => send(contract, "do it", sentTo(nodeWith(receiptOf(0)))), ContractRefusedError)
    expect(error.reason).to.equal("the transaction was reverted in its block")
  })

  it("has the event of the contract itself, and of no other that it called", () => {
    const logs = [logOf("Done", [1n], ELSEWHERE), logOf("Other", []), logOf("Done", [2n])]
    const receipt = { hash: HASH, logs } as unknown as Receipt
    expect(eventIn(contract, receipt, "Done").getValue("value")).to.equal(2n)
    const without = { hash: HASH, logs: logs.slice(0, 2) } as unknown as Receipt
    expect(() => eventIn(contract, without, "Done"))
      .to.throw(HASH)
      .with.property("message")
      .that.includes("Done")
  })
})

describe("a call that the contract refused", () => {
  const refusal = (data: string | null) =>
    makeError("execution reverted", "CALL_EXCEPTION", {
      action: "call",
      data,
      reason: null,
      transaction: { to: HERE, data: "0x" },
      invocation: null,
      revert: null,
    })
  const reason = async (data: string | null) =>
    (await refused(() => read(contract, "read it", () => Promise.reject(refusal(data))), ContractRefusedError)).reason

  it("says the contract's own error with its values by name", async () => {
    const data = INTERFACE.encodeErrorResult("TooMany", [3n, ELSEWHERE])
    expect((await reason(data)).toLowerCase()).to.equal(`toomany(most: 3, who: ${ELSEWHERE})`)
  })

  it("says what ethers says where there is none, or one that the contract does not know", async () => {
    for (const data of [null, "0x", "0x123456", `0x${"ff".repeat(36)}`])
      expect(await reason(data), String(data)).to.equal("execution reverted")
  })
})
