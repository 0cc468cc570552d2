import { FIELD_ORDER } from "../crypto/field.ts"
import { ProvingKeyError } from "../errors.ts"
import type { PointShareKey } from "./point-share.ts"
import { POINT_SIZE } from "./points.ts"
import { MOST_DOMAIN_BITS, type QuotientShareKey } from "./quotient-share.ts"
import { numberOf } from "./scalar-bytes.ts"

/** What a proof needs of a proving key, and no more, for the two halves of the work. */
export interface ProvingKey {
  /** How many signals a witness has. */
  signals: number
  /** How many of them are public; they follow the constant one. */
  publicSignals: number
  points: PointShareKey
  quotient: QuotientShareKey
}

/** Order q of the base field of BN254. */
const BASE_FIELD_ORDER = 21888242871839275222246405745257275088696311157297823662689037894645226208583n

const GROTH16 = 1

/** Sections of a Groth16 zkey that a prover needs. */
const SECTIONS = { protocol: 1, header: 2, coefficients: 4, a: 5, b1: 6, b2: 7, c: 8, h: 9 }

const COEFFICIENT_SIZE = 44

/**
 * Takes a zkey apart. All sizes are checked against one another, coefficients and points later, by who reads them.
 *
 * @returns views on the zkey
 * @throws ProvingKeyError
 */
export function parseProvingKey(zkey: Uint8Array): ProvingKey {
  const sections = sectionsOf(zkey)
  const section = (name: keyof typeof SECTIONS): Uint8Array => {
    const found = sections.get(SECTIONS[name])
    if (found === undefined) throw new ProvingKeyError(`its section ${SECTIONS[name]} is missing`)
    return found
  }
  const protocol = section("protocol")
  if (protocol.length !== 4 || viewOf(protocol).getUint32(0, true) !== GROTH16)
    throw new ProvingKeyError("it is not for Groth16")
  const header = readHeader(section("header"))
  const { signals, publicSignals, domainBits } = header
  const sized = (name: keyof typeof SECTIONS, size: number): Uint8Array => {
    const found = section(name)
    if (found.length !== size)
      throw new ProvingKeyError(`its section ${SECTIONS[name]} has ${found.length} bytes, not ${size}`)
    return found
  }
  const coefficients = section("coefficients")
  const count = coefficients.length < 4 ? 0 : viewOf(coefficients).getUint32(0, true)
  return {
    signals,
    publicSignals,
    points: {
      a: sized("a", signals * POINT_SIZE.G1),
      b2: sized("b2", signals * POINT_SIZE.G2),
      alpha1: header.alpha1,
      delta1: header.delta1,
      beta2: header.beta2,
      delta2: header.delta2,
    },
    quotient: {
      signals,
      publicSignals,
      domainBits,
      coefficients: sized("coefficients", 4 + count * COEFFICIENT_SIZE).subarray(4),
      b1: sized("b1", signals * POINT_SIZE.G1),
      c: sized("c", (signals - publicSignals - 1) * POINT_SIZE.G1),
      h: sized("h", 2 ** domainBits * POINT_SIZE.G1),
      beta1: header.beta1,
    },
  }
}

/** The sections of a file in iden3's binary format, by their numbers. */
function sectionsOf(file: Uint8Array): Map<number, Uint8Array> {
  const view = viewOf(file)
  if (file.length < 12 || view.getUint32(0, false) !== 0x7a6b6579)
    throw new ProvingKeyError('it does not start with "zkey"')
  const version = view.getUint32(4, true)
  if (version !== 1) throw new ProvingKeyError(`its format has version ${version}, not 1`)
  const sections = new Map<number, Uint8Array>()
  let at = 12
  for (let left = view.getUint32(8, true); left > 0; left--) {
    if (at + 12 > file.length) throw new ProvingKeyError("it is cut off")
    const number = view.getUint32(at, true)
    const size = Number(view.getBigUint64(at + 4, true))
    at += 12
    if (size > file.length - at) throw new ProvingKeyError(`it is cut off in section ${number}`)
    if (sections.has(number)) throw new ProvingKeyError(`its section ${number} comes twice`)
    sections.set(number, file.subarray(at, at + size))
    at += size
  }
  return sections
}

interface Header {
  signals: number
  publicSignals: number
  domainBits: number
  alpha1: Uint8Array
  beta1: Uint8Array
  beta2: Uint8Array
  delta1: Uint8Array
  delta2: Uint8Array
}

function readHeader(section: Uint8Array): Header {
  const numbersSize = 4 + 32 + 4 + 32 + 12
  if (section.length !== numbersSize + 3 * POINT_SIZE.G1 + 3 * POINT_SIZE.G2)
    throw new ProvingKeyError(`its header has ${section.length} bytes: it is of another curve`)
  const view = viewOf(section)
  let at = 0
  for (const order of [BASE_FIELD_ORDER, FIELD_ORDER]) {
    if (view.getUint32(at, true) !== 32 || numberOf(section.subarray(at + 4, at + 36)) !== order)
      throw new ProvingKeyError("it is of another curve than BN254")
    at += 36
  }
  const [signals, publicSignals, domain] = [0, 4, 8].map((offset) => view.getUint32(at + offset, true)) as [
    number,
    number,
    number,
  ]
  const domainBits = Math.log2(domain)
  if (!Number.isInteger(domainBits) || domainBits > MOST_DOMAIN_BITS)
    throw new ProvingKeyError(`its domain has ${domain} elements, not a power of two up to 2^${MOST_DOMAIN_BITS}`)
  if (publicSignals >= signals) throw new ProvingKeyError(`${publicSignals} of its ${signals} signals are public`)
  at = numbersSize
  const point = (size: number): Uint8Array => section.subarray(at, (at += size))
  const [alpha1, beta1, beta2] = [point(POINT_SIZE.G1), point(POINT_SIZE.G1), point(POINT_SIZE.G2)]
  at += POINT_SIZE.G2 // gamma, which only verifiers need
  return { signals, publicSignals, domainBits, alpha1, beta1, beta2, delta1: point(64), delta2: point(128) }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
