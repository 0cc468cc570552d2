import type { Contract, ContractRunner, LogDescription } from "ethers"
import { fieldElement, type FieldInput } from "../crypto/field.ts"
import { dayOf } from "../day.ts"
import { SnapshotError } from "../errors.ts"
import { classNumber, DEFAULT_CLASSES, packAttributes, unpackAttributes } from "../member/attributes.ts"
import { RollDraft } from "../roll/roll-draft.ts"
import { Roll, type Admission, type RollSource, type RollSourceOptions } from "../roll/roll.ts"
import type { RollOrigin } from "../roll/snapshot.ts"
import { read, send, type Receipt } from "./call.ts"
import { contractAt, providerOf, type AtOptions } from "./contract.ts"
import { COMMUNE_ABI } from "./generated/abi.ts"
import { catchUp, replayInto, type Rebuilding } from "./replay.ts"
import { grantRole } from "./roles.ts"

/** Events that say who is on the roll. */
const ROLL_EVENTS = ["MemberAdmitted", "MemberChanged", "MemberRemoved"]

/** The contract that keeps a commune's roll. Who sends a change must be a steward. */
export class Commune implements RollSource {
  readonly address: string
  readonly contract: Contract
  readonly #fromBlock: number

  private constructor(contract: Contract, { fromBlock = 0 }: AtOptions) {
    this.contract = contract
    this.address = contract.target as string
    this.#fromBlock = fromBlock
  }

  /** @throws NoContractError, ChainUnreachableError */
  static async at(address: string, runner: ContractRunner, options: AtOptions = {}): Promise<Commune> {
    return new Commune(await contractAt("Commune", address, COMMUNE_ABI, runner), options)
  }

  /** Names a steward. Only for the admin. */
  addSteward(account: string): Promise<Receipt> {
    return grantRole(this.contract, "STEWARD_ROLE", account)
  }

  /** The same contract with another sender. */
  connect(runner: ContractRunner): Commune {
    return new Commune(this.contract.connect(runner) as Contract, { fromBlock: this.#fromBlock })
  }

  /** @throws ChainUnreachableError */
  root(): Promise<bigint> {
    return read(this.contract, "read the roll's root", () => this.contract.getFunction("root")())
  }

  /**
   * Rebuilds the roll from the events and checks it against the contract's root. Superseded roots are asked of the contract. With a snapshot only the
   * events after its block are read; if that does not lead to the contract's root, because the chain was reorganised below that block or the
   * snapshot is of no state that the roll ever had, all are read.
   *
   * @throws ChainUnreachableError, OutOfStepError
   * @throws SnapshotError for a snapshot that is damaged, says of no contract, or of another one; the signal's reason
   */
  async readRoll(options: RollSourceOptions = {}): Promise<Roll> {
    const { chainId } = await read(this.contract, "ask for the chain", () => providerOf(this.contract).getNetwork())
    const knowsRoot = (root: bigint): Promise<boolean> =>
      read(this.contract, "ask for a root", () => this.contract.getFunction("isKnownRoot")(root))
    const rebuildFrom = (draft: RollDraft): Rebuilding<Roll> => ({
      events: ROLL_EVENTS,
      take: (event) => takeChange(draft, event),
      finish: (block) =>
        Roll.finish(draft, { ...options, knowsRoot }, { chainId, address: this.address.toLowerCase(), block }),
    })
    const saved = await this.#catchUp(options, chainId, rebuildFrom)
    return saved ?? replayInto(this.contract, "roll", this.#fromBlock, () => rebuildFrom(RollDraft.empty()))
  }

  async #catchUp(
    { snapshot, ...work }: RollSourceOptions,
    chainId: bigint,
    rebuildFrom: (draft: RollDraft) => Rebuilding<Roll>,
  ): Promise<Roll | undefined> {
    if (snapshot === undefined) return undefined
    const draft = await RollDraft.load(snapshot, work)
    const block = this.#blockOf(draft.origin, chainId)
    return catchUp(this.contract, "roll", block + 1, rebuildFrom(draft))
  }

  #blockOf(origin: RollOrigin | undefined, chainId: bigint): number {
    const saveAnew = "Save one of a roll that was read from this contract, before anything is changed in it"
    if (origin === undefined) throw new SnapshotError("it does not say of which contract and block it is", saveAnew)
    if (origin.chainId !== chainId || origin.address !== this.address.toLowerCase())
      throw new SnapshotError(
        `it is of the contract ${origin.address} on chain ${origin.chainId}, not of ${this.address} on chain ${chainId}`,
        saveAnew,
      )
    return origin.block
  }

  /**
   * Admits members in one transaction: all or none.
   *
   * @param classes names of the commune's classes, where the admissions name them
   * @throws InvalidInputError, InvalidFieldElementError before anything is sent; ContractRefusedError, ChainUnreachableError
   */
  admit(admissions: readonly Admission[], classes = DEFAULT_CLASSES): Promise<Receipt> {
    const packed = admissions.map(({ commitment, class: name, admitted }, index) => ({
      commitment: fieldElement(commitment, `members[${index}].commitment`),
      attributes: packAttributes({ class: classNumber(name, classes), admitted: dayOf(admitted) }),
    }))
    return send(this.contract, `admit ${packed.length} members`, () => this.contract.getFunction("admitMany")(packed))
  }

  /** Gives a member other attributes. @param roll up to date; it is not changed */
  changeAttributes(roll: Roll, commitment: bigint, attributes: Omit<Admission, "commitment">): Promise<Receipt> {
    const after = packAttributes({
      class: classNumber(attributes.class, roll.classes),
      admitted: dayOf(attributes.admitted),
    })
    return this.#change("change a member's attributes", "changeAttributes", roll, commitment, after)
  }

  /** Gives a member new keys; the day of admission becomes today. @param roll up to date; it is not changed */
  replaceCommitment(roll: Roll, commitment: bigint, replacement: FieldInput): Promise<Receipt> {
    return this.#change(
      "replace a commitment",
      "replaceCommitment",
      roll,
      commitment,
      fieldElement(replacement, "replacement"),
    )
  }

  /** Removes a member. @param roll up to date; it is not changed */
  remove(roll: Roll, commitment: bigint): Promise<Receipt> {
    return this.#change("remove a member", "remove", roll, commitment)
  }

  #change(action: string, method: string, roll: Roll, commitment: bigint, ...values: bigint[]): Promise<Receipt> {
    const before = packAttributes(roll.entryOf(commitment))
    const siblings = roll.siblings(commitment)
    return send(this.contract, action, () => this.contract.getFunction(method)(commitment, before, ...values, siblings))
  }
}

function takeChange(draft: RollDraft, { name, args }: LogDescription): void {
  const index = Number(args["index"])
  if (name === "MemberRemoved") draft.set(index, undefined)
  else {
    const commitment = fieldElement(args["commitment"] as bigint, "commitment of an event")
    draft.set(index, { commitment, ...unpackAttributes(args["attributes"] as bigint) })
  }
}
