import { IncrementalMerkleTree } from "@zk-kit/incremental-merkle-tree"
import { expect } from "chai"
import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { poseidon2, poseidon5 } from "poseidon-lite"
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts"
import { InvalidFieldElementError, InvalidInputError, Roll, type Admission } from "../../../sdk/index.ts"
import { heightFor } from "../../../sdk/tree/lean-tree.ts"
import { refused, type ErrorClass } from "../refused.ts"
import { crowd } from "./scene.ts"

const FOLDER = fileURLToPath(new URL(".", import.meta.url))

/** By the reference packages alone. */
function referenceRoot(roll: Roll, places: readonly (Admission | undefined)[]): bigint {
  const leaves = places.map((admission) =>
    admission === undefined
      ? 0n
      : poseidon2([BigInt(admission.commitment), BigInt(Number(admission.class) + 256 * Number(admission.admitted))]),
  )
  return new IncrementalMerkleTree((children) => poseidon5(children), heightFor(roll.size), 0n, 5, leaves).root
}

describe("a roll built in bulk", function () {
  this.timeout(60_000)

  it("is the one of `Roll.of` and of the reference, on one thread or several", async () => {
    const list = crowd(3000)
    const roll = Roll.of(list)
    expect(roll.root).to.equal(referenceRoot(roll, list))
    for (const threads of [1, 2, 3, undefined]) {
      const built = await Roll.build(list, { threads })
      expect(built.root).to.equal(roll.root)
      expect(built.members).to.deep.equal(roll.members)
    }
    expect((await Roll.build([])).root).to.equal(0n)
    const [first] = list as [Admission]
    expect((await Roll.build([first])).path(first.commitment as bigint).children.length).to.equal(9)
  })

  it("takes single changes after that, as the reference says", async () => {
    const list: (Admission | undefined)[] = crowd(2600)
    const roll = await Roll.build(list as Admission[])
    const at = (index: number): bigint => (list[index] as Admission).commitment as bigint
    const change = { class: 3, admitted: 19_500 }
    roll.changeAttributes(at(2500), change)
    list[2500] = { commitment: at(2500), ...change }
    for (const index of [0, 1, 2, 3, 4, 2599]) {
      roll.remove(at(index))
      list[index] = undefined
    }
    roll.replaceCommitment(at(7), 4711n, 19_600)
    list[7] = { commitment: 4711n, class: 7, admitted: 19_600 }
    const late = crowd(2605).slice(2600)
    roll.admit(...late)
    list.push(...late)
    expect(roll.root).to.equal(referenceRoot(roll, list))
    expect([roll.size, roll.memberCount, roll.indexOf(4711n)]).to.deep.equal([2605, 2599, 7])
    expect(roll.siblings(4711n)[0]).to.deep.equal(roll.path(4711n).children[0]?.toSpliced(2, 1))
  })

  for (const [problem, wrong, kind, ...named] of [
    ["a member twice", { commitment: crowd(1)[0]?.commitment }, InvalidInputError, "does not hold yet"],
    ["a zero commitment", { commitment: "0x00" }, InvalidInputError, "members[2500].commitment"],
    ["a commitment of r", { commitment: FIELD_ORDER }, InvalidFieldElementError, "members[2500].commitment"],
    ["a negative commitment", { commitment: -1 }, InvalidFieldElementError, "members[2500].commitment"],
    ["an unknown class", { class: "boss" }, InvalidInputError, '"boss"', "candidate"],
    ["class 16", { class: 16 }, InvalidInputError, "16"],
    ["a day that is none", { admitted: "2024-02-30" }, InvalidInputError, "2024-02-30"],
    ["a day beyond 20 bits", { admitted: 2 ** 20 }, InvalidInputError, "1048576"],
  ] as [string, Partial<Admission>, ErrorClass, ...string[]][]) {
    it(`refuses ${problem} in a long list as \`Roll.of\` does`, async () => {
      const list = crowd(3000)
      list[2500] = { ...(list[2500] as Admission), ...wrong }
      const slow = await Promise.resolve()
        .then(() => Roll.of(list))
        .catch((error: unknown) => error)
      for (const threads of [1, 2]) {
        await refused(() => Roll.build(list, { threads }), kind, ...named, (slow as Error).message)
      }
    })
  }

  it("refuses more members than a roll may have, before it looks at any", async () => {
    const list = { length: 5 ** 9 + 1 } as unknown as Admission[]
    await refused(() => Roll.build(list), InvalidInputError, "1953126", "5^9")
    await refused(() => Roll.of(list), InvalidInputError, "1953126", "5^9")
  })

  it("leaves no thread behind that keeps the process from ending", async () => {
    const source = `
      import { Roll } from "../../../sdk/index.ts"
      import { crowd } from "./scene.ts"
      const roll = await Roll.build(crowd(3000), { threads: 2 })
      await Roll.load(roll.snapshot(), { threads: 2 })
      await Roll.build([...crowd(3000), ...crowd(1)], { threads: 2 }).catch(() => {})
      console.log(roll.size)`
    const run = promisify(execFile)(process.execPath, ["--input-type=module-typescript", "-e", source], {
      cwd: FOLDER,
      timeout: 60_000,
    })
    expect((await run).stdout).to.equal("3000\n")
  })
})
