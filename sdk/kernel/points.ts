import { SCALAR_SIZE, type Kernel } from "./kernel.ts"
import { KernelProblem } from "./problem.ts"

export type Group = "G1" | "G2"

/** Bytes of a point outside, in a zkey or plain. */
export const POINT_SIZE: Record<Group, number> = { G1: 64, G2: 128 }

/** So many points of a section are read at once, so that the section never lies in the kernel as a whole. */
const POINTS_AT_ONCE = 4096

/** Points of a proving key in a kernel, of one or several sections. */
export class Points {
  readonly #kernel: Kernel
  readonly #group: Group
  readonly #size: number
  readonly #points: number
  readonly #indices: number
  readonly #capacity: number
  #count = 0

  /** @param sections all that will be added */
  constructor(kernel: Kernel, group: Group, sections: readonly Uint8Array[]) {
    this.#kernel = kernel
    this.#group = group
    this.#capacity = sections.reduce((sum, section) => sum + countFinite(section, POINT_SIZE[group]), 0)
    this.#size = kernel.run((exports) => exports[`${group}_SIZE`].value as number)
    this.#points = kernel.keep(this.#capacity * this.#size)
    this.#indices = kernel.keep(this.#capacity * 4)
  }

  get count(): number {
    return this.#count
  }

  /**
   * Adds the points of a section but for those at infinity.
   *
   * @param place name of the section, for the error
   * @returns where they are
   * @throws KernelProblem for what is no point of the curve
   */
  add(section: Uint8Array, place: string): PointRange {
    const start = this.#count
    const pointSize = POINT_SIZE[this.#group]
    for (let first = 0; first * pointSize < section.length; first += POINTS_AT_ONCE) {
      const part = section.subarray(first * pointSize, (first + POINTS_AT_ONCE) * pointSize)
      const kept = this.#kernel.passing(() => {
        const from = this.#kernel.put(part)
        const to = this.#points + this.#count * this.#size
        const indices = this.#indices + this.#count * 4
        return this.#kernel.run((exports) =>
          exports[`read${this.#group}`](to, indices, from, part.length / pointSize, first),
        )
      })
      if (kept < 0) throw new KernelProblem("point", place)
      this.#count += kept
    }
    return { indices: this.#indices + start * 4, start, count: this.#count - start }
  }

  /** Adds one point, which may not be the one at infinity. */
  addOne(point: Uint8Array, place: string): PointRange {
    const range = this.add(point, place)
    if (range.count !== 1) throw new KernelProblem("point", place)
    return range
  }

  /** Room for a scalar for each point. */
  roomForScalars(): number {
    return this.#kernel.keep(this.#count * SCALAR_SIZE)
  }

  /** The sum of all points, each times its scalar, as plain coordinates. */
  sum(scalars: number): Uint8Array<ArrayBuffer> {
    const result = this.#kernel.keep(POINT_SIZE[this.#group])
    this.#kernel.run((exports) => exports[`sum${this.#group}`](result, this.#points, scalars, this.#count))
    return this.#kernel.read(result, POINT_SIZE[this.#group])
  }
}

/** Points of one section. */
export interface PointRange {
  /** Address of the table of where each stood in its section. */
  indices: number
  /** How many points of other sections come before them. */
  start: number
  count: number
}

function countFinite(section: Uint8Array, pointSize: number): number {
  let count = 0
  for (let at = 0; at < section.length; at += pointSize) {
    if (section.subarray(at, at + pointSize).some((byte) => byte !== 0)) count++
  }
  return count
}
