import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import type { Chain } from "../contracts/chain.ts"

/** A simulated chain as a node on this machine that others can ask. */
export interface RpcBridge {
  url: string
  stop(): Promise<void>
}

interface Question {
  id: number
  method: string
  params?: unknown[]
}

/** @param refuse says which questions are answered with an error, as nodes do that limit what they look up at once */
export async function startRpcBridge(
  chain: Chain,
  refuse: (question: Question) => boolean = () => false,
): Promise<RpcBridge> {
  const one = async ({ id, method, params = [] }: Question): Promise<unknown> => {
    try {
      if (refuse({ id, method, params })) throw new Error("query exceeds the limit of blocks")
      return { jsonrpc: "2.0", id, result: await chain.provider.request({ method, params }) }
    } catch (error) {
      return { jsonrpc: "2.0", id, error: { code: -32000, message: (error as Error).message } }
    }
  }
  const server = createServer((incoming, outgoing) => {
    let body = ""
    incoming.setEncoding("utf8").on("data", (text: string) => (body += text))
    incoming.on("end", () => {
      const asked = JSON.parse(body) as Question | Question[]
      void Promise.all([asked].flat().map(one)).then((answers) => {
        outgoing.setHeader("content-type", "application/json")
        outgoing.end(JSON.stringify(Array.isArray(asked) ? answers : answers[0]))
      })
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
