// Where verifiers could be a little too generous, or say a little too little: each of these was a change of their code that no other test noticed.
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect } from "chai"
import {
  BallotRules,
  InvalidInputError,
  MalformedProofError,
  proveDealing,
  proveMembership,
  RequirementNotMetError,
} from "../../sdk/index.ts"
import {
  Scope,
  StoreError,
  verify,
  verifyBallot,
  verifyDealing,
  verifyDecryption,
  verifyTogether,
} from "../../sdk/index.ts"
import type { BallotProof, DecryptionProof, MembershipProof, Policy } from "../../sdk/index.ts"
import { generatorTimes } from "../../sdk/crypto/baby-jubjub.ts"
import { DEFAULT_CLASSES } from "../../sdk/member/attributes.ts"
import { SqliteNullifiers } from "../../sdk/nullifiers/sqlite.ts"
import { describePolicy, packPolicy, policyTerms } from "../../sdk/policy.ts"
import { inChunks } from "../../sdk/proof/batch/chunks.ts"
import { invalidProofs } from "../../sdk/proof/batch/invalid-proofs.ts"
import { isCanonicalCoordinate, isDecimal } from "../../sdk/proof/canonical.ts"
import { isCircuitName } from "../../sdk/proof/circuits.ts"
import { RootHistory } from "../../sdk/tree/root-history.ts"
import { seatNumber, termsOf, trusteeNumber } from "../sdk/ballot/committee-scene.ts"
import { memberNumber, smallCommune } from "../sdk/commune.ts"
import { refused } from "../sdk/refused.ts"

const BASE_FIELD_ORDER = 21888242871839275222246405745257275088696311157297823662689037894645226208583n
const SCOPE = Scope.offChain("https://tools.example", "van")
const POLICY: Policy = { classes: ["full"] }
const { roll } = smallCommune()

describe("a verifier", () => {
  let proof: MembershipProof

  before(async () => {
    proof = await proveMembership(memberNumber(1), roll, { scope: SCOPE, policy: POLICY })
  })

  const changed = (change: (copy: MembershipProof) => void): MembershipProof => {
    const copy = structuredClone(proof)
    change(copy)
    return copy
  }
  const required = { scope: SCOPE, policy: POLICY, roll }

  it("takes no coordinate from q on, and numbers of up to 78 digits in one spelling only", () => {
    expect(isCanonicalCoordinate(String(BASE_FIELD_ORDER - 1n))).to.equal(true)
    expect(isCanonicalCoordinate(String(BASE_FIELD_ORDER))).to.equal(false)
    for (const text of ["0", "7", "1".repeat(78)]) expect(isDecimal(text), text).to.equal(true)
    for (const text of ["", "00", "07", "-7", "+7", "7.0", "7e1", " 7", "7\n", "0x7", "1".repeat(79), 7, 7n, ["7"]])
      expect(isDecimal(text), String(text)).to.equal(false)
  })

  it("takes no list with a circuit's name in it for the name", async () => {
    expect(isCircuitName("membership")).to.equal(true)
    expect(isCircuitName(["membership"])).to.equal(false)
    const listed = changed((copy) => (copy.circuit = ["membership"] as never))
    await refused(() => verify(listed, required), MalformedProofError, "circuit")
  })

  it("takes no point b with more or fewer coordinates", async () => {
    const [x, y] = proof.proof.b
    for (const b of [[x, y, ["1", "0"]], [x], [], { 0: x, 1: y, length: 2 }])
      await refused(
        () =>
          verify(
            changed((copy) => (copy.proof.b = b as never)),
            required,
          ),
        MalformedProofError,
        "point b",
      )
  })

  it("takes no other circuit's proof for a trustee's part", async () => {
    const requirements = { shareKey: generatorTimes(5n), point: generatorTimes(6n) }
    const error = await refused(
      () => verifyDecryption(proof as unknown as DecryptionProof, requirements),
      RequirementNotMetError,
    )
    expect([error.signal, error.details["found"], error.details["required"]]).to.deep.equal([
      "circuit",
      "membership",
      "decrypt",
    ])
  })

  it("takes no action without any proof", async () => {
    const error = await refused(() => verifyTogether([]), RequirementNotMetError, "number of proofs")
    expect(error.signal).to.equal("number of proofs")
  })

  it("says how many ciphertexts a ballot must have", async () => {
    const rule = BallotRules.choice()
    for (const [options, ciphertexts, text] of [
      [4, 1, "ballot of 1 ciphertext."],
      [12, 3, "ballot of 3 ciphertexts."],
    ] as const) {
      const terms = { options, ciphertexts, key: generatorTimes(7n), rule }
      const requirements = { scope: SCOPE, policy: POLICY, root: roll.root, terms }
      const error = await refused(
        () => verifyBallot(proof as unknown as BallotProof, requirements),
        RequirementNotMetError,
      )
      expect(`${String(error.details["required"])}.`).to.equal(text)
    }
  })

  it("gives the shares of a dealing to those who are there, and none to empty places", async () => {
    const terms = termsOf(4, 2)
    const dealt = await verifyDealing(await proveDealing(trusteeNumber(1), seatNumber(1), terms), {
      seat: seatNumber(1),
      terms,
    })
    expect(dealt.encryptedShares).to.have.length(4)
    expect(dealt.commitments).to.have.length(2)
  })

  it("says of a batch only how far it came, step by step, and nothing before the first", async () => {
    const claim = { circuit: proof.circuit, proof: proof.proof, signals: Object.values(proof.signals).map(BigInt) }
    const steps: number[] = []
    expect(await invalidProofs([claim, claim], ({ done }) => steps.push(done))).to.deep.equal([])
    expect(steps).to.deep.equal([1])
  })

  it("works on a batch in pieces of which none is empty", async () => {
    const sizes: number[] = []
    const work = (chunk: readonly number[]): Promise<number[]> => {
      sizes.push(chunk.length)
      return Promise.resolve([...chunk])
    }
    const items = Array.from({ length: 12 }, (_, index) => index)
    expect(await inChunks(items, work)).to.deep.equal(items)
    expect(sizes).to.deep.equal([5, 5, 2])
  })

  it("does not know a root again that it has forgotten, though its clock goes back", async () => {
    let now = 0
    const history = new RootHistory({ rootWindow: 60, now: () => now })
    history.supersede(1n)
    now = 60_000
    expect(await history.accepts(1n, 2n)).to.equal(false)
    now = 59_999
    expect(await history.accepts(1n, 2n)).to.equal(false)
  })

  it("reads a policy in one order, says it in words, and names the limits of one that is none", async () => {
    const terms = policyTerms({ classes: ["consumer", "full", "worker", "full"] }, DEFAULT_CLASSES)
    expect(terms.classes).to.deep.equal([1, 2, 3])
    const words = (policy: Policy) => describePolicy(packPolicy(policyTerms(policy, DEFAULT_CLASSES)), DEFAULT_CLASSES)
    expect(words({ classes: ["full"] })).to.equal("full, 1 use")
    expect(words({ classes: ["full"], admittedBy: 0, uses: 3 })).to.equal("full admitted by 1970-01-01, 3 uses")
    const tooMany = () => policyTerms({ classes: ["full"], uses: 65_536 }, DEFAULT_CLASSES)
    await refused(tooMany, InvalidInputError, "from 1 to 65535")
  })

  it("has closed its file of nullifiers when it is done with it", async () => {
    const folder = await mkdtemp(join(tmpdir(), "rochdale-nullifiers-"))
    try {
      let kept: SqliteNullifiers
      {
        await using store = await SqliteNullifiers.open(join(folder, "used.db"))
        kept = store
      }
      await refused(() => kept.spend(1n, 2n), StoreError, "write")
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
