import { createServer, request, type IncomingHttpHeaders } from "node:http"
import type { AddressInfo } from "node:net"

/** A request that went through the proxy. */
export interface Exchange {
  /** Method, path and query. */
  request: string
  headers: IncomingHttpHeaders
  body: string
  answer: string
}

/** Stands before a node and writes down all that it is asked. */
export interface RecordingProxy {
  url: string
  /** Gives what came since the last time, and forgets it. */
  taken(): Exchange[]
  stop(): Promise<void>
}

/** @param behind address of the node */
export async function startRecordingProxy(behind: string): Promise<RecordingProxy> {
  let exchanges: Exchange[] = []
  const server = createServer((incoming, outgoing) => {
    let body = ""
    incoming.setEncoding("utf8").on("data", (text: string) => (body += text))
    incoming.on("end", () => {
      const exchange = { request: `${incoming.method!} ${incoming.url!}`, headers: incoming.headers, body, answer: "" }
      // In the order in which they were asked, not answered.
      exchanges.push(exchange)
      void passedOn(behind, body).then(
        (answer) => {
          exchange.answer = answer
          outgoing.setHeader("content-type", "application/json").end(answer)
        },
        () => outgoing.writeHead(502).end(),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    taken() {
      const all = exchanges
      exchanges = []
      return all
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Each question on a connection of its own: one that is kept open may be closed by the node in the moment in which it is used again. */
function passedOn(behind: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { method: "POST", agent: false, headers: { "content-type": "application/json" } } as const
    const asking = request(behind, options, (incoming) => {
      let answer = ""
      incoming.setEncoding("utf8").on("data", (text: string) => (answer += text))
      incoming.on("end", () => resolve(answer)).on("error", reject)
    })
    asking.on("error", reject).end(body)
  })
}
