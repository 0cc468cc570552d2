import { expect } from "chai"
import fc from "fast-check"
import { AbiCoder, id, keccak256 } from "ethers"
import { cases } from "../../scripts/assure/thoroughness.ts"
import { FIELD_ORDER } from "../../sdk/crypto/field.ts"
import { as } from "../contracts/chain.ts"
import { terms } from "../contracts/assembly-scene.ts"
import { maskOf } from "../contracts/dealing-witness.ts"
import { NO_PROOF } from "../contracts/ledger-scene.ts"
import type { SolidityProof } from "../contracts/prover.ts"
import { SecretScene } from "../contracts/secret-scene.ts"
import { SHEET_POLICY } from "../contracts/sheet-witness.ts"
import { CommitteeScene } from "../contracts/trustees-scene.ts"
import { passesWith, signalsAsked, tried } from "./spy.ts"

const RUNS = cases(8, 500)

const element = fc.oneof(fc.bigInt(0n, FIELD_ORDER - 1n), fc.constantFrom(0n, 1n, FIELD_ORDER - 1n))
const proof = fc.tuple(element, element).map(([a, c]): SolidityProof => ({ ...NO_PROOF, a: [a, a], c: [c, c] }))
const sequence = fc.bigInt(0n, 2n ** 64n - 1n)
const points = (count: number) => fc.array(fc.tuple(element, element), { minLength: count, maxLength: count })

/** What the protocol says of a number made on this chain, whatever the contract's own function says. */
function bound(tag: string, types: readonly string[], values: readonly unknown[]): bigint {
  return (
    BigInt(
      keccak256(AbiCoder.defaultAbiCoder().encode(["bytes32", "uint256", ...types], [id(tag), 31337, ...values])),
    ) >> 8n
  )
}

/*
 * Every public signal is one that the contract keeps, computes or was sent as the very thing that is claimed; a policy, a scope, a root, a key
 * or a rule never comes from whoever proves. The prover's part of each call is random, and what the contract asks its verifier is compared
 * with what the poll was frozen with.
 */
describe("public signals", () => {
  let secret: SecretScene
  let publicPoll: bigint
  let frozen: Frozen
  let frozenSecret: Frozen

  before(async () => {
    secret = await SecretScene.open({ ballots: false, decryption: false })
    const { scene } = secret
    publicPoll = await scene.convene()
    const secretPoll = await secret.convene()
    ;[frozen, frozenSecret] = [await freeze(publicPoll), await freeze(secretPoll)]
    // After polls were opened the roll goes on.
    await scene.admit({ commitment: 77n, class: 1, admitted: 1 })
  })

  async function freeze(pollId: bigint): Promise<Frozen> {
    const { scene, assembly } = secret
    const address = await assembly.getAddress()
    const scope = bound("rochdale/scope/chain/v1", ["address", "uint256"], [address, pollId])
    const policy = BigInt(terms().classes) + (BigInt(terms().admittedBy) << 16n) + (1n << 36n)
    const { ballotRule } = (await assembly.poll(pollId)) as { ballotRule: bigint }
    return { pollId, root: scene.roll.root, scope, policy, key: [...secret.key], ballotRule }
  }

  it("of a public ballot are the poll's", async () => {
    const { scene } = secret
    const verifier = String(await scene.assembly.membershipVerifier())
    await fc.assert(
      fc.asyncProperty(element, fc.nat(2), proof, async (nullifier, option, given) => {
        const call = () => tried(scene.chain, scene.assembly, "vote", [publicPoll, nullifier, option, given, []])
        const { root, scope, policy } = frozen
        expect(await signalsAsked(scene.chain, verifier, call)).to.deep.equal([
          nullifier,
          root,
          scope,
          BigInt(option),
          policy,
        ])
      }),
      { numRuns: RUNS },
    )
  })

  it("of public ballots in a batch are the poll's, each with its own proof", async () => {
    const { scene } = secret
    const verifier = String(await scene.assembly.membershipVerifier())
    const ballot = fc.record({ nullifier: element, option: fc.nat(2), proof })
    const batch = fc.uniqueArray(ballot, { minLength: 2, maxLength: 4, selector: ({ nullifier }) => nullifier })
    await fc.assert(
      fc.asyncProperty(batch, fc.nat(4), async (ballots, changed) => {
        const { root, scope, policy } = frozen
        const call = () =>
          tried(scene.chain, scene.assembly, "voteMany", [
            publicPoll,
            ballots.map((of) => ({ ...of, quotaProofs: [] })),
          ])
        const signals = ballots.map(({ nullifier, option }) => [nullifier, root, scope, BigInt(option), policy])
        const proofs = ballots.map((of) => of.proof)
        expect(await passesWith(scene.chain, verifier, proofs, signals, call), "as the poll has them").to.equal(true)
        signals[1]![changed]! += 1n
        expect(await passesWith(scene.chain, verifier, proofs, signals, call), `signal ${changed}`).to.equal(false)
      }),
      { numRuns: RUNS },
    )
  })

  it("of a secret ballot are the poll's, and of one that replaces it", async () => {
    const { scene, assembly } = secret
    const verifier = String(await assembly.ballotVerifier(1))
    const { pollId, root, scope, policy, key, ballotRule } = frozenSecret
    const first = await secret.ballot(scene.voters[0]!, [1, 0, 0], { pollId })
    const restore = await secret.remember()
    await fc.assert(
      fc.asyncProperty(element, sequence, points(2), proof, async (nullifier, number, two, given) => {
        const ciphertexts = two.flat()
        const ballot = { sequence: number, ciphertexts }
        const expected = [nullifier, root, scope, policy, ...key, ballotRule, number, ...ciphertexts]
        const cast = () => tried(scene.chain, assembly, "castBallot", [pollId, nullifier, ballot, given, []])
        expect(await signalsAsked(scene.chain, verifier, cast)).to.deep.equal(expected)
      }),
      { numRuns: RUNS },
    )
    await secret.send(first)
    const [, nullifier, previous] = first
    await fc.assert(
      fc.asyncProperty(fc.bigInt(2n, 2n ** 64n - 1n), points(2), proof, async (number, two, given) => {
        const ballot = { sequence: number, ciphertexts: two.flat() }
        const expected = [nullifier, root, scope, policy, ...key, ballotRule, number, ...ballot.ciphertexts]
        const replace = () =>
          tried(scene.chain, assembly, "replaceBallot", [pollId, nullifier, ballot, previous, given])
        expect(await signalsAsked(scene.chain, verifier, replace)).to.deep.equal(expected)
      }),
      { numRuns: RUNS },
    )
    await restore()
  })

  it("of secret ballots in a batch are the poll's, each with its own proof", async () => {
    const { scene, assembly } = secret
    const verifier = String(await assembly.ballotVerifier(1))
    const { pollId, root, scope, policy, key, ballotRule } = frozenSecret
    const previous = { sequence: 0n, ciphertexts: [] }
    const ballot = fc.record({ nullifier: element, number: sequence, two: points(2), proof })
    const batch = fc.uniqueArray(ballot, { minLength: 2, maxLength: 3, selector: ({ nullifier }) => nullifier })
    await fc.assert(
      fc.asyncProperty(batch, fc.nat(11), async (ballots, changed) => {
        const votes = ballots.map(({ nullifier, number, two, proof: given }) => {
          const own = { sequence: number, ciphertexts: two.flat() }
          return { nullifier, ballot: own, previous, proof: given, quotaProofs: [] }
        })
        const call = () => tried(scene.chain, assembly, "castBallots", [pollId, votes])
        const signals = votes.map(({ nullifier, ballot: { sequence: number, ciphertexts } }) => [
          nullifier,
          root,
          scope,
          policy,
          ...key,
          ballotRule,
          number,
          ...ciphertexts,
        ])
        const proofs = ballots.map((of) => of.proof)
        expect(await passesWith(scene.chain, verifier, proofs, signals, call), "as the poll has them").to.equal(true)
        signals[1]![changed]! += 1n
        expect(await passesWith(scene.chain, verifier, proofs, signals, call), `signal ${changed}`).to.equal(false)
      }),
      { numRuns: RUNS },
    )
  })

  it("of a decryption are the trustee's share and the sum of the ballots", async () => {
    const { scene, assembly, committee } = secret
    const restore = await secret.remember()
    const { pollId } = frozenSecret
    await secret.cast(
      [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
      pollId,
    )
    await secret.close(pollId)
    const verifier = String(await assembly.decryptVerifier())
    const sum = secret.sum(pollId)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 }), points(1), proof, async (trustee, parts, given) => {
        const share = [...((await scene.trustees.shareKey(committee.id, trustee)) as bigint[])]
        const call = () => tried(scene.chain, assembly, "decrypt", [pollId, trustee, parts, [given]])
        expect(await signalsAsked(scene.chain, verifier, call)).to.deep.equal([...share, ...parts[0]!, sum[0], sum[1]])
      }),
      { numRuns: RUNS },
    )
    await restore()
  })

  it("of a dealing are the committee's: recipients, their keys and the context", async () => {
    const { scene } = secret
    const restore = await secret.remember()
    const committee = await CommitteeScene.form(scene.chain, scene.trustees, { size: 4, threshold: 2 })
    await committee.commit(1, 2, 4)
    await committee.passCommitting()
    await scene.trustees.endCommitting(committee.id)
    const [verifier] = (await scene.trustees.dealVerifier(4)) as [string]
    const shares = fc.array(element, { minLength: 4, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(1, 2, 4),
        points(1),
        shares,
        proof,
        async (index, ephemeral, encryptedShares, given) => {
          const [, , dealing] = await committee.dealing(index)
          const sent = { ...dealing, ephemeralKey: ephemeral[0]!, encryptedShares }
          const context = bound(
            "rochdale/dealing/v1",
            ["address", "uint256", "uint8"],
            [scene.trustees.target, committee.id, index],
          )
          const keys = [1, 2, 3, 4, 5].flatMap((of) => [...(committee.keys.get(of) ?? [0n, 1n])])
          const commitments = [...dealing.commitments.flat(), 0n, 1n, 0n, 1n, 0n, 1n]
          const mask = maskOf({ size: 4, keys: committee.keys, context })
          const call = () => tried(scene.chain, scene.trustees, "deal", [committee.id, index, sent, given])
          expect(await signalsAsked(scene.chain, verifier, call)).to.deep.equal([
            ...commitments,
            ...ephemeral[0]!,
            ...encryptedShares,
            0n,
            mask,
            context,
            ...keys,
          ])
        },
      ),
      { numRuns: RUNS },
    )
    await restore()
  })

  it("of a sheet are what is claimed, its author and the commune's policy", async () => {
    const { scene } = secret
    const verifier = String(await scene.ledger.sheetVerifier(25))
    const claimed = fc.record({
      root: fc.bigInt(1n, FIELD_ORDER - 1n),
      groupTotals: fc.bigInt(0n, 2n ** 248n - 1n),
      total: fc.bigInt(0n, 2n ** 31n - 1n),
      day: fc.bigInt(0n, 2n ** 20n - 1n),
    })
    await fc.assert(
      fc.asyncProperty(claimed, fc.constantFrom(scene.keeper, scene.attester), proof, async (claim, author, given) => {
        const message = bound("rochdale/sheet/v1", ["address", "address"], [scene.ledger.target, author.address])
        const call = () =>
          tried(scene.chain, as(scene.ledger, author), "post", [{ ...claim, rows: 25 }, given], author.address)
        const { root, total, groupTotals, day } = claim
        expect(await signalsAsked(scene.chain, verifier, call)).to.deep.equal([
          root,
          total,
          groupTotals,
          day,
          message,
          SHEET_POLICY,
        ])
      }),
      { numRuns: RUNS },
    )
  })
})

/** What proofs for a poll must be about. */
interface Frozen {
  pollId: bigint
  root: bigint
  scope: bigint
  policy: bigint
  key: bigint[]
  ballotRule: bigint
}
