import type { Place } from "./place.ts"

/** Where, and about whom. */
export interface FindingContext {
  place: Place
  /** The voter's mark, where it is about one ballot. */
  nullifier?: bigint | undefined
}

/** Something that is wrong: the contracts did not keep to the rules, or the log was changed. */
export class Finding extends Error {
  readonly place: Place
  readonly nullifier: bigint | undefined

  constructor(problem: string, { place, nullifier }: FindingContext) {
    super(problem)
    this.name = "Finding"
    this.place = place
    this.nullifier = nullifier
  }
}

/** Goes on only if it is so. @throws Finding */
export function demand(holds: boolean, context: FindingContext, problem: string): asserts holds {
  if (!holds) throw new Finding(problem, context)
}
