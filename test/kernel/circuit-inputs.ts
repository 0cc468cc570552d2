import type { CircuitSignals } from "snarkjs"
import { secretShareOf, KeyShare } from "../../sdk/ballot/key-share.ts"
import { BallotRules } from "../../sdk/ballot/rule-makers.ts"
import { SecretBallot } from "../../sdk/ballot/secret-ballot.ts"
import { generatorTimes } from "../../sdk/crypto/baby-jubjub.ts"
import { isQuotaCircuit, QUOTA_CIRCUITS, sheetCircuit, type CircuitName } from "../../sdk/proof/circuits.ts"
import { proveBallot } from "../../sdk/proof/prove-ballot.ts"
import { proveDealing } from "../../sdk/proof/prove-dealing.ts"
import { proveMembership } from "../../sdk/proof/prove-membership.ts"
import { proveQuota } from "../../sdk/proof/prove-quota.ts"
import { proveSheet } from "../../sdk/proof/prove-sheet.ts"
import type { Prover } from "../../sdk/proof/prover.ts"
import { Scope } from "../../sdk/scope.ts"
import { Ledger } from "../../sdk/labor/ledger.ts"
import { Sheet } from "../../sdk/labor/sheet.ts"
import { seatNumber, termsOf, trusteeNumber } from "../sdk/ballot/committee-scene.ts"
import { memberNumber, SHEET_RULES, smallCommune } from "../sdk/commune.ts"

const SCOPE = Scope.offChain("https://tools.example", "van, week 12")
const POLICY = { classes: ["full"] }
const { members, roll } = smallCommune()
const ana = memberNumber(1)

/** An input that satisfies a circuit: what the package's own calls give its prover. */
export async function inputOf(circuit: CircuitName): Promise<CircuitSignals> {
  if (circuit === "decrypt") return { share: secretShareOf(new KeyShare(1, 1234567n)), point: [...generatorTimes(77n)] }
  let caught: CircuitSignals | undefined
  const prover = {
    circuit,
    async prove(input: CircuitSignals): Promise<never> {
      caught = input
      throw new Error("caught")
    },
  } as unknown as Prover
  await statement(circuit, prover).catch((error: unknown) => {
    if (caught === undefined) throw error
  })
  return caught!
}

function statement(circuit: CircuitName, prover: Prover): Promise<unknown> {
  const sheet = sheetCircuit(circuit)
  if (sheet !== undefined) {
    const rows = Array.from({ length: sheet.rows }, (_, index) => ({
      commitment: members[index % members.length]!.commitment,
      amount: 60 + index,
      kind: index % 2,
    }))
    return proveSheet(Sheet.of("2026-01-04", rows), { rules: SHEET_RULES, message: "week 1", prover })
  }
  if (isQuotaCircuit(circuit)) {
    const { records } = QUOTA_CIRCUITS.find(({ circuit: name }) => name === circuit)!
    const sheets = Array.from({ length: records }, (_, index) =>
      Sheet.of("2026-01-04", [{ commitment: ana.commitment, amount: 60 + index, kind: 0 }]),
    )
    const quota = { kinds: [0], from: "2026-01-01", to: "2026-01-31", atLeast: 60 * records }
    const openings = sheets.flatMap((one) => one.openingsFor(ana.commitment))
    return proveQuota(ana, roll, Ledger.of(sheets), { scope: SCOPE, policy: POLICY, quota, openings, prover })
  }
  if (circuit === "ballot-4" || circuit === "ballot-12") {
    const [options, ciphertexts] = circuit === "ballot-4" ? [4, 1] : [12, 3]
    const rule = BallotRules.score({ options, maxScore: 10 })
    const scores = Array.from({ length: options }, (_, index) => index % 10)
    const ballot = SecretBallot.encrypt({ options, ciphertexts, key: generatorTimes(99n), rule }, scores)
    return proveBallot(ana, roll, { scope: SCOPE, policy: POLICY, ballot, sequence: 1, prover })
  }
  if (circuit === "deal-5" || circuit === "deal-9")
    return proveDealing(trusteeNumber(1), seatNumber(1), termsOf(circuit === "deal-5" ? 5 : 9, 3), { prover })
  if (circuit === "membership")
    return proveMembership(ana, roll, { scope: SCOPE, policy: POLICY, message: "van", prover })
  throw new Error(`there is no input for ${circuit}`)
}
