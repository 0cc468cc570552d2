import { build } from "esbuild"
import { readFile } from "node:fs/promises"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import { ROOT } from "../../scripts/paths.ts"
import { CONTENT_SECURITY_POLICY } from "../browser/server.ts"

/** Serves the page and the artifacts, and writes down what it is asked. */
export interface PageServer {
  address: string
  /** Method, path, headers and body of each request since the last time. */
  taken(): string[]
  stop(): Promise<void>
}

export async function startPageServer(): Promise<PageServer> {
  const bundle = await build({
    entryPoints: [join(import.meta.dirname, "page.ts")],
    alias: { rochdale: join(ROOT, "dist", "index.js") },
    bundle: true,
    format: "esm",
    platform: "browser",
    external: ["node:*"],
    write: false,
    logLevel: "error",
  })
  const script = bundle.outputFiles[0]!.text
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

async function answer(path: string, script: string): Promise<{ type: string; content?: string | Buffer }> {
  if (path === "/") {
    const content =
      '<!doctype html><meta charset="utf-8"><title>Rochdale</title><body><script type="module" src="/page.js"></script>'
    return { type: "text/html", content }
  }
  if (path === "/page.js") return { type: "text/javascript", content: script }
  const [, file] = /^\/artifacts\/([a-z0-9-]+\/circuit\.(?:wasm|zkey))$/.exec(path) ?? []
  if (file === undefined) return { type: "text/plain" }
  return { type: "application/octet-stream", content: await readFile(join(ROOT, "artifacts", file)) }
}
