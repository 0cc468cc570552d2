/** Why a kernel did not do what it was asked to. */
export type Reason =
  /** A point of the proving key is not on its curve, or not canonical. */
  | "point"
  /** A coefficient of the proving key is out of range. */
  | "coefficient"
  /** A value of the witness is not below r. */
  | "witness"
  /** There is no more memory. */
  | "memory"
  /** The thread in which it ran has ended. */
  | "ended"

/** Thrown by what runs in a thread of its own; outside it becomes an error of the package. */
export class KernelProblem extends Error {
  readonly reason: Reason
  /** Where, for a person: never a value. */
  readonly place: string

  constructor(reason: Reason, place: string) {
    super(`${reason}: ${place}`)
    this.name = "KernelProblem"
    this.reason = reason
    this.place = place
  }
}
