import { expect } from "chai"
import { FoundedCommune } from "./commune.ts"
import { disturbing, type Disturbance } from "./disturbing.ts"
import { EXPECTED } from "./expected.ts"
import type { StepName } from "./life/step-names.ts"
import type { LineFault } from "./line.ts"
import { runToTheEnd } from "./runs.ts"
import { expectTyped } from "./typed-errors.ts"

describe("a commune's life in which everything goes wrong once", function () {
  this.timeout(1_800_000)

  it("comes to the end that it has when nothing does", async () => {
    await using commune = await FoundedCommune.found()
    const { node } = commune
    const kill: Disturbance = { during: (child) => child.kill("SIGKILL") }
    const nodeForgets: Disturbance = { before: () => node.write(), during: () => node.kill() }
    const nodeDies: Disturbance = {
      during: async () => {
        await node.write()
        await node.kill()
      },
    }
    const reorganisation: Disturbance = { during: () => node.request("anvil_reorg", [3, []]) }
    const line = (fault: LineFault): Disturbance => ({
      during: () => {
        node.line.fate = () => {
          node.line.fate = () => undefined
          return fault
        }
      },
    })
    const disturbances = new Map<StepName, Disturbance>([
      ["post", kill],
      ["van", kill],
      ["countersign", reorganisation],
      ["form", line("lost answer")],
      ["commit", nodeForgets],
      ["propose", reorganisation],
      ["deal", nodeDies],
      ["vote", kill],
      ["vote again", line("half an answer")],
      ["close", reorganisation],
      ["decrypt", line("nonsense")],
      ["announce", kill],
    ])
    const { ending, errors } = await runToTheEnd(commune.place, disturbing(disturbances), () => node.beginIfDead())
    expectTyped(errors)
    expect(ending).to.deep.equal(EXPECTED)
  })
})
