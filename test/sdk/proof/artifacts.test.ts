import { expect } from "chai"
import { cp, mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { ArtifactAlteredError, ArtifactMissingError, Prover } from "../../../sdk/index.ts"
import { refused } from "../refused.ts"

const ARTIFACTS = fileURLToPath(new URL("../../../artifacts", import.meta.url))

describe("artifacts", () => {
  let folder: string
  let server: Server
  let address: string

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "rochdale-artifacts-"))
    server = createServer((request, response) => {
      readFile(join(ARTIFACTS, request.url ?? "")).then(
        (content) => response.end(content),
        () => response.writeHead(404).end(),
      )
    }).listen(0, "127.0.0.1")
    await new Promise((resolve) => server.once("listening", resolve))
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })

  after(async () => {
    server.close()
    await rm(folder, { recursive: true })
  })

  beforeEach(() => cp(join(ARTIFACTS, "membership"), join(folder, "membership"), { recursive: true, force: true }))

  it("come from a folder, a file URL or a server, with progress", async () => {
    for (const artifacts of [folder, `${folder}/`, `file://${folder}`, address]) {
      const done: number[] = []
      await using prover = await Prover.open("membership", { artifacts, onProgress: (step) => done.push(step.done) })
      expect(prover.circuit).to.equal("membership")
      expect(done.at(-1)).to.equal(1)
    }
  })

  for (const file of ["circuit.wasm", "circuit.zkey"]) {
    it(`are refused when one bit of ${file} was changed`, async () => {
      const path = join(folder, "membership", file)
      const content = await readFile(path)
      content[1000] = (content[1000] as number) ^ 1
      await writeFile(path, content)
      await refused(() => Prover.open("membership", { artifacts: folder }), ArtifactAlteredError, file, "sha256")
    })

    it(`are refused when ${file} was cut short`, async () => {
      await truncate(join(folder, "membership", file), 5000)
      await refused(() => Prover.open("membership", { artifacts: folder }), ArtifactAlteredError, file)
    })

    it(`are missed when ${file} is not there`, async () => {
      await rm(join(folder, "membership", file))
      await refused(() => Prover.open("membership", { artifacts: folder }), ArtifactMissingError, file)
    })
  }

  it("are missed when a server has none, or nobody answers", async () => {
    await refused(
      () => Prover.open("membership", { artifacts: `${address}/elsewhere` }),
      ArtifactMissingError,
      "elsewhere",
    )
    await refused(
      () => Prover.open("membership", { artifacts: "http://127.0.0.1:1" }),
      ArtifactMissingError,
      "127.0.0.1:1",
    )
  })
})
