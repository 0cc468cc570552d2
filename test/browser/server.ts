import { build } from "esbuild"
import { readFile } from "node:fs/promises"
import { createServer, type Server } from "node:http"
import { join } from "node:path"
import { ROOT } from "../../scripts/paths.ts"

/** The policy that an app would set: no inline code, workers from blobs alone, WebAssembly allowed. */
export const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:; connect-src 'self'; style-src 'self'"

/** Serves the page with its bundle and the artifacts on a free port of the loopback address. */
export async function servePage(): Promise<{ server: Server; address: string }> {
  const script = await pageScript(join(ROOT, "test", "browser", "page.ts"))
  const server = createServer((request, response) => {
    void answer(request.url ?? "/", script).then(({ type, content }) => {
      response.writeHead(content === undefined ? 404 : 200, {
        "content-type": type,
        "content-security-policy": CONTENT_SECURITY_POLICY,
      })
      response.end(content)
    })
  }).listen(0, "127.0.0.1")
  await new Promise((resolve) => server.once("listening", resolve))
  const { port } = server.address() as { port: number }
  return { server, address: `http://127.0.0.1:${port}` }
}

/** A page's program in one piece, with the built package. @param source path of its main file */
export async function pageScript(source: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [source],
    alias: { rochdale: join(ROOT, "dist", "index.js") },
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

/** What stands at a path: the page, its script and the artifacts, also altered ones. */
export async function answer(path: string, script: string): Promise<{ type: string; content?: string | Buffer }> {
  if (path === "/") {
    const content =
      '<!doctype html><meta charset="utf-8"><title>Rochdale</title><body><script type="module" src="/page.js"></script>'
    return { type: "text/html", content }
  }
  if (path === "/page.js") return { type: "text/javascript", content: script }
  const file = /^\/(artifacts|altered)\/([a-z0-9-]+\/circuit\.(?:wasm|zkey))$/.exec(path)
  if (file === null) return { type: "text/plain" }
  const content = await readFile(join(ROOT, "artifacts", file[2] as string))
  if (file[1] === "altered") content[100] = (content[100] as number) ^ 1
  return { type: "application/octet-stream", content }
}
