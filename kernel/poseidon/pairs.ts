// Numbers on their way in and out of the form that lanes.ts computes with.
import { Fr } from "../field/fr"
import { temporary } from "../memory"

const LIMBS: u32 = 9
const THIRD: u32 = 3

const ELEMENT = changetype<Fr>(temporary())

/** Two plain numbers of 32 bytes as a pair, with sums of limbs. */
export function readPair(to: usize, first: usize, second: usize): void {
  ELEMENT.unpack(first)
  putLimbs(to, 8)
  ELEMENT.unpack(second)
  putLimbs(to + 4, 8)
}

/** The tight numbers of a pair, each below the order, as 32 bytes. */
export function writePair(to: usize, toSecond: usize, pair: usize): void {
  takeLimbs(pair)
  ELEMENT.canonical(ELEMENT)
  ELEMENT.pack(to)
  takeLimbs(pair + 4)
  ELEMENT.canonical(ELEMENT)
  ELEMENT.pack(toSecond)
}

/** A plain number of 32 bytes as nine limbs and nine sums. */
export function expandCoefficient(to: usize, from: usize): void {
  ELEMENT.unpack(from)
  putLimbs(to, 4)
}

/** A plain number of 32 bytes as nine limbs of 8 bytes. */
export function expandConstant(to: usize, from: usize): void {
  ELEMENT.unpack(from)
  for (let limb: u32 = 0; limb < LIMBS; limb++) store<u64>(to + 8 * limb, limbAt(limb))
}

/** ELEMENT's limbs, then the sums of each limb of one third with that of another, every `step` bytes. */
function putLimbs(to: usize, step: usize): void {
  for (let limb: u32 = 0; limb < LIMBS; limb++) store<u32>(to + limb * step, limbAt(limb))
  for (let limb: u32 = 0; limb < THIRD; limb++) {
    const low = limbAt(limb)
    const middle = limbAt(THIRD + limb)
    const high = limbAt(2 * THIRD + limb)
    const at = to + (LIMBS + limb) * step
    store<u32>(at, low + middle)
    store<u32>(at + THIRD * step, low + high)
    store<u32>(at + 2 * THIRD * step, middle + high)
  }
}

function takeLimbs(from: usize): void {
  for (let limb: u32 = 0; limb < LIMBS; limb++) {
    store<u32>(changetype<usize>(ELEMENT) + (limb << 2), load<u32>(from + 8 * limb))
  }
}

function limbAt(limb: u32): u32 {
  return load<u32>(changetype<usize>(ELEMENT) + (limb << 2))
}
