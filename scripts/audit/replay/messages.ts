import type { SecretTerms } from "../log/terms.ts"

const MESSAGE_BITS = 40
const LANES_PER_CIPHERTEXT = 4

/** Where the options' scores lie in a ballot. */
export interface Layout {
  /** Options in one ciphertext. */
  perCiphertext: number
  /** Bits of a score's total. */
  width: number
}

export function layoutOf(options: number, { ciphertexts }: SecretTerms): Layout {
  const perCiphertext = Math.ceil(options / ciphertexts)
  return { perCiphertext, width: Math.floor(MESSAGE_BITS / perCiphertext) }
}

/** What each ciphertext of a sum holds if these are the totals. @param totals one an option, each below 2^width */
export function messagesOf(
  totals: readonly bigint[],
  { ciphertexts }: SecretTerms,
  { perCiphertext, width }: Layout,
): bigint[] {
  return Array.from({ length: ciphertexts }, (_, place) =>
    totals
      .slice(perCiphertext * place, perCiphertext * (place + 1))
      .reduceRight((message, total) => (message << BigInt(width)) + total, 0n),
  )
}

/** The rule as the circuit `ballot` takes it: set of lanes in use, and from bit 12 on lane width, scores and totals. */
export function ballotRuleOf(options: number, secret: SecretTerms, { perCiphertext, width }: Layout): bigint {
  let lanes = 0n
  for (let option = 0; option < options; option++) {
    const lane = LANES_PER_CIPHERTEXT * Math.floor(option / perCiphertext) + (option % perCiphertext)
    lanes |= 1n << BigInt(lane)
  }
  const { maxScore, minTotal, maxTotal, quadratic } = secret
  const [scores, least, most] = [maxScore, minTotal, maxTotal].map(BigInt) as [bigint, bigint, bigint]
  return (
    lanes | (BigInt(width) << 12n) | (scores << 18n) | (least << 26n) | (most << 46n) | ((quadratic ? 1n : 0n) << 66n)
  )
}
