import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { expect } from "chai"
import { groth16 } from "snarkjs"
import { CIRCUITS } from "../../scripts/circuits/names.ts"
import { ARTIFACTS } from "../../scripts/paths.ts"
import { VerificationKeyError, verifierSource, type VerificationKey } from "../../scripts/verifiers/solidity.ts"
import { FIELD_ORDER } from "../../sdk/crypto/field.ts"
import { withCurve } from "../../sdk/proof/curve-threads.ts"
import { VERIFICATION_KEYS } from "../../sdk/proof/generated/release.ts"
import { holds, type Groth16Proof } from "../../sdk/proof/groth16.ts"

// Whatever a cheat would like to be true: that this mark, for one, is a member's of this roll.
const SIGNALS = [1n, 2n, 3n, 4n, 5n]

describe("keys whose phase 2 nobody contributed to", () => {
  let key: VerificationKey
  let fresh: VerificationKey
  let forged: Groth16Proof

  before(async () => {
    key = JSON.parse(await readFile(join(ARTIFACTS, "membership", "verification_key.json"), "utf8"))
    fresh = { ...key, vk_delta_2: key.vk_gamma_2 }
    forged = await forgedFor(fresh)
  })

  it("let anyone prove anything, from what is public alone", async () => {
    const proof = { pi_a: [...forged.a, "1"], pi_b: [...forged.b, ["1", "0"]], pi_c: [...forged.c, "1"] }
    const labelled = { ...proof, protocol: "groth16", curve: "bn128" }
    const verdict = await withCurve(() => groth16.verify(fresh, SIGNALS.map(String), labelled))
    expect(verdict).to.equal(true)
  })

  it("become no verifier, whoever says where they are from", () => {
    for (const origin of ["dev", "ceremony"] as const) {
      expect(() => verifierSource("membership", fresh, origin)).to.throw(
        VerificationKeyError,
        /vk_delta_2: is vk_gamma_2/,
      )
      expect(verifierSource("membership", key, origin)).to.include("key.delta")
    }
  })

  it("are not those that are released", async () => {
    expect(await holds("membership", forged, SIGNALS)).to.equal(false)
    for (const circuit of CIRCUITS) {
      const { vk_beta_2, vk_gamma_2, vk_delta_2 } = VERIFICATION_KEYS[circuit]
      const different = new Set([vk_beta_2, vk_gamma_2, vk_delta_2].map((point) => JSON.stringify(point)))
      expect(different.size, circuit).to.equal(3)
    }
  })
})

/** Where delta is gamma, a = alpha and b = beta leave c to cancel the statement. */
async function forgedFor({ vk_alpha_1, vk_beta_2, IC }: VerificationKey): Promise<Groth16Proof> {
  return withCurve(async ({ G1 }) => {
    const points = IC.map((point) => G1.fromObject(point.map(BigInt)))
    const terms = points.map((point, index) => (index === 0 ? point : G1.timesScalar(point, SIGNALS[index - 1]!)))
    const statement = terms.reduce((sum, term) => G1.add(sum, term))
    const [x, y] = G1.toObject(G1.toAffine(G1.timesScalar(statement, FIELD_ORDER - 1n))) as [bigint, bigint]
    const [a, b] = [vk_alpha_1.slice(0, 2), vk_beta_2.slice(0, 2)]
    return { a, b, c: [String(x), String(y)] } as Groth16Proof
  })
}
