import { PassThrough } from "node:stream"
import { expect } from "chai"
import { BarShow } from "../../scripts/demo/show/bars.ts"
import { LineShow } from "../../scripts/demo/show/lines.ts"

describe("the demo's progress", () => {
  it("is a bar on a terminal, which a line replaces when the step is done", () => {
    const { stream, output } = terminal()
    const shown = new BarShow(stream).begin("Members prove and vote", 4)
    shown.advance()
    shown.advance(3)
    shown.done(12.34)
    expect(output()).to.include("\u2588")
    expect(output()).to.include("4/4")
    expect(output().split("\n").at(-2)).to.match(/Members prove and vote +12\.3 s$/)
  })

  it("gives the cursor back when it is stopped in the middle", () => {
    const { stream, output } = terminal()
    const show = new BarShow(stream)
    show.begin("Members prove and vote", 4).advance()
    expect(output()).to.include("\u001B[?25l")
    show.stop()
    expect(output()).to.include("\u001B[?25h")
    // Again is no harm.
    show.stop()
  })

  it("is plain lines elsewhere: for a short step only the last", () => {
    const lines: string[] = []
    const shown = new LineShow((text) => lines.push(text)).begin("Admit the members", 3)
    shown.advance()
    shown.advance()
    shown.advance()
    shown.done(0.5)
    expect(lines).to.have.length(1)
    expect(lines[0]).to.match(/^ {2}Admit the members +0\.5 s\n$/)
  })
})

function terminal(): { stream: NodeJS.WriteStream; output: () => string } {
  const chunks: string[] = []
  const stream = new PassThrough()
  stream.setEncoding("utf8").on("data", (text: string) => chunks.push(text))
  Object.assign(stream, { isTTY: true, columns: 100 })
  return { stream: stream as unknown as NodeJS.WriteStream, output: () => chunks.join("") }
}
