import { expect } from "chai"
import { AbiCoder, id, keccak256 } from "ethers"
import fc from "fast-check"
import { dealingContext, polynomialHash } from "../../sdk/ballot/seat.ts"
import { sheetMessage } from "../../sdk/chain/sheet-message.ts"
import { ballotMessage } from "../../sdk/chain/ballot-message.ts"
import { nullifierHash } from "../../sdk/crypto/poseidon.ts"
import { InvalidFieldElementError, InvalidInputError } from "../../sdk/errors.ts"
import { messageElement, Scope } from "../../sdk/scope.ts"
import { nullifier, R } from "../circuits/model.ts"
import { refuses, same } from "./agreement.ts"
import { CircuitSide } from "./circuit-side.ts"
import { below, element, signed, word } from "./edges.ts"
import { foundAssembly, type Founded } from "./founded.ts"
import { holdsFor } from "./property.ts"

const abi = AbiCoder.defaultAbiCoder()
const encoded = (types: readonly string[], values: readonly unknown[]): bigint =>
  BigInt(keccak256(abi.encode([...types], [...values]))) >> 8n
const account = fc
  .uint8Array({ minLength: 20, maxLength: 20 })
  .map((bytes) => `0x${Buffer.from(bytes).toString("hex")}`)
/** Not among the precompiles and what a simulated chain has there. */
const place = account.filter((address) => !address.startsWith("0x0000"))

describe("property: scopes and nullifiers", function () {
  this.timeout(0)
  let founded: Founded
  before(async () => {
    founded = await foundAssembly()
  })

  it("of polls are computed alike by package and assembly, wherever that stands", async () => {
    const { chain, assembly, trials } = founded
    const { chainId } = await chain.ethers.provider.getNetwork()
    const code = await chain.ethers.provider.getCode(await assembly.getAddress())
    await holdsFor({
      what: "scopes of polls",
      sides: ["SDK", "ethers", "Assembly"],
      input: fc.tuple(place, fc.array(word, { minLength: 1, maxLength: 20, size: "max" })),
      sample: 8,
      full: 800,
      batch: 10,
      agree: async (contracts) => {
        for (const [address, polls] of contracts) {
          // The very code, at another address.
          await chain.ethers.provider.send("hardhat_setCode", [address, code])
          const there = assembly.attach(address)
          const expected = polls.map((poll) =>
            encoded(
              ["bytes32", "uint256", "address", "uint256"],
              [id("rochdale/scope/chain/v1"), chainId, address, poll],
            ),
          )
          same(polls, expected, {
            SDK: polls.map((purpose) => Scope.onChain({ chainId, contract: address, purpose }).value),
            Assembly: await trials.valuesOf(polls.map((poll) => ({ of: there, method: "scopeOf", args: [poll] }))),
          })
          await chain.ethers.provider.send("hardhat_setCode", [address, "0x"])
        }
        return 0
      },
    })
  })

  it("of services have one value for one service and purpose, and never that of a chain", async () => {
    const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 })
    await holdsFor({
      what: "scopes of services and messages",
      sides: ["SDK", "ethers"],
      input: fc.record({ host: fc.domain(), path: fc.webPath(), purpose: text, message: fc.oneof(text, word) }),
      sample: 60,
      full: 5000,
      agree: (services) => {
        let refused = 0
        for (const { host, path, purpose, message } of services) {
          const service = `https://${host}${path}`
          const uri = new URL(service).href
          const expected = encoded(
            ["bytes32", "string", "string"],
            [id("rochdale/scope/service/v1"), uri, purpose.normalize("NFC")],
          )
          expect(Scope.offChain(service, purpose).value).to.equal(expected)
          expect(expected < 2n ** 248n).to.equal(true)
          const isElement = typeof message === "string" || message < R
          expect(refuses(InvalidFieldElementError, () => messageElement(message))).to.equal(!isElement)
          if (!isElement) refused++
          else
            expect(messageElement(message)).to.equal(
              typeof message === "string" ? BigInt(id(message.normalize("NFC"))) >> 8n : message,
            )
        }
        return refused
      },
    })
  })

  it("of sheets, dealings and ballots are bound alike by package and contracts", async () => {
    const { chain, trials, ledger, trustees } = founded
    const { chainId } = await chain.ethers.provider.getNetwork()
    const [ledgerAddress, contract] = [await ledger.getAddress(), await trustees.getAddress()]
    await holdsFor({
      what: "what sheets, dealings and ballots are bound to",
      sides: ["SDK", "ethers", "LaborLedger", "Trustees"],
      input: fc.record({
        author: account,
        committee: below(2n ** 256n, 1n),
        index: fc.integer({ min: 1, max: 9 }),
        points: fc.array(fc.tuple(word, word), { minLength: 1, maxLength: 9 }),
        salt: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => `0x${Buffer.from(bytes).toString("hex")}`),
        sequence: below(2n ** 64n),
        ciphertexts: fc.array(word, { maxLength: 12 }),
      }),
      sample: 40,
      full: 4000,
      batch: 25,
      agree: async (given) => {
        const messages = await trials.valuesOf(
          given.map(({ author }) => ({ of: ledger, method: "sheetMessage", args: [author] })),
        )
        const contexts = await trials.valuesOf(
          given.map(({ committee, index }) => ({ of: trustees, method: "context", args: [committee, index] })),
        )
        const hashes = await trials.valuesOf(
          given.map(({ committee, index, points, salt }) => ({
            of: trustees,
            method: "commitmentOf",
            args: [committee, index, points, salt],
          })),
        )
        same(given, messages, {
          SDK: given.map(({ author }) => sheetMessage({ chainId, ledger: ledgerAddress, author })),
        })
        same(given, contexts, {
          SDK: given.map(({ committee, index }) => dealingContext({ chainId, contract, committee, index })),
        })
        same(given, hashes, {
          SDK: given.map(({ committee, index, points, salt }) =>
            polynomialHash({ chainId, contract, committee, index }, points, salt),
          ),
        })
        same(
          given,
          given.map(({ sequence, ciphertexts }) => encoded(["uint256", "uint256[]"], [sequence, ciphertexts])),
          { SDK: given.map(ballotMessage) },
        )
        return 0
      },
    })
  })

  it("have one nullifier for scope, slot and secret, in package, model and circuit", async () => {
    const circuit = await CircuitSide.fixture("nullifier")
    await holdsFor({
      what: "nullifiers",
      sides: ["SDK", "model", "circuit"],
      input: fc.record({ scope: below(2n ** 248n), slot: fc.oneof(below(2n ** 16n), signed), secret: element }),
      sample: 60,
      full: 4000,
      agree: async (uses) => {
        same(
          uses,
          uses.map(({ scope, slot, secret }) => nullifier(scope, slot, secret)),
          {
            SDK: uses.map(({ scope, slot, secret }) => nullifierHash(scope, slot, secret)),
            circuit: (await circuit.answers(uses)).map((outputs) => outputs?.[0]),
          },
        )
        return 0
      },
    })
  })

  it("of contracts are refused for what is no address or no number of 256 bits", async () => {
    await holdsFor({
      what: "places that are none",
      sides: ["SDK", "ethers"],
      input: fc.record({
        digits: fc.oneof(fc.constant(40), fc.nat(44)),
        purpose: fc.oneof(
          word,
          below(2n ** 300n),
          word.map((value) => -value),
        ),
      }),
      sample: 100,
      full: 5000,
      agree: (places) => {
        let refused = 0
        for (const { digits, purpose } of places) {
          const contract = `0x${"ab".repeat(22).slice(0, digits)}`
          const encode = (): bigint =>
            encoded(
              ["bytes32", "uint256", "address", "uint256"],
              [id("rochdale/scope/chain/v1"), 1n, contract, purpose],
            )
          let expected: bigint | undefined
          try {
            expected = encode()
          } catch {
            refused++
          }
          const scope = (): bigint => Scope.onChain({ chainId: 1n, contract, purpose }).value
          expect(refuses(InvalidInputError, scope)).to.equal(expected === undefined)
          if (expected !== undefined) expect(scope()).to.equal(expected)
        }
        return refused
      },
    })
  })
})
