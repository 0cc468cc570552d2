import { InvalidInputError } from "../errors.ts"

/** Lengths to which contents are filled up: 1, 4, 16, 64 and 256 KiB and 1 MiB. The keeper learns which of the six, not the length. */
const SIZES = [1, 4, 16, 64, 256, 1024].map((kibibytes) => kibibytes * 1024)

const LENGTH_BYTES = 4

/** The length in 4 bytes, the content, and zeros up to the next size. @throws InvalidInputError */
export function padded(content: Uint8Array): Uint8Array {
  const size = SIZES.find((candidate) => LENGTH_BYTES + content.length <= candidate)
  if (size === undefined) {
    throw new InvalidInputError(
      "length of the entry",
      content.length,
      `at most ${(SIZES.at(-1) as number) - LENGTH_BYTES} bytes as JSON`,
      "Divide it among several entries",
    )
  }
  const bytes = new Uint8Array(size)
  new DataView(bytes.buffer).setUint32(0, content.length)
  bytes.set(content, LENGTH_BYTES)
  return bytes
}

/** What `padded` was given. Only for bytes that are authenticated. */
export function unpadded(bytes: Uint8Array): Uint8Array {
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0)
  return bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + length)
}
