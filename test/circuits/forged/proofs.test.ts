import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { expect } from "chai"
import { groth16, type CircuitSignals } from "snarkjs"
import { cases } from "../../../scripts/assure/thoroughness.ts"
import type { CircuitName } from "../../../scripts/circuits/names.ts"
import { ARTIFACTS } from "../../../scripts/paths.ts"
import { solidityProof } from "../../../sdk/chain/solidity-proof.ts"
import { MalformedProofError } from "../../../sdk/errors.ts"
import { holds, type Groth16Proof, type ProvedSignals } from "../../../sdk/proof/groth16.ts"
import { parseProof, proofOf } from "../../../sdk/proof/proof.ts"
import { Prover } from "../../../sdk/proof/prover.ts"
import { witnessFile } from "../../../sdk/proof/witness-signals.ts"
import { badProofs, sameAgain } from "../../contracts/bad-proofs.ts"
import { deployed, simulatedChain, type Chain } from "../../contracts/chain.ts"
import type { Verifier } from "../../contracts/deploy.ts"
import type { SolidityProof } from "../../contracts/prover.ts"
import { R } from "../model.ts"
import { HONEST } from "./honest.ts"
import { ForgedWitness } from "./witness.ts"

/** The quick ones first: a sample takes the first two. */
const IN_ORDER: readonly CircuitName[] = [
  ...(["membership", "decrypt", "ballot-4", "quota-1", "sheet-25", "quota-4", "ballot-12", "deal-5"] as const),
  ...(["deal-9", "quota-13", "sheet-125"] as const),
]

describe("forged proofs", function () {
  this.timeout(0)
  let chain: Chain
  before(async () => {
    chain = await simulatedChain()
  })
  // snarkjs's worker threads would keep the process alive for ever.
  after(async () => {
    await globalThis.curve_bn128?.terminate()
  })

  for (const name of IN_ORDER.slice(0, cases(2, IN_ORDER.length))) {
    describe(`of ${name}`, () => {
      let verifier: Verifier
      let proved: ProvedSignals
      before(async () => {
        verifier = await deployed(chain, `${name[0]!.toUpperCase()}${name.slice(1).replace("-", "")}Verifier`)
        await using prover = await Prover.open(name, { artifacts: ARTIFACTS })
        proved = await prover.prove(HONEST[name] as CircuitSignals)
      })

      const onChain = (proof: SolidityProof, signals: readonly bigint[]): Promise<unknown> =>
        verifier.verify(proof, signals)
      const points = (proof: Groth16Proof): SolidityProof => {
        const { a, b, c } = solidityProof(proof)
        return { a: a.map(BigInt), b: b.map((pair) => pair.map(BigInt)), c: c.map(BigInt) } as SolidityProof
      }

      it("are told from true ones by contract and package alike", async () => {
        expect(await onChain(points(proved.proof), proved.signals)).to.equal(true)
        expect(await holds(name, proved.proof, proved.signals)).to.equal(true)
      })

      it("a public signal + r, in every place and spelling", async () => {
        const plain = proofOf(name, proved)
        const names = Object.keys(plain.signals)
        for (const [place, signal] of proved.signals.entries()) {
          for (let sum = signal + R; sum < 2n ** 256n; sum += R) {
            expect(await onChain(points(proved.proof), proved.signals.with(place, sum)), names[place]).to.equal(false)
            const other = { ...plain, signals: { ...plain.signals, [names[place]!]: String(sum) } }
            expect(() => parseProof(other)).to.throw(MalformedProofError)
          }
        }
      })

      it("a proof for another statement: any signal that is another, among them scope, message and nullifier", async () => {
        for (const [place, signal] of proved.signals.entries()) {
          const other = proved.signals.with(place, (signal + 1n) % R)
          expect(await onChain(points(proved.proof), other), `signal ${place}`).to.equal(false)
          if (place < 2) expect(await holds(name, proved.proof, other)).to.equal(false)
        }
        expect(await onChain(points(proved.proof), proved.signals.slice(1))).to.equal(false)
        expect(await onChain(points(proved.proof), [...proved.signals, 0n])).to.equal(false)
      })

      it("points that are none, off the curve, outside the subgroup, or in another spelling", async () => {
        for (const [what, wrong] of badProofs(points(proved.proof)))
          expect(await onChain(wrong, proved.signals), what).to.equal(false)
        // Another proof of the same is one: a replay is told by the nullifier, and helps its owner alone.
        expect(await onChain(sameAgain(points(proved.proof)), proved.signals)).to.equal(true)
      })

      it("a proof made from a forged witness: a private signal, a public output, or both", async () => {
        const witness = await ForgedWitness.of(name, HONEST[name])
        const zkey = new Uint8Array(await readFile(join(ARTIFACTS, name, "circuit.zkey")))
        const last = witness.good.length - 1
        for (const changes of [
          [{ wire: 1, value: witness.good[1]! + 1n }],
          [
            { wire: 1, value: witness.good[1]! + 1n },
            { wire: last, value: witness.good[last]! + 1n },
          ],
        ].slice(0, cases(1, name.endsWith("-125") || name === "quota-13" ? 1 : 2))) {
          const forged = witness.changed(changes)
          const { proof } = await groth16.prove(zkey, witnessFile(bytesOf(forged)))
          const [a, b, c] = [proof.pi_a, proof.pi_b, proof.pi_c] as [string[], string[][], string[]]
          const made = { a: [a[0]!, a[1]!], b: [b[0]!, b[1]!], c: [c[0]!, c[1]!] } as Groth16Proof
          const signals = witness.publics(forged)
          expect(await onChain(points(made), signals)).to.equal(false)
          expect(await holds(name, made, signals)).to.equal(false)
        }
      })
    })
  }
})

/** 32 bytes a signal, lowest first. */
function bytesOf(witness: readonly bigint[]): Uint8Array {
  const bytes = new Uint8Array(32 * witness.length)
  witness.forEach((value, signal) => {
    for (let [at, rest] = [32 * signal, value]; rest > 0n; at++, rest >>= 8n) bytes[at] = Number(rest & 0xffn)
  })
  return bytes
}
