import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

/** What may happen to a question on its way, or to its answer. */
export const LINE_FAULTS = [
  "lost question",
  "lost answer",
  "half an answer",
  "nonsense",
  "bad gateway",
  "node's own error",
  "silence",
  "late answer",
] as const

export type LineFault = (typeof LINE_FAULTS)[number]

/** How late, in milliseconds. */
const LATE = 700

/** The methods that one request asks for: clients put several questions into one. */
export type Fate = (methods: readonly string[]) => LineFault | undefined | Promise<LineFault | undefined>

/** The line between the commune's programs and a node, which has an address of its own, whatever node is behind it. */
export class Line {
  readonly url: string
  /** Address of the node. */
  behind: string
  /** Decides what happens to a request. */
  fate: Fate = () => undefined
  /** Called when the node has answered and nobody has the answer yet. */
  onAnswer: (methods: readonly string[]) => Promise<void> | void = () => undefined
  readonly #server: Server

  private constructor(server: Server, behind: string) {
    this.#server = server
    this.behind = behind
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  static async open(behind: string): Promise<Line> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const line = new Line(server, behind)
    server.on("request", (incoming, outgoing) => {
      line.#pass(incoming, outgoing).catch(() => outgoing.destroy())
    })
    return line
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve())
      this.#server.closeAllConnections()
    })
  }

  async #pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString()
    const questions = [JSON.parse(body) as Question | Question[]].flat()
    const methods = questions.map(({ method }) => method)
    const fault = await this.fate(methods)
    if (fault === "lost question") return void outgoing.destroy()
    if (fault === "silence") return
    if (fault === "nonsense") return void outgoing.end("<html>Welcome!</html>")
    if (fault === "bad gateway") return void outgoing.writeHead(502).end("bad gateway")
    if (fault === "node's own error") {
      const answers = questions.map(({ id }) => ({
        jsonrpc: "2.0",
        id,
        error: { code: -32005, message: "daily limit exceeded" },
      }))
      return void outgoing.end(JSON.stringify(body.startsWith("[") ? answers : answers[0]))
    }
    const response = await fetch(this.behind, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    })
    const answer = Buffer.from(await response.arrayBuffer())
    await this.onAnswer(methods)
    if (fault === "lost answer") return void outgoing.destroy()
    if (fault === "late answer") await new Promise((resolve) => setTimeout(resolve, LATE))
    outgoing.setHeader("content-type", "application/json").setHeader("content-length", answer.length)
    if (fault === "half an answer") {
      outgoing.write(answer.subarray(0, answer.length >> 1), () => outgoing.destroy())
      return
    }
    outgoing.end(answer)
  }
}

interface Question {
  id: number
  method: string
}
