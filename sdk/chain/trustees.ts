import type { Contract, ContractRunner } from "ethers"
import type { DealingTerms } from "../ballot/dealing.ts"
import type { KeyShare } from "../ballot/key-share.ts"
import type { Seat } from "../ballot/seat.ts"
import type { DealtBy } from "../ballot/shares.ts"
import type { OpenedDealing, Trustee } from "../ballot/trustee.ts"
import { samePoint, type Point } from "../crypto/baby-jubjub.ts"
import { CommitteeStateError, InvalidInputError, LogMismatchError } from "../errors.ts"
import { proveDealing } from "../proof/prove-dealing.ts"
import type { ProvingOptions } from "../proof/prove-membership.ts"
import type { DealingProof } from "../proof/proof.ts"
import { eventIn, read, send, type Receipt } from "./call.ts"
import { committeeOf, type Committee, type CommitteeState } from "./committee.ts"
import { contractAt, providerOf, type AtOptions } from "./contract.ts"
import { TRUSTEES_ABI } from "./generated/abi.ts"
import { numbersInEvents, numberTopic, readEvents } from "./logs.ts"
import { grantRole } from "./roles.ts"
import { solidityProof } from "./solidity-proof.ts"

/** What a convener says of a new committee. */
export interface CommitteeTerms {
  /** Accounts of the trustees, 2 to 9; the first has index 1. */
  trustees: readonly string[]
  /** How many of them open a sum together, at least 2. */
  threshold: number
  /** Seconds that they have to commit, and then to deal. */
  commitPeriod: number
  dealPeriod: number
}

/**
 * The contract in which committees of trustees make their keys. A convener forms a committee; each trustee commits from the own account and then deals;
 * anyone finishes. Who vanishes is left behind.
 */
export class Trustees {
  readonly address: string
  readonly contract: Contract
  readonly #chainId: bigint
  readonly #options: AtOptions

  private constructor(contract: Contract, chainId: bigint, options: AtOptions) {
    this.contract = contract
    this.address = contract.target as string
    this.#chainId = chainId
    this.#options = options
  }

  /** @throws NoContractError, ChainUnreachableError */
  static async at(address: string, runner: ContractRunner, options: AtOptions = {}): Promise<Trustees> {
    const contract = await contractAt("Trustees", address, TRUSTEES_ABI, runner)
    const { chainId } = await read(contract, "ask for the chain", () => providerOf(contract).getNetwork())
    return new Trustees(contract, chainId, options)
  }

  /** Names a convener. Only for the admin. */
  addConvener(account: string): Promise<Receipt> {
    return grantRole(this.contract, "CONVENER_ROLE", account)
  }

  /** The same contract with another sender. */
  connect(runner: ContractRunner): Trustees {
    return new Trustees(this.contract.connect(runner) as Contract, this.#chainId, this.#options)
  }

  /** A trustee's place in a committee: what its secrets there are derived for. @param index from 1 on */
  seat(committeeId: bigint, index: number): Seat {
    return { chainId: this.#chainId, contract: this.address, committee: committeeId, index }
  }

  /** Forms a committee. Only for conveners. */
  async form({ trustees, threshold, commitPeriod, dealPeriod }: CommitteeTerms): Promise<{
    committeeId: bigint
    receipt: Receipt
  }> {
    const receipt = await send(this.contract, "form a committee", () =>
      this.contract.getFunction("form")(trustees, threshold, commitPeriod, dealPeriod),
    )
    return { committeeId: eventIn(this.contract, receipt, "CommitteeFormed")["committeeId"] as bigint, receipt }
  }

  /**
   * Numbers of the committees that were formed of these accounts in this order, from the log: so a program that was ended in the middle sees whether it has formed one.
   *
   * @throws ChainUnreachableError, NodeAnswerError
   */
  committeesOf(trustees: readonly string[]): Promise<bigint[]> {
    const accounts = listOf(trustees)
    return numbersInEvents(this.contract, this.#options.fromBlock ?? 0, {
      event: "CommitteeFormed",
      number: "committeeId",
      wanted: (args) => listOf(args["trustees"] as string[]) === accounts,
    })
  }

  /** @throws ChainUnreachableError */
  async committee(committeeId: bigint): Promise<Committee> {
    return committeeOf(
      await read(this.contract, "read a committee", () => this.contract.getFunction("committee")(committeeId)),
    )
  }

  /** Index of an account's seat. @throws InvalidInputError for an account without one */
  async indexOf(committeeId: bigint, account: string): Promise<number> {
    const accounts = await read(
      this.contract,
      "read a committee's trustees",
      () => this.contract.getFunction("trusteesOf")(committeeId) as Promise<string[]>,
    )
    const place = accounts.findIndex((other) => other.toLowerCase() === account.toLowerCase())
    if (place < 0) throw new InvalidInputError("account", account, `one of committee ${committeeId}'s trustees`)
    return place + 1
  }

  /**
   * Commits a trustee: to the key that others' shares are encrypted to, and to the polynomial, before anybody's is seen. From the trustee's own account.
   *
   * @throws InvalidInputError, CommitteeStateError before anything is sent; ContractRefusedError, ChainUnreachableError
   */
  async commit(committeeId: bigint, index: number, trustee: Trustee): Promise<Receipt> {
    const { threshold } = await this.#require(committeeId, "committing")
    const seat = this.seat(committeeId, index)
    const [key, commitment] = [trustee.encryptionKey(seat), trustee.commitment(seat, threshold)]
    return send(this.contract, `commit trustee ${index}`, () =>
      this.contract.getFunction("commit")(committeeId, key, commitment),
    )
  }

  /** Ends committing whose time is over. For anyone. */
  endCommitting(committeeId: bigint): Promise<Receipt> {
    return send(this.contract, `end committing of committee ${committeeId}`, () =>
      this.contract.getFunction("endCommitting")(committeeId),
    )
  }

  /**
   * A trustee's dealing with its proof, to be sent by anyone.
   *
   * @throws CommitteeStateError, InvalidInputError, InvalidPointError before any proving
   */
  async prepareDealing(
    committeeId: bigint,
    index: number,
    trustee: Trustee,
    options: ProvingOptions = {},
  ): Promise<{ dealing: OpenedDealing; proof: DealingProof }> {
    const terms = await this.#dealingTerms(committeeId)
    const seat = this.seat(committeeId, index)
    return { dealing: trustee.dealing(seat, terms), proof: await proveDealing(trustee, seat, terms, options) }
  }

  /** Sends a dealing. For anyone. */
  sendDealing(committeeId: bigint, index: number, dealing: OpenedDealing, proof: DealingProof): Promise<Receipt> {
    const { commitments, ephemeralKey, encryptedShares, salt } = dealing
    return send(this.contract, `deal for trustee ${index}`, () =>
      this.contract.getFunction("deal")(
        committeeId,
        index,
        { commitments, ephemeralKey, encryptedShares, salt },
        solidityProof(proof.proof),
      ),
    )
  }

  /** Deals: `prepareDealing` and `sendDealing` in one. */
  async deal(committeeId: bigint, index: number, trustee: Trustee, options: ProvingOptions = {}): Promise<Receipt> {
    const { dealing, proof } = await this.prepareDealing(committeeId, index, trustee, options)
    return this.sendDealing(committeeId, index, dealing, proof)
  }

  /** Makes the key, when all who committed have dealt or the time to deal is over. For anyone. */
  finish(committeeId: bigint): Promise<Receipt> {
    return send(this.contract, `make the key of committee ${committeeId}`, () =>
      this.contract.getFunction("finish")(committeeId),
    )
  }

  /**
   * A trustee's share of the committee's secret key, opened from the dealings in the log.
   *
   * @throws CommitteeStateError, ShareMismatchError, LogMismatchError where the contract has another share key
   */
  async shareOf(committeeId: bigint, index: number, trustee: Trustee): Promise<KeyShare> {
    const { dealers } = await this.#require(committeeId, "ready")
    const dealings = await this.#dealings(committeeId)
    const missing = dealers.find((index) => !dealings.some(({ dealer }) => dealer === index))
    if (missing !== undefined)
      throw new LogMismatchError(`The dealing of trustee ${missing} in committee ${committeeId}`)
    const share = trustee.shareFrom(
      this.seat(committeeId, index),
      dealings.filter(({ dealer }) => dealers.includes(dealer)),
    )
    if (!samePoint(share.key, await this.shareKey(committeeId, index)))
      throw new LogMismatchError(`The share key of trustee ${index} in committee ${committeeId}`)
    return share
  }

  /** What a trustee's partial decryptions are checked against: the share times B. */
  async shareKey(committeeId: bigint, index: number): Promise<Point> {
    const [x, y] = await read(
      this.contract,
      "read a share key",
      () => this.contract.getFunction("shareKey")(committeeId, index) as Promise<[bigint, bigint]>,
    )
    return [x, y]
  }

  async #dealingTerms(committeeId: bigint): Promise<DealingTerms> {
    const { threshold, size, recipients } = await this.#require(committeeId, "dealing")
    const keys = await Promise.all(
      Array.from({ length: size }, async (_, place): Promise<Point | undefined> => {
        if (!recipients.includes(place + 1)) return undefined
        const [x, y] = await read(
          this.contract,
          "read an encryption key",
          () => this.contract.getFunction("encryptionKey")(committeeId, place + 1) as Promise<[bigint, bigint]>,
        )
        return [x, y]
      }),
    )
    return { threshold, recipients: keys }
  }

  async #dealings(committeeId: bigint): Promise<DealtBy[]> {
    const provider = providerOf(this.contract)
    const block = await read(this.contract, "read the dealings", () => provider.getBlockNumber())
    const dealt = this.contract.interface.getEvent("Dealt")?.topicHash as string
    const topics = [dealt, numberTopic(committeeId)]
    const events = await readEvents(this.contract, provider, this.#options.fromBlock ?? 0, block, topics)
    return events.map(({ args }) => {
      const { commitments, ephemeralKey, encryptedShares } = args["dealing"] as {
        commitments: [bigint, bigint][]
        ephemeralKey: [bigint, bigint]
        encryptedShares: bigint[]
      }
      return {
        dealer: Number(args["index"]),
        dealing: {
          commitments: [...commitments].map(pointOf),
          ephemeralKey: pointOf(ephemeralKey),
          encryptedShares: [...encryptedShares],
        },
      }
    })
  }

  async #require(committeeId: bigint, required: CommitteeState): Promise<Committee> {
    const committee = await this.committee(committeeId)
    if (committee.state !== required) throw new CommitteeStateError(committeeId, committee.state, required)
    return committee
  }
}

function listOf(accounts: readonly string[]): string {
  return [...accounts].join().toLowerCase()
}

function pointOf([x, y]: readonly [bigint, bigint]): Point {
  return [x, y]
}
