import fc from "fast-check"
import { cases } from "../../scripts/assure/thoroughness.ts"
import { atLeast, moreThan, type SecretTerms } from "../contracts/assembly-scene.ts"
import { withKernel } from "../contracts/prover.ts"
import { SecretScene, secretTerms } from "../contracts/secret-scene.ts"
import { SecretPollModel } from "./secret-poll-model.ts"
import { compare, finish, stepsOf } from "./secret-poll-steps.ts"

const THRESHOLD = 3

interface Poll {
  options: number
  secret: Partial<SecretTerms>
}

/** Rules of each kind: a choice, scores, budgets over three ciphertexts, quadratic votes. */
const POLLS: readonly Poll[] = [
  { options: 3, secret: {} },
  { options: 4, secret: { maxScore: 5, minTotal: 0, maxTotal: 12 } },
  { options: 7, secret: { ciphertexts: 3, maxScore: 10, minTotal: 1, maxTotal: 30 } },
  { options: 4, secret: { maxScore: 4, minTotal: 0, maxTotal: 16, quadratic: true } },
]

/*
 * Steps of voters, trustees and time in any order, with real ciphertexts. After each step the contract's sum is that of the ballots that
 * count, and every poll ends with totals that are the sum of what its voters said.
 */
describe("secret polls in any order of steps", () => {
  for (const { options, secret } of POLLS) {
    const rule = secretTerms(secret)
    it(`open to what was cast: ${options} options, scores to ${rule.maxScore}${rule.quadratic ? ", quadratic" : ""}`, async () => {
      const scene = await SecretScene.open({ ballots: false, decryption: false })
      await anyOrder(scene, { options, secret }, { runs: cases(4, 60), steps: cases(16, 40) })
    })
  }

  it("open to what was cast, with true proofs", async () => {
    await withKernel(["ballot-4", "decrypt"], async () => {
      const scene = await SecretScene.open({ ballots: true, decryption: true })
      await anyOrder(scene, POLLS[0]!, { runs: cases(1, 8), steps: cases(8, 20) })
    })
  })
})

async function anyOrder(
  scene: SecretScene,
  { options, secret }: Poll,
  { runs, steps }: { runs: number; steps: number },
): Promise<void> {
  const terms = { options, abstainOption: 255, quorum: atLeast(0, 1), threshold: moreThan(1, 2) }
  const pollId = await scene.convene(terms, secret)
  const restore = await scene.remember()
  const model = () => new SecretPollModel({ ...secretTerms(secret), options }, THRESHOLD)
  const commands = fc.commands(stepsOf(model(), scene.scene.voters.length), { maxCommands: steps, size: "max" })
  await fc.assert(
    fc.asyncProperty(commands, async (taken) => {
      const state = { model: model(), real: { scene, pollId } }
      try {
        await fc.asyncModelRun(() => state, taken)
        await finish(state.model, state.real)
        await compare(state.model, state.real)
      } finally {
        await restore()
      }
    }),
    { numRuns: runs, endOnFailure: true },
  )
}
