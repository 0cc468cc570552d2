import { expect } from "chai"
import { auditHint } from "../../scripts/demo/report/audit-hint.ts"
import type { Play } from "../../scripts/demo/report/play.ts"

const play = (url: string | undefined): Play =>
  ({ chain: { url }, contracts: { assembly: "0xA" }, poll: { id: 3n, fromBlock: 7 } }) as unknown as Play

describe("the demo's word on how to audit", () => {
  it("is the whole command where a node has the poll", () => {
    expect(auditHint(play("http://127.0.0.1:8545"))?.command).to.equal(
      "./run audit --rpc http://127.0.0.1:8545 --assembly 0xA --poll 3 --from-block 7",
    )
  })

  it("shows no key that stands in a node's address", () => {
    for (const url of [
      "https://node.example/v3/0123abcd",
      "https://ada:key@node.example/",
      "https://node.example/?key=1",
      "odd",
    ])
      expect(auditHint(play(url))?.command).to.include("--rpc URL --assembly")
  })

  it("gives no command for a chain that is gone, and nothing where nobody voted", () => {
    expect(auditHint(play(undefined))).to.have.property("command", undefined)
    expect(auditHint({ ...play("http://127.0.0.1:8545"), poll: undefined })).to.equal(undefined)
  })
})
