import { FIELD_ORDER } from "../crypto/field.ts"

/** Bytes of a signal's value: a number below r, lowest byte first. */
export const SIGNAL_SIZE = 32

/** The public signals of a witness, in the circuit's order: those after the constant one. */
export function publicSignalsOf(witness: Uint8Array, count: number): bigint[] {
  return Array.from({ length: count }, (_, index) => numberAt(witness, (1 + index) * SIGNAL_SIZE))
}

/** A witness as a file in iden3's binary format, which snarkjs reads. */
export function witnessFile(witness: Uint8Array): Uint8Array {
  const file = new Uint8Array(76 + witness.length)
  const view = new DataView(file.buffer)
  file.set(new TextEncoder().encode("wtns"))
  // Version and number of sections; the first one's number and size, then the field and how many signals there are.
  for (const [at, value] of [
    [4, 2],
    [8, 2],
    [12, 1],
    [16, 40],
    [24, SIGNAL_SIZE],
    [60, witness.length / SIGNAL_SIZE],
    [64, 2],
    [68, witness.length],
  ] as const) {
    view.setUint32(at, value, true)
  }
  for (let [at, rest] = [28, FIELD_ORDER]; rest > 0n; at++, rest >>= 8n) file[at] = Number(rest & 0xffn)
  file.set(witness, 76)
  return file
}

function numberAt(bytes: Uint8Array, at: number): bigint {
  let value = 0n
  for (const byte of bytes.subarray(at, at + SIGNAL_SIZE).toReversed()) value = (value << 8n) | BigInt(byte)
  return value
}
