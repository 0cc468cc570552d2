import { expect } from "chai"
import { AbiCoder, getAddress, hexlify, id, keccak256 } from "ethers"
import fc from "fast-check"
import { addressOf } from "../../../sdk/crypto/address.ts"
import {
  address,
  bytes,
  bytes32,
  contractHash,
  encode,
  hashElement,
  list,
  text,
  textHash,
  uint,
} from "../../../sdk/crypto/contract-hash.ts"
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts"
import { InvalidInputError } from "../../../sdk/index.ts"
import { refused } from "../refused.ts"

const hexOf = (least: number, most: number): fc.Arbitrary<string> =>
  fc.uint8Array({ minLength: least, maxLength: most }).map((content) => hexlify(content))
const anyNumber = fc.oneof(fc.constantFrom(0n, 1n, 2n ** 256n - 1n), fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }))
const anyAddress = hexOf(20, 20)
const anyText = fc.string({ unit: "grapheme", maxLength: 80 })

describe("hashes as contracts compute them", () => {
  it("encode values of fixed and of varying length as ethers does", () => {
    fc.assert(
      fc.property(
        hexOf(32, 32),
        anyText,
        anyNumber,
        anyAddress,
        fc.array(anyNumber, { maxLength: 5 }),
        fc.array(hexOf(0, 70), { maxLength: 4 }),
        (hash, words, number, account, numbers, contents) => {
          const encoded = encode([
            bytes32(hash),
            text(words),
            uint(number),
            list(numbers.map((item) => uint(item))),
            address(account),
            list(contents.map(bytes)),
          ])
          const types = ["bytes32", "string", "uint256", "uint256[]", "address", "bytes[]"]
          const expected = AbiCoder.defaultAbiCoder().encode(types, [hash, words, number, numbers, account, contents])
          expect(hexlify(encoded)).to.equal(expected)
        },
      ),
    )
  })

  it("hash as ethers does", () => {
    fc.assert(
      fc.property(anyNumber, anyText, (number, words) => {
        const expected = keccak256(AbiCoder.defaultAbiCoder().encode(["uint256", "string"], [number, words]))
        expect(contractHash(uint(number), text(words))).to.equal(expected)
        expect(textHash(words)).to.equal(id(words))
      }),
    )
  })

  it("give field elements of 248 bits", () => {
    const most = `0x${"f".repeat(64)}`
    expect(hashElement(most)).to.equal(2n ** 248n - 1n)
    expect(hashElement(most) < FIELD_ORDER).to.equal(true)
  })

  for (const wrong of [-1n, 2n ** 256n, -1, 0.5, 2 ** 53, NaN])
    it(`refuse the number ${wrong}`, () => refused(() => uint(wrong, "purpose"), InvalidInputError, "purpose"))

  for (const wrong of ["0x12", "12".repeat(32), `0x${"12".repeat(33)}`, `0x${"zz".repeat(32)}`])
    it(`refuse "${wrong}" as 32 bytes`, () => refused(() => bytes32(wrong), InvalidInputError, "32 bytes"))

  it("refuse text that has no UTF-8, of which all would be one", async () => {
    for (const half of ["a\ud800", "\udc00b"]) {
      await refused(() => textHash(half), InvalidInputError, "half surrogate")
      await refused(() => text(half), InvalidInputError, "half surrogate")
    }
    expect(textHash("\u{1f33e}")).to.equal(id("\u{1f33e}"))
  })
})

describe("addresses", () => {
  it("are spelled as ethers spells them, from either case", () => {
    fc.assert(
      fc.property(anyAddress, (lower) => {
        const checked = getAddress(lower)
        for (const spelling of [lower, `0x${lower.slice(2).toUpperCase()}`, checked])
          expect(addressOf("contract", spelling)).to.equal(checked)
      }),
    )
  })

  const good = "0x5FbDB2315678afecb367f032d93F642f64180aa3"
  for (const [name, wrong] of Object.entries({
    "a wrong checksum": good.replace("FbDB", "fbDB"),
    "a digit too few": good.slice(0, -1),
    "a digit too many": `${good}0`,
    "no prefix": good.slice(2),
    "no hex": good.replace("5F", "5G"),
    nothing: "",
  }))
    it(`are refused with ${name}`, () => refused(() => addressOf("contract", wrong), InvalidInputError, "contract"))
})
