import { build } from "esbuild"
import { once } from "node:events"
import { createReadStream } from "node:fs"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import { ARTIFACTS, ROOT } from "../../scripts/paths.ts"
import { PEERS, SEMAPHORE_ARTIFACTS } from "../peers.ts"

/** The pages of contestants, each with its bundle and the artifacts, on a free port of the loopback address. */
export class PageServer implements AsyncDisposable {
  readonly address: string
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
    this.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  /** @param pages names of the files `<name>-page.ts` */
  static async start(pages: readonly string[]): Promise<PageServer> {
    const scripts = new Map<string, string>()
    for (const page of pages) scripts.set(`/${page}.js`, await bundle(page))
    const server = createServer((request, response) => {
      const path = new URL(request.url ?? "/", "http://page").pathname
      const script = scripts.get(path)
      const file = fileAt(path)
      if (script !== undefined) response.writeHead(200, { "content-type": "text/javascript" }).end(script)
      else if (pages.includes(path.slice(1)))
        response
          .writeHead(200, { "content-type": "text/html" })
          .end(`<!doctype html><meta charset="utf-8"><script type="module" src="${path}.js"></script>`)
      else if (file !== undefined) createReadStream(file).pipe(response)
      else response.writeHead(404).end()
    }).listen(0, "127.0.0.1")
    await once(server, "listening")
    return new PageServer(server)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}

function fileAt(path: string): string | undefined {
  if (path === "/semaphore.wasm") return SEMAPHORE_ARTIFACTS.wasm
  if (path === "/semaphore.zkey") return SEMAPHORE_ARTIFACTS.zkey
  const [, file] = /^\/artifacts\/(membership\/circuit\.(?:wasm|zkey))$/.exec(path) ?? []
  return file === undefined ? undefined : join(ARTIFACTS, file)
}

async function bundle(page: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, "bench", "browser", `${page}-page.ts`)],
    alias: { rochdale: join(ROOT, "dist", "index.js") },
    nodePaths: [PEERS],
    bundle: true,
    format: "esm",
    platform: "browser",
    // Read by Node alone; a page never comes there.
    external: ["node:*"],
    write: false,
    logLevel: "error",
  })
  return outputFiles[0]?.text ?? ""
}
