import type { Curve } from "snarkjs"
import { isFieldElement } from "../../crypto/field.ts"
import type { CircuitName } from "../circuits.ts"
import { withCurve } from "../curve-threads.ts"
import type { Groth16Proof } from "../groth16.ts"
import type { OnProgress } from "../progress.ts"
import { factorsNotOne } from "./bisect.ts"
import { randomCoefficient } from "./coefficient.ts"
import { errorOf } from "./equation.ts"
import { batchKey } from "./key.ts"
import { millerLoops } from "./miller.ts"
import { proofPoints } from "./points.ts"
import { areInSubgroup } from "./subgroup.ts"

/** A proof and what it is said to prove. */
export interface ClaimedProof {
  circuit: CircuitName
  proof: Groth16Proof
  /** In the circuit's order. */
  signals: readonly bigint[]
}

/**
 * Which of many proofs do not hold for their signals: the same answers as from checking each by itself, at about a tenth of the cost. The proofs may
 * be of several circuits; those of one circuit are checked together, on all cores.
 *
 * It says nothing about the signals' values. A verifier must still see that scope, root, policy and nullifier are the right ones.
 *
 * @returns ascending indices; none if all hold. A proof that does not hold is missed with a probability of 2^-128.
 */
export async function invalidProofs(claims: readonly ClaimedProof[], onProgress?: OnProgress): Promise<number[]> {
  if (claims.length === 0) return []
  let done = 0
  const onDone = (count: number): void => {
    if (count === 0) return
    done += count
    onProgress?.({ stage: "verifying", done: done / claims.length })
  }
  const groups = indicesByCircuit(claims)
  const valid = await withCurve((curve) =>
    Promise.all(
      [...groups].map(async ([circuit, indices]) => {
        const positions = await validOfOneCircuit(
          curve,
          circuit,
          indices.map((index) => claims[index] as ClaimedProof),
          onDone,
        )
        return positions.map((position) => indices[position])
      }),
    ),
  )
  // What was not found valid is invalid: nothing that fell through passes.
  const found = new Set(valid.flat())
  return [...claims.keys()].filter((index) => !found.has(index))
}

function indicesByCircuit(claims: readonly ClaimedProof[]): Map<CircuitName, number[]> {
  const groups = new Map<CircuitName, number[]>()
  for (const [index, { circuit }] of claims.entries()) {
    const group = groups.get(circuit)
    if (group === undefined) groups.set(circuit, [index])
    else group.push(index)
  }
  return groups
}

/** Positions of the claims that hold. */
async function validOfOneCircuit(
  curve: Curve,
  circuit: CircuitName,
  claims: readonly ClaimedProof[],
  onDone: (count: number) => void,
): Promise<number[]> {
  const key = batchKey(curve, circuit)
  const wellFormed = claims.flatMap(({ proof, signals }, position) => {
    const points = proofPoints(curve, proof)
    const fit = points !== undefined && signals.length === key.signals && signals.every(isFieldElement)
    return fit ? [{ position, points, signals: [...signals] }] : []
  })
  const inSubgroup = await areInSubgroup(
    curve,
    wellFormed.map(({ points }) => points.b),
  )
  // The coefficients come only now, when nothing of the batch can change any more.
  const weighted = wellFormed
    .filter((_, index) => inSubgroup[index])
    .map((claim) => ({ ...claim, coefficient: randomCoefficient() }))
  onDone(claims.length - weighted.length)

  const loops = await millerLoops(curve, weighted, onDone)
  const terms = weighted.map((claim, index) => ({ ...claim, millerLoop: loops[index] as Uint8Array }))
  const bad = new Set(
    await factorsNotOne(curve.Gt, terms.length, (from, to) => errorOf(curve, key, terms.slice(from, to))),
  )
  return terms.filter((_, index) => !bad.has(index)).map(({ position }) => position)
}
