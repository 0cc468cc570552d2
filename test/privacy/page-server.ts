import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import { answer, CONTENT_SECURITY_POLICY, pageScript } from "../browser/server.ts"

/** Serves the page and the artifacts, and writes down what it is asked. */
export interface PageServer {
  address: string
  /** Method, path, headers and body of each request since the last time. */
  taken(): string[]
  stop(): Promise<void>
}

export async function startPageServer(): Promise<PageServer> {
  const script = await pageScript(join(import.meta.dirname, "page.ts"))
  let requests: string[] = []
  const server = createServer((incoming, outgoing) => {
    let body = ""
    incoming.setEncoding("latin1").on("data", (text: string) => (body += text))
    incoming.on("end", () => {
      requests.push([incoming.method, incoming.url, JSON.stringify(incoming.headers), body].join(" "))
      void answer(incoming.url ?? "/", script).then(({ type, content }) => {
        const policy = { "content-security-policy": CONTENT_SECURITY_POLICY, "cache-control": "max-age=60" }
        outgoing.writeHead(content === undefined ? 404 : 200, { "content-type": type, ...policy }).end(content)
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    address: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    taken() {
      const all = requests
      requests = []
      return all
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
