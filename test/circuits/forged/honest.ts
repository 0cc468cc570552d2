import type { CircuitName } from "../../../scripts/circuits/names.ts"
import { seeded } from "../../../scripts/vectors/seeded.ts"
import { ballotInputs } from "../ballot-model.ts"
import { draftOf, electorate, voter } from "../ballot-scene.ts"
import { IDENTITY, ORDER, times } from "../curve.ts"
import { dealingInputs } from "../dealing-model.ts"
import type { Inputs } from "../harness/calculator.ts"
import { membershipInputs, quotaInputs, R } from "../model.ts"
import { dummy, entry, ledgerWith, member, required, roll, use } from "../quota-scene.ts"
import { CERTIFICATE, KINDS, sheetInputs, type Row } from "../sheet-model.ts"

/*
 * One good witness for each released circuit, in which everything that can be there is there: records and a dummy, rows of all groups and empty ones,
 * published groups and such that are kept back, a lane that is not used, a trustee who is missing. Forgers start from it.
 */

const random = seeded("forged", R)
const scalar = (): bigint => random() % ORDER

/** So many records on as many sheets, the last one a dummy where there are several. */
function quota(records: number): Inputs {
  const real = Array.from({ length: Math.max(1, records - 1) }, (_, week) =>
    entry(week, 3 * week, { day: required.from + 5n * BigInt(week), amount: 480n + BigInt(week) }),
  )
  const lines = records === 1 ? real : [...real, dummy()]
  const threshold = real.reduce((sum, { amount }) => sum + amount, 0n)
  const slot = { ...use, slot: 1n, policy: { ...use.policy, limit: 3n } }
  return quotaInputs(member, roll, 25, slot, ledgerWith(real, 14), lines, { ...required, threshold })
}

/** Rows of eight groups in turn and a certificate in each ninth place; every tenth place is empty. */
function sheet(rows: number): Inputs {
  const row = (index: number): Row | undefined => {
    if (index % 10 === 9) return undefined
    const kind = index % 9
    return { commitment: random(), amount: kind === 8 ? 1n : 60n + BigInt(index), kind: BigInt(kind), salt: random() }
  }
  return sheetInputs(rows, {
    rows: Array.from({ length: rows }, (_, index) => row(index)),
    day: 19800n,
    message: random(),
    policy: {
      groups: Array.from({ length: KINDS }, (_, kind) => (kind < 8 ? kind + 1 : kind === 8 ? CERTIFICATE : 0)),
      cap: 840n,
      minimumRows: 2,
    },
    published: [true, true, false, true, true, true, true, false],
  })
}

const ballot = (ciphertexts: number): Inputs =>
  ballotInputs(voter, electorate, 25, draftOf(ciphertexts, [5n, 0n, 3n, 0n, 2n, 1n], { laneWidth: 13n, quadratic: 1n }))

/** A threshold of 3, and a place that nobody holds. */
function dealing(trustees: number): Inputs {
  const keys = Array.from({ length: trustees }, (_, place) => (place === 3 ? IDENTITY : times(scalar())))
  return dealingInputs({
    coefficients: Array.from({ length: trustees }, (_, power) => (power < 3 ? scalar() : 0n)),
    ephemeral: scalar(),
    context: random() >> 6n,
    recipientKeys: keys,
  })
}

/** What an honest prover puts into each circuit. */
export const HONEST: Readonly<Record<CircuitName, Inputs>> = {
  membership: membershipInputs(member, roll, 25, { ...use, slot: 1n, policy: { ...use.policy, limit: 3n } }),
  "quota-1": quota(1),
  "quota-4": quota(4),
  "quota-13": quota(13),
  "sheet-25": sheet(25),
  "sheet-125": sheet(125),
  "ballot-4": ballot(1),
  "ballot-12": ballot(3),
  decrypt: { share: scalar(), point: times(scalar()) },
  "deal-5": dealing(5),
  "deal-9": dealing(9),
}
