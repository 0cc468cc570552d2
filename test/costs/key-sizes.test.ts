import { readFile, stat, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { expect } from "chai"
import { CIRCUITS, type CircuitName } from "../../scripts/circuits/names.ts"
import { ARTIFACTS } from "../../scripts/paths.ts"
import { drift } from "./drift.ts"

const SNAPSHOT = new URL("key-sizes.json", import.meta.url)

/** Bytes of each circuit's files by their names. */
type Sizes = Record<string, Record<string, number>>

const FILES = ["circuit.wasm", "circuit.zkey", "verification_key.json"]

describe("sizes of the keys", () => {
  let snapshot: Sizes
  let sizes: Sizes

  before(async () => {
    sizes = await measure()
    if (process.env["UPDATE_SNAPSHOT"] === "1") await writeFile(SNAPSHOT, `${JSON.stringify(sizes, undefined, 2)}\n`)
    snapshot = JSON.parse(await readFile(SNAPSHOT, "utf8")) as Sizes
  })

  it("are those of the committed snapshot", () => {
    const problems = drift(flat(snapshot), flat(sizes))
    const hint =
      "If the keys were meant to change, run this file again with UPDATE_SNAPSHOT=1 and commit test/costs/key-sizes.json"
    if (problems.length > 0) expect.fail(`These files have not the committed sizes:\n${problems.join("\n")}\n${hint}`)
  })

  it("are known of every released circuit", () => {
    expect(Object.keys(snapshot)).to.deep.equal([...CIRCUITS])
    for (const files of Object.values(snapshot)) expect(Object.keys(files)).to.deep.equal(FILES)
  })

  // What it loads once, before its first proof, by whatever line it has.
  for (const [circuit, megabytes] of [
    ["membership", 8],
    ["quota-1", 13],
    ["ballot-4", 10],
    ["ballot-12", 14],
    ["quota-4", 25],
    ["quota-13", 64],
    ["decrypt", 2],
    ["deal-5", 15],
    ["deal-9", 25],
    ["sheet-25", 21],
    ["sheet-125", 86],
  ] as const satisfies readonly (readonly [CircuitName, number])[]) {
    it(`let a prover of ${circuit} load at most ${megabytes} MB`, () => {
      const files = sizes[circuit]!
      expect(files["circuit.wasm"]! + files["circuit.zkey"]!).to.be.at.most(megabytes * 1_000_000)
    })
  }
})

async function measure(): Promise<Sizes> {
  const sizes: Sizes = {}
  for (const circuit of CIRCUITS) {
    const files: Record<string, number> = {}
    for (const file of FILES) files[file] = (await stat(join(ARTIFACTS, circuit, file))).size
    sizes[circuit] = files
  }
  return sizes
}

function flat(sizes: Sizes): Record<string, number> {
  return Object.fromEntries(
    Object.entries(sizes).flatMap(([circuit, files]) =>
      Object.entries(files).map(([file, bytes]) => [`${circuit}/${file}`, bytes]),
    ),
  )
}
