import type { Contract, ContractRunner, LogDescription } from "ethers"
import { dayOf, type Day } from "../day.ts"
import { InvalidInputError, MalformedProofError } from "../errors.ts"
import { booksOf, OpenBooks, type BookedSheet, type Books } from "../labor/books.ts"
import { packKindGroups, type Kinds } from "../labor/kinds.ts"
import { Ledger, type LedgerSource } from "../labor/ledger.ts"
import { packSheetPolicy, type SheetRules } from "../labor/sheet-rules.ts"
import { unpackGroupTotals } from "../labor/sheet-totals.ts"
import { KIND_COUNT, KIND_GROUP_BITS } from "../parameters.ts"
import { sheetCircuit } from "../proof/circuits.ts"
import { parseProof, type SheetProof } from "../proof/proof.ts"
import { eventIn, read, send, type Receipt } from "./call.ts"
import { contractAt, providerOf, senderOf, type AtOptions } from "./contract.ts"
import { LABOR_LEDGER_ABI } from "./generated/abi.ts"
import { numbersInEvents } from "./logs.ts"
import { replay } from "./replay.ts"
import { grantRole } from "./roles.ts"
import { sheetMessage } from "./sheet-message.ts"
import { solidityProof } from "./solidity-proof.ts"

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

  /**
   * What a sheet's proof must be bound to for this sender to post it here: `proveSheet(sheet, { rules, message: await ledger.sheetMessage() })`.
   *
   * @throws InvalidInputError for a runner that is no signer, ChainUnreachableError
   */
  async sheetMessage(): Promise<bigint> {
    const { chainId } = await read(this.contract, "ask for the chain", () => providerOf(this.contract).getNetwork())
    return sheetMessage({ chainId, ledger: this.address, author: await senderOf(this.contract) })
  }

  /** The commune's rules for sheets in one number, to be compared with `packSheetPolicy(rules)`. @throws ChainUnreachableError */
  sheetPolicy(): Promise<bigint> {
    return read(this.contract, "read the rules for sheets", () => this.contract.getFunction("sheetPolicy")())
  }

  /** Sets the rules for the sheets that are posted from now on. The group of a kind that has one stays. Only for the admin. */
  setSheetRules(rules: SheetRules): Promise<Receipt> {
    const policy = packSheetPolicy(rules)
    return send(this.contract, "set the rules for sheets", () => this.contract.getFunction("setSheetPolicy")(policy))
  }

  /** With other kinds, minutes would stand under a wrong name or seem to be kept back. */
  async #assertKinds(kinds: Kinds): Promise<void> {
    const groups = BigInt.asUintN(KIND_COUNT * KIND_GROUP_BITS, await this.sheetPolicy())
    if (packKindGroups(kinds) === groups) return
    throw new InvalidInputError(
      "kinds",
      `a list of ${kinds.list.length} kinds in ${kinds.groups.length} groups`,
      "those of this ledger, in the same order and groups",
      "Take the commune's newest list of kinds",
    )
  }

  /** Posts a proved sheet. It counts only once enough others have countersigned. @throws MalformedProofError, ContractRefusedError */
  async post(proof: SheetProof): Promise<PostedSheet> {
    return this.#posted("post a sheet", "post", [], proof)
  }

  /** Posts a proved sheet that is to take the place of an accepted one. @throws as `post` */
  async postCorrection(correctedId: bigint, proof: SheetProof): Promise<PostedSheet> {
    return this.#posted(`post a correction of sheet ${correctedId}`, "postCorrection", [correctedId], proof)
  }

  async #posted(action: string, method: string, before: unknown[], proof: SheetProof): Promise<PostedSheet> {
    const arguments_ = [...before, claimOf(proof), solidityProof(proof.proof)]
    const receipt = await send(this.contract, action, () => this.contract.getFunction(method)(...arguments_))
    return { sheetId: eventIn(this.contract, receipt, "SheetPosted")["sheetId"] as bigint, receipt }
  }

  /**
   * Numbers of the sheets that were posted with a root, from the log: so an author's program that was ended in the middle sees whether it has posted. What it must keep
   * before it posts is `sheet.content()`: a sheet that is made again has other salts, and would count beside the first.
   *
   * @throws ChainUnreachableError, NodeAnswerError
   */
  postedAs(sheetRoot: bigint): Promise<bigint[]> {
    return numbersInEvents(this.contract, this.#fromBlock, {
      event: "SheetPosted",
      number: "sheetId",
      wanted: (args) => args["sheetRoot"] === sheetRoot,
    })
  }

  /** Countersigns another attester's sheet. */
  countersign(sheetId: bigint): Promise<Receipt> {
    return send(this.contract, `countersign sheet ${sheetId}`, () => this.contract.getFunction("countersign")(sheetId))
  }

  /**
   * Countersigns another attester's correction; the last signature needed strikes the wrong sheet out and puts the right one in its place.
   *
   * @param wrongRoot of the sheet that is corrected
   * @param ledger    up to date; it is not changed
   */
  async countersignCorrection(sheetId: bigint, wrongRoot: bigint, ledger: Ledger): Promise<Receipt> {
    const siblings = ledger.siblings(wrongRoot)
    return send(this.contract, `countersign correction ${sheetId}`, () =>
      this.contract.getFunction("countersignCorrection")(sheetId, siblings),
    )
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
  async countersignStrike(sheetId: bigint, sheetRoot: bigint, ledger: Ledger): Promise<Receipt> {
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

  /**
   * The commune's open books, added up from the events of the sheets that stand. The ledger rebuilt from the same events is checked against the
   * contract's root.
   *
   * @param kinds the commune's, which name the groups
   * @throws InvalidInputError for kinds that are not this ledger's; ChainUnreachableError, OutOfStepError
   */
  async readBooks(kinds: Kinds): Promise<OpenBooks> {
    await this.#assertKinds(kinds)
    const { sheets } = await replay(this.contract, "ledger", this.#fromBlock, (events) => ({
      root: Ledger.restore(leavesOf(events), {}).root,
      sheets: standingSheets(events),
    }))
    return OpenBooks.of(sheets, kinds)
  }

  /**
   * The books of one period as the contract keeps them.
   *
   * @param day the last of the period
   * @throws InvalidInputError for kinds that are not this ledger's; ChainUnreachableError
   */
  async books(day: string | Day, kinds: Kinds): Promise<Books> {
    await this.#assertKinds(kinds)
    const [sheets, total, groups] = (await read(this.contract, "read the books", () =>
      this.contract.getFunction("books")(dayOf(day)),
    )) as [bigint, bigint, bigint[]]
    return booksOf(Number(sheets), { total: Number(total), groups: [...groups].map(Number) }, kinds.groups)
  }
}

/** What a proof says, as the contract takes it. */
function claimOf(proof: SheetProof): unknown {
  const { circuit, signals } = parseProof(proof)
  const instance = sheetCircuit(circuit)
  if (instance === undefined) throw new MalformedProofError(`it is a ${circuit} proof, not one of a sheet`)
  const { sheetRoot, groupTotals, total, day } = signals
  return { root: sheetRoot, groupTotals, total, day, rows: instance.rows }
}

function leavesOf(events: readonly LogDescription[]): bigint[] {
  const leaves: bigint[] = []
  for (const { name, args } of events) {
    if (name === "SheetAccepted") leaves[Number(args["index"])] = args["sheetRoot"] as bigint
    else if (name === "SheetStruck") leaves[Number(args["index"])] = 0n
  }
  return leaves
}

function standingSheets(events: readonly LogDescription[]): BookedSheet[] {
  const posted = new Map<bigint, BookedSheet>()
  const standing = new Map<bigint, BookedSheet>()
  for (const { name, args } of events) {
    const id = args["sheetId"] as bigint
    if (name === "SheetPosted") {
      posted.set(id, {
        day: Number(args["day"]),
        total: Number(args["total"]),
        groups: unpackGroupTotals(args["groupTotals"] as bigint),
      })
    } else if (name === "SheetAccepted") {
      const accepted = posted.get(id)
      if (accepted !== undefined) standing.set(id, accepted)
    } else if (name === "SheetStruck") standing.delete(id)
  }
  return [...standing.values()]
}
