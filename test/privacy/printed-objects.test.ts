import { expect } from "chai"
import { JsonRpcProvider, Wallet } from "ethers"
import { inspect } from "node:util"
import {
  BallotRules,
  Ledger,
  Member,
  MemoryVaultStore,
  Passbook,
  Prover,
  SecretBallot,
  Sheet,
  Trustee,
  Vault,
  type BallotTerms,
} from "../../sdk/index.ts"
import { KeyShare } from "../../sdk/ballot/key-share.ts"
import { generatorTimes, SUBGROUP_ORDER } from "../../sdk/crypto/baby-jubjub.ts"
import { contractUnseen } from "../../sdk/chain/contract.ts"
import { deliveryKeysOf } from "../../sdk/member/member.ts"
import { WitnessProgram } from "../../sdk/proof/witness.ts"
import { loadCircuit } from "../../sdk/proof/artifacts.ts"
import { VaultCipher } from "../../sdk/vault/cipher.ts"
import { inputOf } from "../kernel/circuit-inputs.ts"
import { seatNumber, termsOf } from "../sdk/ballot/committee-scene.ts"
import { leaksIn, minutesCanary, numberCanary, textCanary, type Canary } from "./canaries.ts"
import { secretsOfMember, secretsOfOpening, secretsOfTrustee } from "./holders.ts"
import { told } from "./told.ts"

const seed = crypto.getRandomValues(new Uint8Array(32))
const member = Member.fromSeed(seed)
const ofMember = secretsOfMember("Ana", member, seed)

describe("what is printed of an object that holds a secret", () => {
  function expectNothing(value: unknown, canaries: readonly Canary[]): void {
    expect(leaksIn(told(value), canaries)).to.deep.equal([])
    expect(leaksIn(told({ inside: [value] }), canaries)).to.deep.equal([])
  }

  it("a member, the own delivery keys, vault and passbook: nothing", async () => {
    const store = new MemoryVaultStore()
    const passbook = Passbook.of(member, store)
    await passbook.vault.set("note", "heliotrope and marzipan")
    const canaries = [...ofMember, textCanary("a note", "heliotrope and marzipan")]
    for (const value of [
      member,
      await deliveryKeysOf(member),
      new VaultCipher(member),
      Vault.of(member, store),
      passbook,
      store,
    ])
      expectNothing(value, canaries)
  })

  it("a trustee and a share of a key: nothing", () => {
    const trustee = Trustee.fromSeed(seed)
    const terms = termsOf(5, 3)
    const recipients = terms.recipients.map((key, index) => (index === 0 ? trustee.encryptionKey(seatNumber(1)) : key))
    expectNothing(
      trustee,
      secretsOfTrustee("the trustee", trustee, seed, { seat: seatNumber(1), terms: { ...terms, recipients } }),
    )
    const share = SUBGROUP_ORDER - 123_456_789_123_456_789n
    expectNothing(new KeyShare(1, share), [numberCanary("the share", share)])
  })

  it("a secret ballot: neither its scores nor its randomness, opened or not", () => {
    const terms: BallotTerms = {
      options: 3,
      ciphertexts: 1,
      key: generatorTimes(99n),
      rule: BallotRules.score({ options: 3, maxScore: 253 }),
    }
    const ballot = SecretBallot.encrypt(terms, [241, 0, 239])
    const before = told(ballot)
    const { randomness } = ballot.challenge()
    const canaries = randomness.map((value) => numberCanary("the randomness", BigInt(value)))
    for (const text of [before, told(ballot)]) {
      expect(leaksIn(text, canaries)).to.deep.equal([])
      expect(text).to.not.match(/(?<!\d)(241|239)(?!\d)/)
    }
  })

  it("a sheet and a ledger of it: no line", () => {
    const sheet = Sheet.of("2026-01-04", [{ commitment: member.commitment, amount: 7_654_321, kind: 3 }])
    const [opening] = sheet.openingsFor(member.commitment)
    const canaries = [...secretsOfOpening("the line", opening!), minutesCanary("the line", 7_654_321)]
    for (const value of [sheet, Ledger.of([sheet])]) expectNothing(value, canaries)
  })

  it("a prover and a program that have just used secrets: none of them", async () => {
    const input = await inputOf("membership")
    const canaries = [numberCanary("the secret", input["secret"] as bigint)]
    const { wasm } = await loadCircuit("membership")
    const program = await WitnessProgram.compile(wasm)
    program.calculate(input).fill(0)
    expectNothing(program, canaries)
    await using prover = await Prover.open("membership", { threads: 1 })
    await prover.prove(input)
    expectNothing(prover, canaries)
  })

  it("a contract with its sender: neither the private key, nor the key in the node's address", async () => {
    const provider = new JsonRpcProvider("http://127.0.0.1:1/v2/heliotrope-marzipan", 31337, { staticNetwork: true })
    const wallet = new Wallet(`0x${"5e".repeat(31)}7a`, provider)
    const contract = await contractUnseen("0x00000000000000000000000000000000000C0FFE", [], wallet)
    expectNothing({ runner: contract.runner, target: contract.target }, [
      numberCanary("the private key", BigInt(wallet.privateKey)),
      textCanary("the key in the address", "heliotrope-marzipan"),
    ])
    provider.destroy()
  })

  it("and a secret in an open field would be found, however deep and however spelled", () => {
    const value = 12_345_678_901_234_567_890_123_456_789_012_345_678_901_234_567_890n
    const hex = value.toString(16).padStart(64, "0")
    const bytes = Uint8Array.from(Buffer.from(hex, "hex"))
    const spellings: unknown[] = [
      value,
      value.toString(),
      hex,
      `0x${value.toString(16).toUpperCase()}`,
      bytes,
      Buffer.from(bytes),
      bytes.toReversed(),
      [...bytes],
      Buffer.from(bytes).toString("base64"),
      Buffer.from([7, ...bytes, 9]).toString("base64url"),
      inspect({ bytes }),
      inspect([...bytes]),
      new Map([["a", new Set([value])]]),
      new Error(`it is ${String(value)}`),
      new Error("a", { cause: new Error(`it is ${hex.slice(0, 20)}…`) }),
      Object.defineProperty({}, "hidden", { value, enumerable: false }),
      { toJSON: () => value.toString() },
    ]
    const canary = [numberCanary("it", value)]
    for (const spelled of spellings) {
      expect(leaksIn(told(spelled), canary), told(spelled)).to.have.length(1)
      expect(leaksIn(told({ deep: [{ down: spelled }] }), canary)).to.have.length(1)
    }
    expect(leaksIn(told([value + 1n, hex.slice(0, 10)]), [numberCanary("it", value * 3n)])).to.deep.equal([])
  })
})
