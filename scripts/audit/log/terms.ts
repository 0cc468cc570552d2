import type { Result } from "ethers"

/** A share of a whole, and how it is compared. */
export interface Fraction {
  numerator: bigint
  denominator: bigint
  /** "More than", and not "at least". */
  strict: boolean
}

/** How ballots are encrypted and opened. */
export interface SecretTerms {
  committee: bigint
  ciphertexts: number
  maxScore: number
  minTotal: number
  maxTotal: number
  quadratic: boolean
  minimumElectorate: number
  minimumTurnout: number
  decryptionPeriod: number
}

/** What a poll asks and by what rules, from its proposal. */
export interface Terms {
  subject: string
  options: number
  /** Set of classes; bit i stands for class i. */
  classes: bigint
  /** Day number. */
  admittedBy: bigint
  quotaPolicies: bigint[]
  quorum: Fraction
  threshold: Fraction
  thresholdOfElectorate: boolean
  abstainOption: number | undefined
  blockOption: number | undefined
  blockLimit: bigint
  /** Seconds. */
  votingPeriod: number
  /** Whether calls are to be made if `callsOption` carries. */
  hasCalls: boolean
  callsOption: number | undefined
  /** Undefined for a public poll. */
  secret: SecretTerms | undefined
}

const NO_OPTION = 255
const NO_CALLS = `0x${"0".repeat(64)}`

/** Terms as the event has them. */
export function termsOf(terms: Result): Terms {
  const number = (name: string): number => Number(terms.getValue(name))
  const option = (name: string): number | undefined => optionOf(number(name))
  return {
    subject: terms.getValue("subject") as string,
    options: number("options"),
    classes: terms.getValue("classes") as bigint,
    admittedBy: terms.getValue("admittedBy") as bigint,
    quotaPolicies: [...(terms.getValue("quotaPolicies") as Result)] as bigint[],
    quorum: fractionOf(terms.getValue("quorum") as Result),
    threshold: fractionOf(terms.getValue("threshold") as Result),
    thresholdOfElectorate: terms.getValue("thresholdOfElectorate") as boolean,
    abstainOption: option("abstainOption"),
    blockOption: option("blockOption"),
    blockLimit: terms.getValue("blockLimit") as bigint,
    votingPeriod: number("votingPeriod"),
    hasCalls: terms.getValue("calls") !== NO_CALLS,
    callsOption: option("callsOption"),
    secret: secretOf(terms.getValue("secret") as Result),
  }
}

/** Number of an option as contracts write it, where 255 says "none". */
export function optionOf(number: number): number | undefined {
  return number === NO_OPTION ? undefined : number
}

function fractionOf(fraction: Result): Fraction {
  const [numerator, denominator, strict] = fraction as unknown as [bigint, bigint, boolean]
  return { numerator, denominator, strict }
}

function secretOf(secret: Result): SecretTerms | undefined {
  const number = (name: string): number => Number(secret.getValue(name))
  if (number("ciphertexts") === 0) return undefined
  return {
    committee: secret.getValue("committee") as bigint,
    ciphertexts: number("ciphertexts"),
    maxScore: number("maxScore"),
    minTotal: number("minTotal"),
    maxTotal: number("maxTotal"),
    quadratic: secret.getValue("quadratic") as boolean,
    minimumElectorate: number("minimumElectorate"),
    minimumTurnout: number("minimumTurnout"),
    decryptionPeriod: number("decryptionPeriod"),
  }
}
