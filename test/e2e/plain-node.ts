import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"

/** A node that is like those of public networks: no unlocked accounts, and nobody can move its clock. It passes all else on. */
export interface PlainNode {
  url: string
  stop(): Promise<void>
}

const NOT_FOR_THE_PUBLIC = /^(evm|anvil|hardhat|debug|personal)_/

/** @param behind address of a node for development */
export async function startPlainNode(behind: string): Promise<PlainNode> {
  const server: Server = createServer((incoming, outgoing) => {
    let body = ""
    incoming.setEncoding("utf8").on("data", (text: string) => (body += text))
    incoming.on("end", () => {
      void answer(body, behind).then(
        (text) => outgoing.setHeader("content-type", "application/json").end(text),
        () => outgoing.writeHead(502).end(),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

interface Question {
  id: number
  method: string
}

async function answer(body: string, behind: string): Promise<string> {
  const asked = JSON.parse(body) as Question | Question[]
  const answers = await Promise.all([asked].flat().map((question) => one(question, behind)))
  return JSON.stringify(Array.isArray(asked) ? answers : answers[0])
}

async function one(question: Question, behind: string): Promise<unknown> {
  const { id, method } = question
  if (method === "eth_accounts") return { jsonrpc: "2.0", id, result: [] }
  if (NOT_FOR_THE_PUBLIC.test(method))
    return { jsonrpc: "2.0", id, error: { code: -32601, message: `the method ${method} does not exist` } }
  const body = JSON.stringify(question)
  const response = await fetch(behind, { method: "POST", headers: { "content-type": "application/json" }, body })
  return response.json()
}
