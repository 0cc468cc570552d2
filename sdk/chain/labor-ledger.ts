import type { Contract, ContractRunner, LogDescription } from "ethers"
import { Ledger, type LedgerSource } from "../labor/ledger.ts"
import { eventIn, read, send, type Receipt } from "./call.ts"
import { contractAt, type AtOptions } from "./contract.ts"
import { LABOR_LEDGER_ABI } from "./generated/abi.ts"
import { replay } from "./replay.ts"
import { grantRole } from "./roles.ts"

/** A sheet's number on its ledger, and the transaction that posted it. */
export interface PostedSheet {
  sheetId: bigint
  receipt: Receipt
}

/** The contract that keeps a commune's ledger of labor sheets. Who posts, countersigns or strikes must be an attester. */
export class LaborLedger implements LedgerSource {
  readonly address: string
  readonly contract: Contract
  readonly #fromBlock: number

  private constructor(contract: Contract, { fromBlock = 0 }: AtOptions) {
    this.contract = contract
    this.address = contract.target as string
    this.#fromBlock = fromBlock
  }

  /** @throws NoContractError, ChainUnreachableError */
  static async at(address: string, runner: ContractRunner, options: AtOptions = {}): Promise<LaborLedger> {
    return new LaborLedger(await contractAt("LaborLedger", address, LABOR_LEDGER_ABI, runner), options)
  }

  /** Names an attester. Only for the admin. */
  addAttester(account: string): Promise<Receipt> {
    return grantRole(this.contract, "ATTESTER_ROLE", account)
  }

  /** The same contract with another sender. */
  connect(runner: ContractRunner): LaborLedger {
    return new LaborLedger(this.contract.connect(runner) as Contract, { fromBlock: this.#fromBlock })
  }

  /** @throws ChainUnreachableError */
  root(): Promise<bigint> {
    return read(this.contract, "read the ledger's root", () => this.contract.getFunction("root")())
  }

  /** Posts a sheet's root. It counts only once enough others have countersigned. */
  async post(sheet: { root: bigint }): Promise<PostedSheet> {
    const receipt = await send(this.contract, "post a sheet", () => this.contract.getFunction("post")(sheet.root))
    return { sheetId: eventIn(this.contract, receipt, "SheetPosted")["sheetId"] as bigint, receipt }
  }

  /** Countersigns another attester's sheet. */
  countersign(sheetId: bigint): Promise<Receipt> {
    return send(this.contract, `countersign sheet ${sheetId}`, () => this.contract.getFunction("countersign")(sheetId))
  }

  /** Takes one's own sheet back before it is accepted. */
  withdraw(sheetId: bigint): Promise<Receipt> {
    return send(this.contract, `withdraw sheet ${sheetId}`, () => this.contract.getFunction("withdraw")(sheetId))
  }

  /** Asks for an accepted sheet to be struck out; others must countersign. */
  requestStrike(sheetId: bigint): Promise<Receipt> {
    return send(this.contract, `ask to strike sheet ${sheetId}`, () =>
      this.contract.getFunction("requestStrike")(sheetId),
    )
  }

  /** Countersigns a strike; the last signature needed strikes the sheet out. @param ledger up to date; it is not changed */
  countersignStrike(sheetId: bigint, sheetRoot: bigint, ledger: Ledger): Promise<Receipt> {
    const siblings = ledger.siblings(sheetRoot)
    return send(this.contract, `strike sheet ${sheetId}`, () =>
      this.contract.getFunction("countersignStrike")(sheetId, siblings),
    )
  }

  /**
   * Rebuilds the ledger from the events and checks it against the contract's root. Superseded roots are asked of the contract.
   *
   * @throws ChainUnreachableError, OutOfStepError
   */
  readLedger(): Promise<Ledger> {
    const knowsRoot = (root: bigint): Promise<boolean> =>
      read(this.contract, "ask for a root", () => this.contract.getFunction("isKnownRoot")(root))
    return replay(this.contract, "ledger", this.#fromBlock, (events) => Ledger.restore(leavesOf(events), { knowsRoot }))
  }
}

function leavesOf(events: LogDescription[]): bigint[] {
  const leaves: bigint[] = []
  for (const { name, args } of events) {
    if (name === "SheetAccepted") leaves[Number(args["index"])] = args["sheetRoot"] as bigint
    else if (name === "SheetStruck") leaves[Number(args["index"])] = 0n
  }
  return leaves
}
