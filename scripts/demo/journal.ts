import { spread, type Spread } from "./spread.ts"

/** Something that somebody tried and that was refused, as it must be. */
export interface Refusal {
  /** What was tried, for people. */
  attempt: string
  /** Who or what refused it. */
  by: "own program" | "second device" | "verifier" | "contract"
  /** Why, for people. */
  reason: string
  /** The error's own name. */
  error: string
}

/** A step that was done. */
export interface DoneStep {
  title: string
  /** What came of it, for people. */
  summary: string
  seconds: number
}

/** What the chain shows of a ballot that counts: nothing of its choice. */
export interface CastBallot {
  /** Which of its voter's ballots it is. */
  sequence: bigint
  /** Short form of its ciphertexts, which the voter has noted. */
  code: string
}

/** What a trustee did. */
export interface TrusteeStanding {
  /** The place in the committee, from 1 on. */
  index: number
  committed: boolean
  dealt: boolean
  /** At the opening of the sum; undefined where nothing was opened. */
  opening: "decrypted" | "dropped out" | "caught cheating" | undefined
}

/** What happened, written down as it happens; the report and the JSON file are made from it. */
export class Journal {
  readonly steps: DoneStep[] = []
  readonly refusals: Refusal[] = []
  /** By mark. */
  readonly ballots = new Map<bigint, CastBallot>()
  /** In the order of their places. */
  readonly trustees: TrusteeStanding[] = []
  /** Code of a ballot that was opened for a check, and the number of the option in it. */
  spoilt: { code: string; choice: number } | undefined
  readonly #gas = new Map<string, number[]>()
  readonly #times = new Map<string, number[]>()

  /** @param amount units of gas */
  spendGas(action: string, amount: bigint): void {
    append(this.#gas, action, Number(amount))
  }

  /** @param milliseconds the first of an action is its cold one */
  takeTime(action: string, milliseconds: number): void {
    append(this.#times, action, milliseconds)
  }

  /** Gas by action, in the order in which the actions first came. */
  get gas(): Map<string, Spread> {
    return spreads(this.#gas)
  }

  /** Milliseconds by action. */
  get times(): Map<string, Spread> {
    return spreads(this.#times)
  }
}

function append(lists: Map<string, number[]>, name: string, value: number): void {
  const list = lists.get(name)
  if (list === undefined) lists.set(name, [value])
  else list.push(value)
}

function spreads(lists: ReadonlyMap<string, number[]>): Map<string, Spread> {
  return new Map([...lists].map(([name, values]) => [name, spread(values)]))
}
