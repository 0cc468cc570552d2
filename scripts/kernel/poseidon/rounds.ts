import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { ROOT } from "../../paths.ts"
import { apply, dot, inverse, modulo, times, unit, type Matrix, type Vector } from "./matrix.ts"

/*
 * The same function as circomlib's Poseidon, in a form in which a partial round takes one sum of products with one reduction.
 *
 * In the partial rounds only x, the first of t entries, passes the S-box. With the matrix in blocks, M = [[a, c], [b, A]], and
 * s[n] = (x[n] + k[n])^5, a round is
 *   x[n + 1] = a s[n] + c v[n],   v[n + 1] = b s[n] + A v[n]
 * for the other d = t - 1 entries v. With c A^d = sum of alpha[j] c A^(j-1), j = 1..d, v drops out of d + 1 rounds written below one another:
 *   x[n + d + 1] = sum of gamma[i] s[n + i], i = 0..d, + sum of alpha[j] x[n + j], j = 1..d
 * so that a round needs nothing but what x and s were in the d rounds before. What they were before the first round is made up to fit v[0]:
 * s = 0 and x[m] = c A^(m-1) v[0] for m = 0, -1, .. (in the recurrence; the S-box gets the true x[0]). After the last round v follows from the
 * last s and x, which is linear too.
 *
 * Constants that are added to v move forward until they reach an x or the first full round after. The kernel keeps x[n] with k[n] already
 * added; what the recurrence would make of k is taken off the constants.
 */

const FULL_BEFORE = 4
const FULL_AFTER = 4

/** A sum of products and a constant. */
export interface Affine {
  coefficients: Vector
  constant: bigint
}

/** What the kernel does for one width, in its order. */
export interface Rounds {
  width: number
  partialRounds: number
  mix: Matrix
  /** The mix before the partial rounds: the true x[0], then x[0], x[-1], .. as made up. */
  mixIn: Matrix
  /** Coefficients of s[n], x[n + 1], s[n + 1], .., x[n + d], s[n + d]. */
  recurrence: Vector
  /** v after the last partial round from s, x, .., s, x: those of the last d rounds and the x after them. */
  mixOut: Matrix
  /** Added to the state at the start and by each mix before the partial rounds. */
  before: Vector[]
  /** Added to x[0], then to each next x. */
  partial: Vector
  /** Added to v after the last partial round. */
  out: Vector
  /** Added by the mixes of the full rounds after, but for the last. */
  after: Vector[]
}

/** The rounds for t = inputs + 1 entries. */
export async function roundsOf(width: number): Promise<Rounds> {
  const file = join(ROOT, "node_modules", "circomlibjs", "src", "poseidon_constants.json")
  const raw = JSON.parse(await readFile(file, "utf8")) as { C: string[][]; M: string[][][] }
  const constants = raw.C[width - 2]!.map(BigInt)
  const mix = raw.M[width - 2]!.map((row) => row.map(BigInt))
  const partialRounds = constants.length / width - FULL_BEFORE - FULL_AFTER
  const d = width - 1

  const a = mix[0]![0]!
  const c = mix[0]!.slice(1)
  const b = mix.slice(1).map((row) => row[0]!)
  const A = mix.slice(1).map((row) => row.slice(1))
  const next = (row: Vector): Vector => times([row], A)[0]!
  const powers = [c]
  while (powers.length <= d) powers.push(next(powers.at(-1)!))
  const observed = powers.slice(0, d)
  const back = inverse(observed)
  const alpha = times([powers[d]!], back)[0]!
  const impulses = observed.map((row) => dot(row, b))

  // c A^j v[n] for j = 0..d-1, from s[n].. and x[n + 1]..: x[n + j + 1] less what s[n].. s[n + j] have added to it.
  const observe = (s: Vector, x: Vector): Vector =>
    x.map((value, j) => modulo(value - a * s[j]! - sum(j, (i) => impulses[j - 1 - i]! * s[i]!)))
  const afterRounds = (s: Vector, x: Vector): Vector => {
    let v = apply(back, observe(s, x))
    for (let round = 0; round < d; round++) v = apply(A, v).map((value, index) => modulo(value + b[index]! * s[round]!))
    return v
  }
  const following = (s: Vector, x: Vector): bigint =>
    modulo(
      a * s[d]! +
        sum(d, (i) => impulses[d - 1 - i]! * s[i]!) +
        sum(d, (j) => alpha[j]! * observe(s.slice(0, d), x)[j]!),
    )
  // Linear functions by their values at units; s and x alternate.
  const recurrence = Array.from({ length: 2 * d + 1 }, (_, place) => {
    const values = unit(2 * d + 1, place)
    return following(alternate(values, 0), alternate(values, 1))
  })
  const columns = Array.from({ length: 2 * d }, (_, place) => {
    const values = unit(2 * d, place)
    return afterRounds(alternate(values, 0), alternate(values, 1))
  })
  const mixOut = b.map((_, row) => columns.map((column) => column[row]!))

  const backwards = inverse(A)
  const madeUp: Matrix = []
  for (let row = c; madeUp.length < d;) madeUp.push((row = times([row], backwards)[0]!))

  const round = (index: number): Vector => constants.slice(index * width, (index + 1) * width)
  const added: Vector = []
  let carried: Vector = unit(width, width)
  for (let index = 0; index < partialRounds; index++) {
    const all = round(FULL_BEFORE + index).map((value, place) => modulo(value + carried[place]!))
    added.push(all[0]!)
    carried = apply(mix, [0n, ...all.slice(1)])
  }
  const first = round(FULL_BEFORE + partialRounds).map((value, place) => modulo(value + carried[place]!))
  // k[n] of the x that are kept with it: none of those that were made up.
  const kept = (n: number): bigint => (n < 1 ? 0n : n < partialRounds ? added[n]! : first[0]!)
  const partial = [added[0]!]
  for (let n = 1; n <= partialRounds; n++)
    partial.push(modulo(kept(n) - sum(d, (j) => recurrence[2 * j + 1]! * kept(n - d + j))))
  return {
    width,
    partialRounds,
    mix,
    mixIn: [mix[0]!, ...times(madeUp, mix.slice(1))],
    recurrence,
    mixOut,
    before: Array.from({ length: FULL_BEFORE }, (_, index) => round(index)),
    partial,
    out: mixOut.map((row, index) =>
      modulo(first[index + 1]! - sum(d, (j) => row[2 * j + 1]! * kept(partialRounds - d + 1 + j))),
    ),
    after: Array.from({ length: FULL_AFTER - 1 }, (_, index) => round(FULL_BEFORE + partialRounds + 1 + index)),
  }
}

function sum(count: number, term: (index: number) => bigint): bigint {
  let total = 0n
  for (let index = 0; index < count; index++) total += term(index)
  return modulo(total)
}

function alternate(values: Vector, from: 0 | 1): Vector {
  return values.filter((_, index) => index % 2 === from)
}
