// An auditor who has the secret ballots of a poll before them: every proof is checked, and the ciphertexts are added up. Told who verifies.
import { groth16 } from "snarkjs"
import { generatorTimes, pointSum } from "../../sdk/crypto/baby-jubjub.ts"
import { BallotRules, Member, Prover, proveBallot, Roll, Scope, SecretBallot, unflatten } from "../../sdk/index.ts"
import { invalidProofs } from "../../sdk/proof/batch/invalid-proofs.ts"
import { VERIFICATION_KEYS } from "../../sdk/proof/generated/release.ts"
import { parseProof } from "../../sdk/proof/proof.ts"
import { repeated } from "./few-proofs.ts"
import { serve, timed } from "./serve.ts"

const DIFFERENT = 10

const [verifier] = process.argv.slice(2) as ["batch" | "snarkjs"]
const member = Member.create()
const roll = Roll.of([{ commitment: member.commitment, class: "full", admitted: "2024-03-01" }])
const terms = {
  options: 3,
  ciphertexts: 1,
  key: generatorTimes(123_456_789n),
  rule: BallotRules.choice(),
}
type Claim = Parameters<typeof invalidProofs>[0][number]
const ballots: { claim: Claim; ciphertexts: bigint[] }[] = []
const prover = await Prover.open("ballot-4")
for (let sequence = 0; sequence < DIFFERENT; sequence++) {
  const scope = Scope.offChain("https://bench.example", `poll ${sequence}`)
  const ballot = SecretBallot.encrypt(terms, [1, 0, 0])
  const ciphertexts = [...ballot.ciphertexts]
  const proof = await proveBallot(member, roll, { scope, policy: { classes: ["full"] }, ballot, sequence, prover })
  const { circuit, proof: points, ordered } = parseProof(proof)
  ballots.push({ claim: { circuit, proof: points, signals: ordered }, ciphertexts })
}
await prover.close()

serve({
  audit: (count) =>
    timed(async () => {
      const cast = Array.from({ length: count }, (_, index) => repeated(ballots, index))
      const claims = cast.map(({ claim }) => claim)
      const valid = verifier === "batch" ? (await invalidProofs(claims)).length === 0 : await holdOneByOne(claims)
      if (!valid) throw new Error("a ballot that holds was refused")
      const [first, ...others] = cast.flatMap(({ ciphertexts }) => unflatten(ciphertexts))
      others.reduce(
        (sum, ballot) => ({
          first: pointSum(sum.first, ballot.first),
          second: pointSum(sum.second, ballot.second),
        }),
        first!,
      )
    }),
})

async function holdOneByOne(claims: readonly Claim[]): Promise<boolean> {
  for (const { circuit, proof, signals } of claims) {
    const points = {
      pi_a: [...proof.a, "1"],
      pi_b: [...proof.b, ["1", "0"]],
      pi_c: [...proof.c, "1"],
      protocol: "groth16",
      curve: "bn128",
    }
    if (!(await groth16.verify(VERIFICATION_KEYS[circuit], signals.map(String), points))) return false
  }
  return true
}
