import { FIELD_ORDER } from "../crypto/field.ts"
import { InvalidInputError, SnapshotError } from "../errors.ts"
import { NUMBER_SIZE, PackedNumbers } from "../kernel/packed-numbers.ts"
import { unpackAttributes } from "../member/attributes.ts"
import { ARITY, ROLL_LEVELS } from "../parameters.ts"
import { MemberColumns } from "./member-columns.ts"

/*
 * A roll as bytes. All numbers are lowest byte first:
 *
 *   0    8   "rochroll"
 *   8    4   version, 1
 *   12   4   number of places
 *   16   32  root
 *   48   8   id of the chain that it was read from; 0 for none, and then the next two are 0 too
 *   56   20  address of the contract
 *   76   4   block after which it was read
 *   80   36  for each place the commitment (32) and the packed attributes (4); all 0 where a member was removed
 */

const MARK = new TextEncoder().encode("rochroll")
const VERSION = 1
const HEADER_SIZE = 80
const MEMBER_SIZE = NUMBER_SIZE + 4
const MOST_PLACES = ARITY ** ROLL_LEVELS

/** Where and when a roll was read. */
export interface RollOrigin {
  chainId: bigint
  /** Address of the contract, "0x" and 40 digits. */
  address: string
  /** The roll is as it was after this block. */
  block: number
}

/** What stands in a snapshot. Whether the root is that of the members is not checked yet. */
export interface ReadSnapshot {
  columns: MemberColumns
  root: bigint
  origin: RollOrigin | undefined
}

/** 80 bytes, and 36 for each place. */
export function writeSnapshot(
  columns: MemberColumns,
  root: bigint,
  origin: RollOrigin | undefined,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEADER_SIZE + columns.size * MEMBER_SIZE)
  const view = new DataView(bytes.buffer)
  bytes.set(MARK)
  view.setUint32(8, VERSION, true)
  view.setUint32(12, columns.size, true)
  bytes.set(PackedNumbers.of([root]).bytes(0, 1), 16)
  if (origin !== undefined) {
    view.setBigUint64(48, origin.chainId, true)
    bytes.set(addressBytes(origin.address), 56)
    view.setUint32(76, origin.block, true)
  }
  const { commitments, attributes } = columns.packed(0, columns.size)
  for (let index = 0; index < columns.size; index++) {
    const at = HEADER_SIZE + index * MEMBER_SIZE
    bytes.set(commitments.subarray(index * NUMBER_SIZE, (index + 1) * NUMBER_SIZE), at)
    view.setUint32(at + NUMBER_SIZE, attributes[index] as number, true)
  }
  return bytes
}

/** @throws SnapshotError for what is none, of another version, cut off, or holds what no roll can */
export function readSnapshot(bytes: Uint8Array): ReadSnapshot {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < HEADER_SIZE || MARK.some((byte, index) => bytes[index] !== byte))
    throw new SnapshotError("it does not begin as a snapshot of a roll does")
  const version = view.getUint32(8, true)
  if (version !== VERSION)
    throw new SnapshotError(`it is of version ${version}, and this package reads version ${VERSION}`)
  const size = view.getUint32(12, true)
  if (size > MOST_PLACES) throw new SnapshotError(`it has ${size} places, and a roll at most ${MOST_PLACES}`)
  const length = HEADER_SIZE + size * MEMBER_SIZE
  if (bytes.length !== length)
    throw new SnapshotError(`it has ${bytes.length} bytes, and one of ${size} places has ${length}`)
  const numbers = new PackedNumbers(1)
  const numberAt = (at: number): bigint => {
    numbers.bytes(0, 1).set(bytes.subarray(at, at + NUMBER_SIZE))
    return numbers.at(0)
  }
  const columns = new MemberColumns()
  columns.grow(size)
  for (let index = 0; index < size; index++) {
    const at = HEADER_SIZE + index * MEMBER_SIZE
    const [commitment, attributes] = [numberAt(at), view.getUint32(at + NUMBER_SIZE, true)]
    if (commitment === 0n) {
      if (attributes !== 0) throw new SnapshotError(`place ${index} has attributes, but no member`)
    } else if (commitment >= FIELD_ORDER) throw new SnapshotError(`the commitment at place ${index} is not below r`)
    else put(columns, index, commitment, attributes)
  }
  const chainId = view.getBigUint64(48, true)
  const address = `0x${[...bytes.subarray(56, 76)].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`
  const origin = chainId === 0n ? undefined : { chainId, address, block: view.getUint32(76, true) }
  return { columns, root: numberAt(16), origin }
}

function put(columns: MemberColumns, index: number, commitment: bigint, attributes: number): void {
  try {
    columns.set(index, { commitment, ...unpackAttributes(BigInt(attributes)) })
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error
    throw new SnapshotError(`place ${index} holds what no roll can: a member twice, or attributes that are none`)
  }
}

function addressBytes(address: string): Uint8Array {
  return Uint8Array.from({ length: 20 }, (_, index) => Number.parseInt(address.slice(2 + 2 * index, 4 + 2 * index), 16))
}
