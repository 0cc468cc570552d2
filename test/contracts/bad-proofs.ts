import type { SolidityProof } from "./prover.ts"

const BASE_FIELD_ORDER = 21888242871839275222246405745257275088696311157297823662689037894645226208583n

// A point with x = 1 of the curve that G2 lies on, but outside the subgroup of order r.
const OUTSIDE_SUBGROUP: SolidityProof["b"] = [
  [0n, 1n],
  [
    5912654199736721486680175016176231956195085055698687135131307249486702594212n,
    18278151005453108793778860132295291098363647455926340152056652516292830556603n,
  ],
]

/** What can be made of a proof so that it is none, by name. */
export function badProofs({ a, b, c }: SolidityProof): [what: string, wrong: SolidityProof][] {
  const most = 2n ** 256n - 1n
  const more = (value: bigint) => value + BASE_FIELD_ORDER
  const minus = ([x, y]: [bigint, bigint]): [bigint, bigint] => [x, BASE_FIELD_ORDER - y]
  const zeros = [0n, 0n] as [bigint, bigint]
  return [
    ["a off the curve", { a: [a[0], a[1] + 1n], b, c }],
    ["b off the curve", { a, b: [[b[0][0] + 1n, b[0][1]], b[1]], c }],
    ["c off the curve", { a, b, c: [c[0] + 1n, c[1]] }],
    ["b outside the subgroup", { a, b: OUTSIDE_SUBGROUP, c }],
    ["a.x + q", { a: [more(a[0]), a[1]], b, c }],
    ["a.y + q", { a: [a[0], more(a[1])], b, c }],
    ["b.x imaginary + q", { a, b: [[more(b[0][0]), b[0][1]], b[1]], c }],
    ["b.x real + q", { a, b: [[b[0][0], more(b[0][1])], b[1]], c }],
    ["b.y imaginary + q", { a, b: [b[0], [more(b[1][0]), b[1][1]]], c }],
    ["b.y real + q", { a, b: [b[0], [b[1][0], more(b[1][1])]], c }],
    ["c.x + q", { a, b, c: [more(c[0]), c[1]] }],
    ["c.y + q", { a, b, c: [c[0], more(c[1])] }],
    [
      "the largest numbers",
      {
        a: [most, most],
        b: [
          [most, most],
          [most, most],
        ],
        c: [most, most],
      },
    ],
    ["zeros", { a: zeros, b: [zeros, zeros], c: zeros }],
    ["a at infinity", { a: zeros, b, c }],
    ["b at infinity", { a, b: [zeros, zeros], c }],
    ["c at infinity", { a, b, c: zeros }],
    ["-a", { a: minus(a), b, c }],
    ["-c", { a, b, c: minus(c) }],
    ["a and c exchanged", { a: c, b, c: a }],
  ]
}

/** Another proof of the same: Groth16 lets anyone make it. */
export function sameAgain({ a, b, c }: SolidityProof): SolidityProof {
  const minus = (value: bigint): bigint => BASE_FIELD_ORDER - value
  return { a: [a[0], minus(a[1])], b: [b[0], [minus(b[1][0]), minus(b[1][1])]], c }
}
