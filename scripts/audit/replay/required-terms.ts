import { demand, type FindingContext } from "../log/finding.ts"
import type { Fraction, SecretTerms, Terms } from "../log/terms.ts"

const MOST_OPTIONS = 32
const MOST_QUOTAS = 4
const DAY_LIMIT = 1n << 20n
const QUOTA_POLICY_LIMIT = 1n << 100n
/** Place of a quota policy's threshold: one of 0 asks for nothing. */
const THRESHOLD_OFFSET = 72n
const LANES_PER_CIPHERTEXT = 4
const TOTAL_LIMIT = 2 ** 20
/** With fewer ballots a total would say how somebody voted. */
const LEAST_TURNOUT = 3

/** A poll may only have been proposed on terms that make sense. @throws Finding */
export function requireTerms(terms: Terms, context: FindingContext): void {
  const check = (holds: boolean, problem: string): void =>
    demand(holds, context, `the poll's terms break a rule: ${problem}`)
  const { options, abstainOption, blockOption, blockLimit, quotaPolicies, secret } = terms
  const special = [abstainOption, blockOption].filter((option) => option !== undefined)
  const apart = new Set(special).size === special.length && special.every((option) => option < options)
  check(apart, "the options for abstaining and blocking must be two of its options")
  check(options >= 2 && options <= MOST_OPTIONS && options > special.length, `it has ${options} options`)
  check((blockOption === undefined) === (blockLimit === 0n), `${blockLimit} blocks stop it`)
  check(terms.classes !== 0n, "no class may vote")
  check(terms.admittedBy < DAY_LIMIT, "the day of admission is none")
  const asks = quotaPolicies.every((policy) => policy < QUOTA_POLICY_LIMIT && policy >> THRESHOLD_OFFSET !== 0n)
  check(quotaPolicies.length <= MOST_QUOTAS && asks, "its quotas are none")
  check(isFraction(terms.quorum), "its quorum is no fraction")
  check(isFraction(terms.threshold), "its threshold is no fraction")
  check(terms.votingPeriod > 0, "it leaves no time to vote")
  const goodCalls = terms.hasCalls ? (terms.callsOption ?? options) < options : terms.callsOption === undefined
  check(goodCalls, "the option for its calls is none of its options")
  if (secret !== undefined) requireSecret(secret, terms, special.length > 0, check)
}

function requireSecret(
  { ciphertexts, maxScore, minTotal, maxTotal, quadratic, ...secret }: SecretTerms,
  { options }: Terms,
  hasSpecial: boolean,
  check: (holds: boolean, problem: string) => void,
): void {
  check(
    (ciphertexts === 1 || ciphertexts === 3) && options <= LANES_PER_CIPHERTEXT * ciphertexts,
    `${options} options do not fit into ${ciphertexts} ciphertexts`,
  )
  const largest = options * maxScore * (quadratic ? maxScore : 1)
  const goodTotals = maxTotal >= 1 && maxTotal < TOTAL_LIMIT && minTotal <= maxTotal && minTotal <= largest
  check(maxScore >= 1 && goodTotals, "its rule for ballots is none")
  const isChoice = maxScore === 1 && maxTotal === 1 && !quadratic
  check(!hasSpecial || isChoice, "abstaining and blocking need a rule by which one option is chosen")
  const { minimumElectorate, minimumTurnout, decryptionPeriod } = secret
  check(minimumTurnout >= LEAST_TURNOUT, `${minimumTurnout} ballots are enough to be decrypted`)
  check(minimumElectorate >= minimumTurnout, `${minimumElectorate} members are enough to open it`)
  check(decryptionPeriod > 0, "it leaves no time to decrypt")
}

function isFraction({ numerator, denominator, strict }: Fraction): boolean {
  return denominator > 0n && numerator <= denominator && !(strict && numerator === denominator)
}
