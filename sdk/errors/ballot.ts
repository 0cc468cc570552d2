import { RochdaleError } from "./base.ts"

/** A point that cannot be used: not canonical, off the curve, outside the subgroup, or an identity in place of a key. */
export class InvalidPointError extends RochdaleError {
  readonly code = "invalid-point"

  /**
   * @param parameter name of what was given
   * @param point     its coordinates; public keys and parts of ciphertexts only
   * @param rule      what it must be
   */
  constructor(parameter: string, point: unknown, rule: string) {
    const coordinates = Array.isArray(point) ? point.map(String) : [String(point)]
    super({
      message: `${parameter} is (${coordinates.join(", ")}), but must be ${rule}`,
      hint: "Do not use it: whoever gave it made a mistake or means to see what is encrypted under it",
      details: { parameter, point: coordinates, rule },
    })
  }
}

/** Scores that the poll's rule does not permit. Neither message nor details show a score, or which options were scored. */
export class BallotRuleError extends RochdaleError {
  readonly code = "ballot-rule"
  readonly #option: number | undefined

  /**
   * @param problem what is wrong, in words that show no score
   * @param rule    what the poll permits
   * @param option  index of the option whose score is wrong, where it is one
   */
  constructor(problem: string, rule: string, option?: number) {
    super({
      message: `${problem}, but ${rule}`,
      hint: "Correct the scores and encrypt again; all scores 0 are a blank ballot, which every poll takes",
      details: { problem, rule },
    })
    this.#option = option
  }

  /** Index of the option whose score is wrong, to point at it on the voter's screen. Private to the voter, so a logged error does not show it. */
  get option(): number | undefined {
    return this.#option
  }
}

/** A poll in which so many votes could run over from one option into the next. */
export class LanesOverflowError extends RochdaleError {
  readonly code = "lanes-overflow"

  constructor(options: number, electorate: number, maxScore: number) {
    super({
      message: `${electorate} members with up to ${maxScore} points for each of ${options} options do not fit into a secret ballot`,
      hint: "Permit smaller scores, or put fewer options to the vote",
      details: { options, electorate, maxScore },
    })
  }
}

/** The ballot was opened for a check; whoever saw the opening knows what it says. */
export class BallotSpoiltError extends RochdaleError {
  readonly code = "ballot-spoilt"

  constructor() {
    super({
      message: "This ballot was opened for a check, so it cannot be cast",
      hint: "Encrypt the scores again; the new ballot has nothing in common with the opened one",
    })
  }
}

/** A proof of this ballot was begun: opened now, it would show how its voter voted. */
export class BallotProvedError extends RochdaleError {
  readonly code = "ballot-proved"

  /** @param refused what was asked for, as the end of "it cannot …" */
  constructor(refused: string) {
    super({
      message: `A proof of this ballot was begun, so it cannot ${refused}`,
      hint: "Encrypt the scores again and take the new ballot",
    })
  }
}

/** An opening that does not lead to the ballot: the device encrypted something else than it shows now. */
export class BallotOpeningError extends RochdaleError {
  readonly code = "ballot-opening"

  /** @param problem what is wrong with it */
  constructor(problem: string) {
    super({
      message: `The opening does not fit: ${problem}`,
      hint: "If code and opening were copied correctly, the device that made the ballot cheats or is broken: do not vote with it, and tell others",
      details: { problem },
    })
  }
}
