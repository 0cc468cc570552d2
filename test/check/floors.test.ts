import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { expect } from "chai"
import { floorProblems } from "../../scripts/check/floors.ts"

describe("the floors of the package", () => {
  it("are kept by the package as it is", async () => {
    expect(await floorProblems(["sdk"])).to.deep.equal([])
  })

  const broken: Record<string, { files: Record<string, string>; problem: RegExp }> = {
    "an import of a higher floor": {
      files: { "sdk/crypto/a.ts": 'import "../proof/b.ts"', "sdk/proof/b.ts": "export {}" },
      problem: /sdk\/crypto\/a\.ts → sdk\/proof\/b\.ts: sdk\/crypto imports only lower floors/,
    },
    "a type of a higher floor": {
      files: {
        "sdk/tree/a.ts": 'import type { B } from "../roll/b.ts"\nexport type A = B',
        "sdk/roll/b.ts": "export type B = 1",
      },
      problem: /sdk\/tree imports only lower floors/,
    },
    "an import of the same floor's other folder": {
      files: { "sdk/tree/a.ts": 'import "../member/b.ts"', "sdk/member/b.ts": "export {}" },
      problem: /sdk\/tree imports only lower floors/,
    },
    "an import of the scripts": {
      files: { "sdk/chain/a.ts": 'import "../../scripts/b.ts"', "scripts/b.ts": "export {}" },
      problem: /sdk\/chain imports only lower floors/,
    },
    "a circle": {
      files: { "sdk/proof/a.ts": 'import "./b.ts"', "sdk/proof/b.ts": 'import "./a.ts"' },
      problem: /imports in a circle/,
    },
    "a package that is no dependency": {
      files: { "sdk/proof/a.ts": 'import "left-pad"' },
      problem: /the package would not bring this along/,
    },
    "a module of Node's": {
      files: { "sdk/proof/a.ts": 'import "node:fs"' },
      problem: /which browsers do not have/,
    },
    "SQLite behind the main entry": {
      files: {
        "sdk/index.ts": 'import "./chain/a.ts"',
        "sdk/chain/a.ts": 'import "../nullifiers/sqlite.ts"',
        "sdk/nullifiers/sqlite.ts": "export {}",
      },
      problem: /SQLite has an entry of its own/,
    },
    "a database behind the main entry": {
      files: {
        "sdk/index.ts": 'import "./store/a.ts"',
        "sdk/store/a.ts": "export {}",
      },
      problem: /databases have entries of their own/,
    },
    "a slow library at import": {
      files: {
        "package.json": '{ "dependencies": { "ethers": "1" } }',
        "node_modules/ethers/package.json": '{ "name": "ethers", "main": "index.js" }',
        "node_modules/ethers/index.js": "",
        "sdk/chain/a.ts": 'import { Contract } from "ethers"\nexport const a = Contract',
      },
      problem: /ethers.*takes long to load/,
    },
    "a folder on no floor": {
      files: { "sdk/attic/a.ts": "export {}" },
      problem: /sdk\/attic\/a\.ts: is on no floor/,
    },
  }
  for (const [name, { files, problem }] of Object.entries(broken)) {
    it(`are broken by ${name}`, async () => {
      const problems = await inFolderOf(files, (root) => floorProblems(["sdk"], root))
      expect(problems).to.not.be.empty
      for (const found of problems) expect(found).to.match(problem)
    })
  }

  it("let lower floors be, and Node's modules and slow libraries in a dynamic import", async () => {
    const files = {
      "package.json": '{ "dependencies": { "ethers": "1" } }',
      "node_modules/ethers/package.json": '{ "name": "ethers", "main": "index.js" }',
      "node_modules/ethers/index.js": "",
      "sdk/chain/a.ts":
        'import type { Contract } from "ethers"\nexport const ethers = () => import("ethers")\nexport type A = Contract',
      "sdk/proof/a.ts": 'import "../crypto/b.ts"\nexport const fs = () => import("node:fs")',
      "sdk/crypto/b.ts": "export {}",
    }
    expect(await inFolderOf(files, (root) => floorProblems(["sdk"], root))).to.deep.equal([])
  })
})

async function inFolderOf<Result>(
  files: Record<string, string>,
  use: (root: string) => Promise<Result>,
): Promise<Result> {
  const root = await mkdtemp(join(tmpdir(), "rochdale-floors-"))
  try {
    for (const [file, text] of Object.entries({ "package.json": "{}", ...files })) {
      await mkdir(dirname(join(root, file)), { recursive: true })
      await writeFile(join(root, file), text)
    }
    return await use(root)
  } finally {
    await rm(root, { recursive: true })
  }
}
