import { poseidon3, poseidon5 } from "poseidon-lite"
import type { CircuitName } from "../../../scripts/circuits/names.ts"
import { encrypted, keepsTo, packLanes, PER } from "../ballot-model.ts"
import { isOnCurve, ORDER, SCALARS, times, type Point } from "../curve.ts"
import { maskOf, valueAt, type Dealing } from "../dealing-model.ts"
import { commitment, leaf, LEDGER_LEVELS, R, record, RECORD_LEVELS, ROLL_LEVELS } from "../model.ts"
import { GROUPS, isInOrder, KINDS, sheetPublics, type SheetDraft } from "../sheet-model.ts"

/*
 * What each circuit states, once more, in plain integers: whether the public signals of a witness are true of what its prover put in. It reads the inputs
 * and the public signals, and nothing that was computed between them.
 */

/** Values of the main component's inputs, by name without "main.". */
export type Read = (signal: string) => bigint

/** Whether a statement is true; undefined where no verifier would ask for it, since a key or point in it is none. */
export function isTrue(circuit: CircuitName, read: Read, publics: readonly bigint[]): boolean | undefined {
  const [family, size] = circuit.split("-") as [string, string | undefined]
  if (family === "membership") return membership(read, publics)
  if (family === "quota") return quota(Number(size), read, publics)
  if (family === "sheet") return sheet(Number(size), read, publics)
  if (family === "ballot") return ballot(Number(size) / PER, read, publics)
  if (family === "decrypt") return decryption(read, publics)
  return dealing(Number(size), read, publics)
}

const bits = (value: bigint, from: number, count: number): bigint =>
  (value >> BigInt(from)) & ((1n << BigInt(count)) - 1n)
const list = (count: number, of: (index: number) => bigint): bigint[] =>
  Array.from({ length: count }, (_, index) => of(index))

/** Whose secret it is, where the leaf stands, and what the policy says. */
function isMember(read: Read, [nullifier, root]: readonly bigint[], policy: bigint): boolean {
  const [secret, klass, admitted, slot] = [read("secret"), read("class"), read("admitted"), read("slot")]
  const permitted =
    policy < 1n << 52n &&
    klass < 16n &&
    bits(policy, Number(klass), 1) === 1n &&
    admitted <= bits(policy, 16, 20) &&
    slot < bits(policy, 36, 16)
  return (
    permitted &&
    nullifier === poseidon3([read("scope"), slot, secret]) &&
    root === rootAbove(leaf({ secret, class: klass, admitted }), read, "memberPath", "memberHeight", ROLL_LEVELS, 1)
  )
}

/** The node that a one-hot height picks above a leaf; undefined where a level is missing or the height is none. */
function rootAbove(
  from: bigint,
  read: Read,
  path: string,
  height: string,
  levels: number,
  lowest: number,
): bigint | undefined {
  const picks = list(levels - lowest + 1, (index) => read(`${height}[${index}]`))
  if (picks.filter((pick) => pick === 1n).length !== 1 || picks.some((pick) => pick > 1n)) return undefined
  const nodes = [from]
  for (let level = 0; level < levels; level++) {
    const children = list(5, (child) => read(`${path}[${level}][${child}]`))
    if (!children.includes(nodes[level]!)) return undefined
    nodes.push(poseidon5(children))
  }
  return nodes[lowest + picks.indexOf(1n)]
}

function membership(read: Read, publics: readonly bigint[]): boolean {
  return (
    isMember(read, publics, read("policy")) && same(publics.slice(2), [read("scope"), read("message"), read("policy")])
  )
}

function quota(records: number, read: Read, publics: readonly bigint[]): boolean {
  const policy = read("quotaPolicy")
  const stated = [read("ledgerRoot"), read("scope"), read("message"), read("policy"), policy]
  if (!isMember(read, publics, read("policy")) || !same(publics.slice(2), stated) || policy >= 1n << 100n) return false
  const owner = commitment(read("secret"))
  const seen = new Set<bigint>()
  let total = 0n
  for (let index = 0; index < records; index++) {
    const [amount, day, kind, salt] = ["amount", "day", "kind", "salt"].map((part) => read(`${part}[${index}]`)) as [
      bigint,
      bigint,
      bigint,
      bigint,
    ]
    const hash = record(owner, { amount, day, kind, salt })
    const counts =
      amount < 1n << 24n &&
      day >= bits(policy, 32, 20) &&
      day <= bits(policy, 52, 20) &&
      kind < BigInt(KINDS) &&
      bits(policy, Number(kind), 1) === 1n
    // All paths have to hold together; a record that counts has to end at the ledger's root.
    const root = rootAbove(
      hash,
      read,
      `recordPath[${index}]`,
      "ledgerHeight",
      RECORD_LEVELS,
      RECORD_LEVELS - LEDGER_LEVELS + 1,
    )
    if (!counts || seen.has(hash) || root === undefined || (amount > 0n && root !== read("ledgerRoot"))) return false
    seen.add(hash)
    total += amount
  }
  return total >= bits(policy, 72, 28)
}

function sheet(rows: number, read: Read, publics: readonly bigint[]): boolean {
  const policy = read("sheetPolicy")
  const flags = [...list(rows, (row) => read(`used[${row}]`)), ...list(GROUPS, (group) => read(`published[${group}]`))]
  if (policy >= 1n << 159n || flags.some((flag) => flag > 1n)) return false
  const draft: SheetDraft = {
    rows: list(rows, BigInt).map((row) =>
      read(`used[${row}]`) === 0n
        ? undefined
        : {
            commitment: read(`commitment[${row}]`),
            amount: read(`amount[${row}]`),
            kind: read(`kind[${row}]`),
            salt: read(`salt[${row}]`),
          },
    ),
    day: read("day"),
    message: read("message"),
    policy: {
      groups: list(KINDS, (kind) => bits(policy, 4 * kind, 4)).map(Number),
      cap: bits(policy, 128, 24),
      minimumRows: Number(bits(policy, 152, 7)),
    },
    published: list(GROUPS, (group) => read(`published[${group}]`)).map((flag) => flag === 1n),
  }
  const blank = draft.rows.every(
    (row, index) => row !== undefined || (read(`amount[${index}]`) === 0n && read(`kind[${index}]`) === 0n),
  )
  return blank && isInOrder(draft) && same(publics, sheetPublics(draft))
}

function ballot(ciphertexts: number, read: Read, publics: readonly bigint[]): boolean | undefined {
  const key: Point = [read("key[0]"), read("key[1]")]
  if (!isInGroup(key)) return undefined
  const rule = read("ballotRule")
  const scores = list(PER * ciphertexts, (lane) => read(`score[${lane}]`))
  const shown = list(4 * ciphertexts, (index) => read(`ciphertexts[${Math.floor(index / 4)}][${index % 4}]`))
  const stated = [read("scope"), read("policy"), ...key, rule, read("sequence"), ...shown]
  if (!isMember(read, publics, read("policy")) || !same(publics.slice(2), stated) || rule >= 1n << 67n) return false
  const permitted = keepsTo(scores, {
    used: bits(rule, 0, 12),
    maxScore: bits(rule, 18, 8),
    minTotal: bits(rule, 26, 20),
    maxTotal: bits(rule, 46, 20),
    quadratic: bits(rule, 66, 1),
  })
  const fresh = list(ciphertexts, (place) => read(`randomness[${place}]`))
  const messages = fresh.map((_, place) => packLanes(scores.slice(PER * place, PER * place + PER), bits(rule, 12, 6)))
  return (
    permitted &&
    fresh.every((value) => value < SCALARS) &&
    messages.every((message) => message < 1n << 40n) &&
    same(
      shown,
      messages.flatMap((message, place) => encrypted(message, fresh[place]!, key)),
    )
  )
}

function decryption(read: Read, publics: readonly bigint[]): boolean | undefined {
  const point: Point = [read("point[0]"), read("point[1]")]
  if (!isInGroup(point)) return undefined
  const share = read("share")
  return share < SCALARS && same(publics, [...times(share), ...times(share, point), ...point])
}

function dealing(trustees: number, read: Read, publics: readonly bigint[]): boolean | undefined {
  const recipientKeys = Array.from({ length: trustees }, (_, j): Point => [
    read(`recipientKeys[${j}][0]`),
    read(`recipientKeys[${j}][1]`),
  ])
  if (!recipientKeys.every(isInGroup)) return undefined
  const coefficients = list(trustees, (k) => read(`coefficient[${k}]`))
  const [ephemeral, context, recipients] = [read("ephemeral"), read("context"), read("recipients")]
  if ([...coefficients, ephemeral].some((value) => value >= SCALARS) || recipients >= 1n << BigInt(trustees))
    return false
  const stated: Dealing = { coefficients, ephemeral, context, recipientKeys }
  const head = [...coefficients.flatMap((value) => times(value)), ...times(ephemeral)]
  const shares = publics.slice(head.length, head.length + trustees)
  const fits = shares.every((share, j) => {
    if (bits(recipients, j, 1) === 0n) return share === 0n
    // A share and its twin, a whole l more, open the same.
    const plain = (share - maskOf(stated, j) + R) % R
    return plain < SCALARS && plain % ORDER === valueAt(coefficients, j + 1) % ORDER
  })
  return fits && same(publics, [...head, ...shares, recipients, context, ...recipientKeys.flat()])
}

function isInGroup(point: Point): boolean {
  if (!isOnCurve(point)) return false
  const [x, y] = times(ORDER - 1n, point)
  // (l - 1) times it is its opposite, or else it is in another coset.
  return x === (R - point[0]) % R && y === point[1]
}

function same(first: readonly bigint[], second: readonly bigint[]): boolean {
  return first.length === second.length && first.every((value, index) => value === second[index])
}
