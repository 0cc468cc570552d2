import type { Contract, ContractRunner, LogDescription } from "ethers"
import { fieldElement, type FieldInput } from "../crypto/field.ts"
import { dayOf } from "../day.ts"
import { classNumber, DEFAULT_CLASSES, packAttributes, unpackAttributes } from "../member/attributes.ts"
import { Roll, type Admission, type RollEntry, type RollOptions, type RollSource } from "../roll/roll.ts"
import { read, send, type Receipt } from "./call.ts"
import { contractAt, type AtOptions } from "./contract.ts"
import { COMMUNE_ABI } from "./generated/abi.ts"
import { replay } from "./replay.ts"
import { grantRole } from "./roles.ts"

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
   * Rebuilds the roll from the events and checks it against the contract's root. Superseded roots are asked of the contract.
   *
   * @throws ChainUnreachableError, OutOfStepError
   */
  readRoll(options: RollOptions = {}): Promise<Roll> {
    const knowsRoot = (root: bigint): Promise<boolean> =>
      read(this.contract, "ask for a root", () => this.contract.getFunction("isKnownRoot")(root))
    return replay(this.contract, "roll", this.#fromBlock, (events) =>
      Roll.restore(entriesOf(events), { ...options, knowsRoot }),
    )
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

function entriesOf(events: LogDescription[]): (RollEntry | undefined)[] {
  const entries: (RollEntry | undefined)[] = []
  for (const { name, args } of events) {
    if (name === "MemberAdmitted" || name === "MemberChanged") {
      entries[Number(args["index"])] = {
        commitment: args["commitment"] as bigint,
        ...unpackAttributes(args["attributes"] as bigint),
      }
    } else if (name === "MemberRemoved") entries[Number(args["index"])] = undefined
  }
  return entries
}
