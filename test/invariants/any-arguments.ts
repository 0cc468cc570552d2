import fc from "fast-check"
import type { ParamType } from "ethers"
import { FIELD_ORDER } from "../../sdk/crypto/field.ts"

/** Values that something may be done with: accounts, roles, numbers of polls and members. */
export interface Known {
  addresses: readonly string[]
  words: readonly string[]
  numbers: readonly bigint[]
}

/** Arguments of a function, by the types in its interface. */
export function anyArguments(inputs: readonly ParamType[], known: Known): fc.Arbitrary<unknown[]> {
  return fc.tuple(...inputs.map((input) => anyValue(input, known)))
}

function anyValue(type: ParamType, known: Known): fc.Arbitrary<unknown> {
  if (type.isArray()) {
    // -1 where the length is not fixed.
    const length = type.arrayLength
    const bounds = length === -1 ? { maxLength: 3 } : { minLength: length, maxLength: length }
    return fc.array(anyValue(type.arrayChildren, known), bounds)
  }
  if (type.isTuple()) return anyArguments(type.components, known)
  if (type.type === "address") return fc.constantFrom(...known.addresses)
  if (type.type === "bool") return fc.boolean()
  if (type.type === "bytes") return bytes({ maxLength: 80 })
  if (type.type === "bytes32") return fc.oneof(fc.constantFrom(...known.words), bytes({ minLength: 32, maxLength: 32 }))
  const bits = Number(/^uint(\d+)$/.exec(type.type)?.[1])
  if (Number.isNaN(bits)) throw new Error(`There are no random values for the type ${type.type}. Add it here.`)
  const largest = (1n << BigInt(bits)) - 1n
  const fitting = [...known.numbers, 0n, 1n, 2n, FIELD_ORDER - 1n, FIELD_ORDER, largest].filter((of) => of <= largest)
  return fc.oneof(fc.constantFrom(...fitting), fc.bigInt(0n, largest))
}

function bytes(size: fc.IntArrayConstraints): fc.Arbitrary<string> {
  return fc.uint8Array(size).map((value) => `0x${Buffer.from(value).toString("hex")}`)
}
