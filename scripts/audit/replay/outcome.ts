import type { Fraction, Terms } from "../log/terms.ts"

/** How polls end, in the order of the contract's numbers. */
export const OUTCOMES = ["undecided", "no-quorum", "blocked", "not-carried", "carried"] as const
export type Outcome = (typeof OUTCOMES)[number]

/** How a poll ended. */
export interface Settled {
  outcome: Outcome
  /** The option that carried. */
  option: number | undefined
}

/** What was counted. */
export interface Count {
  /** People who voted, blank ballots included. */
  voters: number
  /** People who could have. */
  electorate: number
  /** One an option. */
  totals: readonly bigint[]
}

/** The outcome by a poll's terms: quorum first, then blocks, then whether an option leads alone and by enough. */
export function settle(terms: Terms, { voters, electorate, totals }: Count): Settled {
  if (!reaches(BigInt(voters), BigInt(electorate), terms.quorum)) return { outcome: "no-quorum", option: undefined }
  const of = (option: number | undefined): bigint => (option === undefined ? 0n : totals[option]!)
  if (terms.blockOption !== undefined && of(terms.blockOption) >= terms.blockLimit)
    return { outcome: "blocked", option: undefined }

  const running = [...totals.keys()].filter((option) => option !== terms.abstainOption && option !== terms.blockOption)
  const most = running.reduce((best, option) => (of(option) > best ? of(option) : best), 0n)
  const leading = running.filter((option) => of(option) === most)
  const alone = most > 0n && leading.length === 1
  const perVoter = BigInt(terms.secret?.maxScore ?? 1)
  const whole = terms.thresholdOfElectorate
    ? BigInt(electorate) * perVoter
    : BigInt(voters) * perVoter - of(terms.abstainOption)
  return alone && reaches(most, whole, terms.threshold)
    ? { outcome: "carried", option: leading[0] }
    : { outcome: "not-carried", option: undefined }
}

function reaches(part: bigint, whole: bigint, { numerator, denominator, strict }: Fraction): boolean {
  const difference = part * denominator - whole * numerator
  return strict ? difference > 0n : difference >= 0n
}
