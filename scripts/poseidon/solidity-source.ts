import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { format } from "prettier"
import { ROOT } from "../paths.ts"

/*
 * Derives contracts/PoseidonNode.sol from circomlib's constants.
 *
 * In the partial rounds only x[0] passes the S-box. With the matrix in blocks, M = [[a, c], [b, A]], and s = (x[0] + k)^5, a round is
 *   x[0] <- a s + c v,   v <- b s + A v
 * for the other five entries v. As v is linear it may be kept in any basis; in u = O v, with O = [c; cA; cA^2; cA^3; cA^4], it becomes
 *   x[0] <- a s + u[1],   u[j] <- (Ob)[j] s + u[j+1],   u[5] <- (Ob)[5] s + sum alpha[j] u[j]
 * because c A^5 = sum alpha[j] c A^(j-1): 11 products a round, the same eleven coefficients in all 60 rounds, in place of 36.
 * Constants that are added to v move forward through the linear part until they reach an x[0] or the first full round after.
 */

const F = 21888242871839275222246405745257275088548364400416034343698204186575808495617n
const T = 6
const HALF = 4
const PARTIAL = 60

type Vector = bigint[]
type Matrix = bigint[][]

const mod = (value: bigint): bigint => ((value % F) + F) % F
const dot = (one: Vector, other: Vector): bigint =>
  mod(one.reduce((sum, value, index) => sum + value * other[index]!, 0n))
const apply = (matrix: Matrix, vector: Vector): Vector => matrix.map((row) => dot(row, vector))
const column = (matrix: Matrix, index: number): Vector => matrix.map((row) => row[index]!)
const times = (one: Matrix, other: Matrix): Matrix =>
  one.map((row) => other[0]!.map((_, index) => dot(row, column(other, index))))
const plus = (one: Vector, other: Vector): Vector => one.map((value, index) => mod(value + other[index]!))

function inverseOf(value: bigint): bigint {
  let [result, base, exponent] = [1n, mod(value), F - 2n]
  for (; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = mod(result * base)
    base = mod(base * base)
  }
  return result
}

function inverseMatrix(matrix: Matrix): Matrix {
  const size = matrix.length
  const rows = matrix.map((row, index) => [...row, ...row.map((_, place) => (place === index ? 1n : 0n))])
  for (let pivot = 0; pivot < size; pivot++) {
    const found = rows.findIndex((row, index) => index >= pivot && row[pivot] !== 0n)
    if (found === -1) throw new Error("The matrix has no inverse")
    ;[rows[pivot], rows[found]] = [rows[found]!, rows[pivot]!]
    const factor = inverseOf(rows[pivot]![pivot]!)
    rows[pivot] = rows[pivot]!.map((value) => mod(value * factor))
    for (let other = 0; other < size; other++) {
      if (other === pivot) continue
      const share = rows[other]![pivot]!
      rows[other] = rows[other]!.map((value, index) => mod(value - share * rows[pivot]![index]!))
    }
  }
  return rows.map((row) => row.slice(size))
}

interface Coefficients {
  mix: Matrix
  /** The mix before the partial rounds, into the other basis. */
  mixIn: Matrix
  /** The mix of the last partial round, out of it; columns are s, u[1..5]. */
  mixOut: Matrix
  a: bigint
  b: Vector
  alpha: Vector
  fullBefore: Vector
  partial: Vector
  fullAfter: Vector
}

function derive(constants: Vector, mix: Matrix): Coefficients {
  const a = mix[0]![0]!
  const c = mix[0]!.slice(1)
  const b = mix.slice(1).map((row) => row[0]!)
  const A = mix.slice(1).map((row) => row.slice(1))

  const powers = [c]
  for (let power = 1; power <= 5; power++) powers.push(times([powers[power - 1]!], A)[0]!)
  const O = powers.slice(0, 5)
  const back = inverseMatrix(O)
  const out = times(A, back)

  const round = (index: number): Vector => constants.slice(index * T, (index + 1) * T)
  const partial: Vector = []
  let carried: Vector = Array<bigint>(T).fill(0n)
  for (let index = 0; index < PARTIAL; index++) {
    const added = plus(round(HALF + index), carried)
    partial.push(added[0]!)
    carried = apply(mix, [0n, ...added.slice(1)])
  }
  const after = HALF + PARTIAL
  return {
    mix,
    mixIn: [mix[0]!, ...times(O, mix.slice(1))],
    mixOut: [[a, 1n, 0n, 0n, 0n, 0n], ...b.map((value, index) => [value, ...out[index]!])],
    a,
    b: apply(O, b),
    alpha: times([powers[5]!], back)[0]!,
    fullBefore: constants.slice(0, HALF * T),
    partial,
    fullAfter: [...plus(round(after), carried), ...constants.slice((after + 1) * T)],
  }
}

const hex = (value: bigint): string => `0x${value.toString(16).padStart(64, "0")}`
const product = (name: string, coefficient: bigint): string => `mulmod(${name}, ${hex(coefficient)}, F)`
// Six values below F may overflow 256 bits when added; four do not.
const sum = (terms: string[]): string =>
  `addmod(add(add(${terms[0]}, ${terms[1]}), add(${terms[2]}, ${terms[3]})), add(${terms[4]}, ${terms[5]}), F)`
const row = (names: string[], coefficients: Vector): string =>
  sum(names.map((name, index) => product(name, coefficients[index]!)))

/** Source of contracts/PoseidonNode.sol. */
export async function poseidonNodeSource(): Promise<string> {
  const file = join(ROOT, "node_modules", "circomlibjs", "src", "poseidon_constants.json")
  const raw = JSON.parse(await readFile(file, "utf8")) as { C: string[][]; M: string[][][] }
  const from = derive(
    raw.C[T - 2]!.map(BigInt),
    raw.M[T - 2]!.map((values) => values.map(BigInt)),
  )

  const S = ["s0", "s1", "s2", "s3", "s4", "s5"]
  const U = ["s", "u1", "u2", "u3", "u4", "u5"]
  const at = (base: string, word: number): string => (word === 0 ? base : `add(${base}, ${32 * word})`)
  const table = [...from.fullBefore, ...from.partial, ...from.fullAfter]
  const beforeAt = 32 * T
  const partialAt = beforeAt + 32 * HALF * T
  const afterAt = partialAt + 32 * PARTIAL
  const lastAt = afterAt + 32 * (HALF - 1) * T
  // result <- value^5; value and result may be one.
  const fifthPower = (value: string, square: string, result: string): string =>
    `${square} := mulmod(${value}, ${value}, F)\n${result} := mulmod(mulmod(${square}, ${square}, F), ${value}, F)`
  const sboxes = (constants: string): string =>
    [
      ...S.map((name, index) => `let ${name} := add(mload(${at("state", index)}), mload(${at(constants, index)}))`),
      "let square",
      ...S.map((name) => fifthPower(name, "square", name)),
    ].join("\n")
  const stored = (names: string[], mix: Matrix): string =>
    mix.map((coefficients, index) => `mstore(${at("state", index)}, ${row(names, coefficients)})`).join("\n")

  const source = `// SPDX-License-Identifier: MIT
// Generated by scripts/poseidon/generate.ts from circomlib's constants: do not edit.
pragma solidity 0.8.28;

/// @title P5, the hash of a tree's inner nodes: Poseidon over five inputs with circomlib's parameters
/// @notice The same function as circomlib's Poseidon(5), at less than half the gas of the usual form: the partial rounds keep the
/// five entries that do not pass the S-box in a basis in which a round takes 11 products in place of 36. The derivation stands in
/// the generator.
library PoseidonNode {
    /// @notice The hash of five children.
    /// @param children any numbers; each counts modulo r
    /// @return node below r
    function hash(uint256[5] memory children) internal pure returns (uint256 node) {
        assembly ("memory-safe") {
            let F := ${hex(F)}

            // Full rounds with the plain mix, for the constants from \`at\` up to \`end\`.
            function fullRounds(state, at, end) {
                let order := ${hex(F)}
                for {} lt(at, end) { at := add(at, ${32 * T}) } {
                    ${sboxes("at").replaceAll(", F)", ", order)")}
                    ${stored(S, from.mix).replaceAll(", F)", ", order)")}
                }
            }

            // Six words of state, then the constants of all rounds, behind the memory in use.
            let state := mload(0x40)
            ${table.map((constant, index) => `mstore(${at("state", T + index)}, ${hex(constant)})`).join("\n")}

            mstore(state, 0)
            ${[1, 2, 3, 4, 5].map((word) => `mstore(${at("state", word)}, mod(mload(${at("children", word - 1)}), F))`).join("\n")}

            fullRounds(state, add(state, ${beforeAt}), add(state, ${partialAt - 32 * T}))
            // The last full round before the partial ones mixes into their basis.
            {
                let at := add(state, ${partialAt - 32 * T})
                ${sboxes("at")}
                ${stored(S, from.mixIn)}
            }
            {
                let x := mload(state)
                ${[1, 2, 3, 4, 5].map((word) => `let u${word} := mload(${at("state", word)})`).join("\n")}
                let at := add(state, ${partialAt})
                // u5 < F, u4 < 2F, .. u1 < 5F < 2^256: only u5 and x need reducing.
                for { let end := add(state, ${afterAt - 32}) } lt(at, end) { at := add(at, 32) } {
                    x := add(x, mload(at))
                    let s
                    ${fifthPower("x", "s", "s")}
                    x := addmod(u1, ${product("s", from.a)}, F)
                    let next := ${row(U, [from.b[4]!, ...from.alpha])}
                    ${[1, 2, 3, 4].map((word) => `u${word} := add(u${word + 1}, ${product("s", from.b[word - 1]!)})`).join("\n")}
                    u5 := next
                }
                // The last partial round mixes out of the basis.
                x := add(x, mload(at))
                let s
                ${fifthPower("x", "s", "s")}
                mstore(state, addmod(u1, ${product("s", from.a)}, F))
                ${from.mixOut
                  .slice(1)
                  .map((coefficients, index) => `mstore(${at("state", index + 1)}, ${row(U, coefficients)})`)
                  .join("\n")}
            }
            fullRounds(state, add(state, ${afterAt}), add(state, ${lastAt}))
            // Of the last round only the first entry is needed.
            {
                let at := add(state, ${lastAt})
                ${sboxes("at")}
                node := ${row(S, from.mix[0]!)}
            }
        }
    }
}
`
  return format(source, {
    parser: "slang",
    plugins: ["prettier-plugin-solidity"],
    printWidth: 120,
    tabWidth: 4,
  })
}
