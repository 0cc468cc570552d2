import { isFieldElement } from "../crypto/field.ts"
import { MalformedProofError } from "../errors.ts"
import { isCanonicalCoordinate, isDecimal } from "./canonical.ts"
import {
  isCircuitName,
  type BallotCircuitName,
  type CircuitName,
  type DealCircuitName,
  type QuotaCircuitName,
  type SheetCircuitName,
} from "./circuits.ts"
import { KEYS, MANIFEST } from "./generated/release.ts"
import type { Groth16Proof, ProvedSignals } from "./groth16.ts"

/**
 * Public signals by name; decimal strings of canonical field elements. Where the circuit has a list, each element is a signal: the coordinates of a
 * key are `key[0]` and `key[1]`.
 */
export type Signals = Record<string, string>

/** A proof with its public signals; plain JSON, to be stored and sent as it is. */
export interface Proof {
  version: 1
  circuit: CircuitName
  /** "dev" marks INSECURE development keys, under which anyone can forge. */
  keys: "dev" | "ceremony"
  signals: Signals
  proof: Groth16Proof
}

/** What `proveMembership` gives: signals nullifier, root, scope, message, policy. */
export interface MembershipProof extends Proof {
  circuit: "membership"
}

/** What `proveQuota` gives: signals nullifier, memberRoot, ledgerRoot, scope, message, policy, quotaPolicy. */
export interface QuotaProof extends Proof {
  circuit: QuotaCircuitName
}

/** What `proveSheet` gives: signals sheetRoot, total, groupTotals, day, message, sheetPolicy. */
export interface SheetProof extends Proof {
  circuit: SheetCircuitName
}

/** What `proveBallot` gives: signals nullifier, root, scope, policy, key, ballotRule, sequence, ciphertexts (four a ciphertext). */
export interface BallotProof extends Proof {
  circuit: BallotCircuitName
}

/** What `proveDealing` gives: signals commitments, ephemeralKey, encryptedShares, recipients, context, recipientKeys. */
export interface DealingProof extends Proof {
  circuit: DealCircuitName
}

/** What `proveDecryption` gives: signals shareKey, part, point. */
export interface DecryptionProof extends Proof {
  circuit: "decrypt"
}

/** The public form of what a prover computed. */
export function proofOf(circuit: CircuitName, { proof, signals }: ProvedSignals): Proof {
  const names = MANIFEST.circuits[circuit].publicSignals
  return {
    version: 1,
    circuit,
    keys: KEYS,
    signals: Object.fromEntries(names.map((name, index) => [name, String(signals[index])])),
    proof,
  }
}

/** A proof in numbers, its form checked: nothing in it is trusted yet. */
export interface ParsedProof {
  circuit: CircuitName
  /** By name. */
  signals: Record<string, bigint>
  /** In the circuit's order. */
  ordered: bigint[]
  proof: Groth16Proof
}

/**
 * Checks the form of something that claims to be a proof: known circuit and keys, exactly its signals, all numbers canonical. A signal + r,
 * a hex or zero-padded spelling, a missing or extra signal are refused here.
 *
 * @throws MalformedProofError
 */
export function parseProof(input: unknown): ParsedProof {
  const { version, circuit, keys, signals, proof } = object(input, "it is no object")
  if (version !== 1) throw new MalformedProofError(`its version is ${String(version)}, not 1`)
  if (!isCircuitName(circuit))
    throw new MalformedProofError(`it names the circuit ${JSON.stringify(circuit)}, which this version does not have`)
  if (keys !== KEYS)
    throw new MalformedProofError(`it was made with "${String(keys)}" keys, but this version has "${KEYS}" keys`)

  const names: readonly string[] = MANIFEST.circuits[circuit].publicSignals
  const given = object(signals, "it has no signals")
  const extra = Object.keys(given).find((name) => !names.includes(name))
  if (extra !== undefined) throw new MalformedProofError(`${circuit} has no signal "${extra}"`)
  const ordered = names.map((name) => {
    const value = Object.hasOwn(given, name) ? given[name] : undefined
    if (!isDecimal(value) || !isFieldElement(BigInt(value))) {
      throw new MalformedProofError(
        `signal ${name} is ${JSON.stringify(value)}, not the decimal string of a number below r`,
      )
    }
    return BigInt(value)
  })
  return {
    circuit,
    ordered,
    signals: Object.fromEntries(names.map((name, index) => [name, ordered[index] as bigint])),
    proof: parsePoints(proof),
  }
}

/** Elements of a list among the signals, as `ciphertexts` or `key`, in the circuit's order: rows of rows one after the other. */
export function signalList({ circuit, ordered }: Pick<ParsedProof, "circuit" | "ordered">, name: string): bigint[] {
  const names: readonly string[] = MANIFEST.circuits[circuit].publicSignals
  return ordered.filter((_, index) => names[index]?.startsWith(`${name}[`))
}

function parsePoints(input: unknown): Groth16Proof {
  const { a, b, c } = object(input, "it has no points")
  if (!Array.isArray(b) || b.length !== 2) throw new MalformedProofError("point b has no two coordinates")
  return { a: parsePair(a, "a"), b: [parsePair(b[0], "b"), parsePair(b[1], "b")], c: parsePair(c, "c") }
}

function parsePair(input: unknown, point: string): [string, string] {
  if (!Array.isArray(input) || input.length !== 2 || !input.every(isCanonicalCoordinate)) {
    throw new MalformedProofError(`point ${point} has no two decimal coordinates below q`)
  }
  return [input[0] as string, input[1] as string]
}

function object(input: unknown, problem: string): Record<string, unknown> {
  if (typeof input !== "object" || input === null || Array.isArray(input)) throw new MalformedProofError(problem)
  return input as Record<string, unknown>
}
