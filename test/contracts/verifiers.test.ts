import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"
import { expect } from "chai"
import { FIELD_ORDER } from "../../sdk/crypto/field.ts"
import { verifierDifferences, verifierFiles, VERIFIERS, writeVerifiers } from "../../scripts/verifiers/generate.ts"
import { VerificationKeyError, verifierSource, type VerificationKey } from "../../scripts/verifiers/solidity.ts"
import { ARTIFACTS } from "../../scripts/paths.ts"
import { deployed, simulatedChain, type Chain } from "./chain.ts"
import type { Verifier } from "./deploy.ts"
import { prove, type Proved, type SolidityProof } from "./prover.ts"
import { RollModel } from "./roll-model.ts"
import { sheetInput } from "./sheet-witness.ts"
import { membershipInput, person, quotaInput, quotaPolicy } from "./witness.ts"

const BASE_FIELD_ORDER = 21888242871839275222246405745257275088696311157297823662689037894645226208583n

// A point with x = 1 of the curve that G2 lies on, but outside the subgroup of order r.
const OUTSIDE_SUBGROUP: SolidityProof["b"] = [
  [0n, 1n],
  [
    5912654199736721486680175016176231956195085055698687135131307249486702594212n,
    18278151005453108793778860132295291098363647455926340152056652516292830556603n,
  ],
]

// The others are larger instances of these.
type Circuit = "membership" | "quota-1" | "quota-4" | "sheet-25"

describe("Groth16 verifiers", () => {
  let chain: Chain
  let verifiers: Record<Circuit, Verifier>

  const member = person(1234567n, 2, 20_000)
  const roll = new RollModel()
  roll.places.push(person(11n, 1, 19_000), member, person(22n, 3, 18_000))
  const statement = { scope: 424242n, message: 7n, policy: 0xffffn | (20_500n << 16n) | (1n << 36n) }
  const row = (amount: number, day: number, kind: number, salt: bigint) => ({
    commitment: member.commitment,
    amount,
    day,
    kind,
    salt,
  })
  const labor = {
    sheets: [[row(60, 20_100, 3, 1n), row(90, 20_101, 4, 2n)], [row(30, 20_102, 3, 3n)]],
    quotaPolicy: quotaPolicy([3, 4], 20_100, 20_200, 90),
  }

  before(async () => {
    chain = await simulatedChain()
    verifiers = {
      membership: await deployed(chain, "MembershipVerifier"),
      "quota-1": await deployed(chain, "Quota1Verifier"),
      "quota-4": await deployed(chain, "Quota4Verifier"),
      "sheet-25": await deployed(chain, "Sheet25Verifier"),
    }
  })

  const statements: Record<Circuit, () => Promise<Proved>> = {
    membership: () => prove("membership", membershipInput(member, roll, statement)),
    "quota-1": () => prove("quota-1", quotaInput(member, roll, statement, { ...labor, rows: [[0, 1]] }, 1)),
    "quota-4": () => {
      const rows = [
        [0, 0],
        [0, 1],
        [1, 0],
      ] as const
      return prove("quota-4", quotaInput(member, roll, statement, { ...labor, rows }, 4))
    },
    "sheet-25": () => prove("sheet-25", sheetInput(labor.sheets[1]!, 25, statement.message)),
  }

  for (const [circuit, name, count] of [
    ["membership", "MembershipVerifier", 5],
    ["quota-1", "Quota1Verifier", 7],
    ["quota-4", "Quota4Verifier", 7],
    ["sheet-25", "Sheet25Verifier", 6],
  ] as const) {
    describe(name, () => {
      let verifier: Verifier
      let proof: SolidityProof
      let signals: bigint[]

      before(async () => {
        verifier = verifiers[circuit]
        ;({ proof, signals } = await statements[circuit]())
      })

      async function verdict(given: SolidityProof, about: readonly bigint[]): Promise<unknown> {
        return verifier.verify(given, about)
      }

      it("accepts a valid proof", async () => {
        expect(signals).to.have.length(count)
        expect(await verifier.signalCount()).to.equal(BigInt(count))
        expect(await verdict(proof, signals)).to.equal(true)
      })

      it("refuses it with any one signal changed", async () => {
        for (const [place, signal] of signals.entries()) {
          for (const other of [signal + 1n, 0n, FIELD_ORDER - 1n]) {
            expect(await verdict(proof, signals.with(place, other)), `signal ${place} as ${other}`).to.equal(false)
          }
        }
      })

      it("refuses it with r added to any one signal", async () => {
        for (const [place, signal] of signals.entries()) {
          for (let sum = signal + FIELD_ORDER; sum < 2n ** 256n; sum += FIELD_ORDER) {
            expect(await verdict(proof, signals.with(place, sum)), `signal ${place}`).to.equal(false)
          }
        }
      })

      it("refuses it with two signals exchanged", async () => {
        const exchanged = signals.with(0, signals[1]!).with(1, signals[0]!)
        expect(await verdict(proof, exchanged)).to.equal(false)
      })

      it("refuses another number of signals", async () => {
        for (const about of [[], signals.slice(0, -1), [...signals, 0n]]) {
          expect(await verdict(proof, about), `${about.length} signals`).to.equal(false)
        }
      })

      it("refuses points that are off the curve, and does not revert", async () => {
        const { a, b, c } = proof
        for (const [what, wrong] of [
          ["a", { a: [a[0], a[1] + 1n], b, c }],
          ["c", { a, b, c: [c[0] + 1n, c[1]] }],
          ["b", { a, b: [[b[0][0] + 1n, b[0][1]], b[1]], c }],
          ["a of infinity's x", { a: [0n, 1n], b, c }],
        ] as [string, SolidityProof][]) {
          expect(await verdict(wrong, signals), what).to.equal(false)
        }
      })

      it("refuses a point of the twist that is outside the subgroup", async () => {
        expect(await verdict({ ...proof, b: OUTSIDE_SUBGROUP }, signals)).to.equal(false)
      })

      it("refuses coordinates with q added", async () => {
        const { a, b, c } = proof
        const more = (value: bigint) => value + BASE_FIELD_ORDER
        for (const [what, wrong] of [
          ["a.x", { a: [more(a[0]), a[1]], b, c }],
          ["a.y", { a: [a[0], more(a[1])], b, c }],
          ["b.x imaginary", { a, b: [[more(b[0][0]), b[0][1]], b[1]], c }],
          ["b.x real", { a, b: [[b[0][0], more(b[0][1])], b[1]], c }],
          ["b.y imaginary", { a, b: [b[0], [more(b[1][0]), b[1][1]]], c }],
          ["b.y real", { a, b: [b[0], [b[1][0], more(b[1][1])]], c }],
          ["c.x", { a, b, c: [more(c[0]), c[1]] }],
          ["c.y", { a, b, c: [c[0], more(c[1])] }],
        ] as [string, SolidityProof][]) {
          expect(await verdict(wrong, signals), what).to.equal(false)
        }
      })

      it("refuses the largest numbers that fit, and does not revert", async () => {
        const most = 2n ** 256n - 1n
        const wrong: SolidityProof = {
          a: [most, most],
          b: [
            [most, most],
            [most, most],
          ],
          c: [most, most],
        }
        expect(await verdict(wrong, signals)).to.equal(false)
      })

      it("refuses a proof of zeros", async () => {
        const zeros: SolidityProof = {
          a: [0n, 0n],
          b: [
            [0n, 0n],
            [0n, 0n],
          ],
          c: [0n, 0n],
        }
        expect(await verdict(zeros, signals)).to.equal(false)
        expect(await verdict({ ...proof, a: [0n, 0n] }, signals)).to.equal(false)
        expect(await verdict({ ...proof, c: [0n, 0n] }, signals)).to.equal(false)
      })

      it("refuses a proof with its points' signs or places changed", async () => {
        const { a, b, c } = proof
        const minus = ([x, y]: [bigint, bigint]): [bigint, bigint] => [x, BASE_FIELD_ORDER - y]
        expect(await verdict({ ...proof, a: minus(a) }, signals)).to.equal(false)
        expect(await verdict({ ...proof, c: minus(c) }, signals)).to.equal(false)
        expect(await verdict({ a: c, b, c: a }, signals)).to.equal(false)
        const realFirst = b.map((pair) => pair.toReversed()) as SolidityProof["b"]
        expect(await verdict({ ...proof, b: realFirst }, signals)).to.equal(false)
      })

      it("accepts a proof that was made from it without the secret: replay must be stopped by the nullifier", async () => {
        const minus = (value: bigint): bigint => (BASE_FIELD_ORDER - value) % BASE_FIELD_ORDER
        const { a, b, c } = proof
        const other: SolidityProof = { a: [a[0], minus(a[1])], b: [b[0], [minus(b[1][0]), minus(b[1][1])]], c }
        expect(await verdict(other, signals)).to.equal(true)
      })

      it("refuses the proof of another circuit", async () => {
        const other = await statements[circuit === "membership" ? "quota-1" : "membership"]()
        expect(await verdict(other.proof, signals)).to.equal(false)
        const sibling = await statements[circuit === "quota-1" ? "quota-4" : "quota-1"]()
        expect(await verdict(sibling.proof, sibling.signals)).to.equal(false)
      })
    })
  }

  describe("with development keys", () => {
    for (const chainId of [1, 10, 137, 8453, 42161, 100, 5, 31338]) {
      it(`refuses to be deployed on chain ${chainId}`, async () => {
        const { ethers } = await simulatedChain(chainId)
        for (const name of await readdir(VERIFIERS)) {
          await expect(ethers.deployContract(basename(name, ".sol")))
            .to.be.revertedWithCustomError(verifiers.membership, "InsecureKeys")
            .withArgs(chainId)
        }
      })
    }

    for (const chainId of [31337, 1337, 11155111, 17000, 560048, 421614, 84532, 11155420, 80002, 534351]) {
      it(`serves the test network ${chainId}`, async () => {
        const { ethers } = await simulatedChain(chainId)
        await ethers.deployContract("MembershipVerifier")
      })
    }
  })

  describe("when they are generated", () => {
    let key: VerificationKey
    let folder: string

    before(async () => {
      key = JSON.parse(await readFile(join(ARTIFACTS, "membership", "verification_key.json"), "utf8"))
      folder = await mkdtemp(join(tmpdir(), "verifiers-"))
    })

    after(() => rm(folder, { recursive: true }))

    it("are those that are committed", async () => {
      expect(await verifierDifferences(await verifierFiles())).to.deep.equal([])
    })

    it("are found to differ when one is changed, missing or too many", async () => {
      const files = await verifierFiles()
      await writeVerifiers(files, folder)
      expect(await verifierDifferences(files, folder)).to.deep.equal([])
      await writeFile(join(folder, "MembershipVerifier.sol"), "// edited\n")
      await rm(join(folder, "Quota1Verifier.sol"))
      await writeFile(join(folder, "Stale.sol"), "")
      expect(await verifierDifferences(files, folder)).to.deep.equal([
        "Stale.sol belongs to no circuit",
        "MembershipVerifier.sol is not what the keys give",
        "Quota1Verifier.sol is missing",
      ])
      await writeVerifiers(files, folder)
      expect(await verifierDifferences(files, folder)).to.deep.equal([])
    })

    it("are marked and bound to test networks with development keys, and with ceremony keys are not", () => {
      const dev = verifierSource("membership", key, "dev")
      expect(dev).to.include("INSECURE").and.include("is Groth16Verifier, DevelopmentKeys {")
      const ceremony = verifierSource("membership", key, "ceremony")
      expect(ceremony).not.to.include("INSECURE")
      expect(ceremony).not.to.include("DevelopmentKeys")
    })

    it("are refused for a file that is no such key", () => {
      for (const [wrong, message] of [
        [{ ...key, protocol: "plonk" }, /protocol: is plonk/],
        [{ ...key, curve: "bls12381" }, /curve: is bls12381/],
        [{ ...key, nPublic: 6 }, /IC: has 6 points for 6 signals/],
        [{ ...key, vk_alpha_1: ["1", "2", "0"] }, /vk_alpha_1: is no affine point/],
        [{ ...key, vk_alpha_1: [`${BASE_FIELD_ORDER}`, "2", "1"] }, /not a decimal number below q/],
        [{ ...key, vk_beta_2: key.vk_beta_2.slice(0, 2) }, /vk_beta_2: is no affine point of G2/],
        [
          { ...key, vk_gamma_2: [["0x1", "2"], key.vk_gamma_2[1]!, ["1", "0"]] },
          /vk_gamma_2: has the coordinate "0x1"/,
        ],
      ] as [VerificationKey, RegExp][]) {
        expect(() => verifierSource("membership", wrong, "dev")).to.throw(VerificationKeyError, message)
      }
    })
  })
})
