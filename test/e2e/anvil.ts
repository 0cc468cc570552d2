import { spawn } from "node:child_process"
import { createRequire } from "node:module"
import { createServer, type AddressInfo } from "node:net"
import { dirname, join } from "node:path"

const require = createRequire(import.meta.url)
const STARTING_TIME = 30_000

/** An Anvil process: an Ethereum node that is not ours. */
export interface Anvil {
  url: string
  /** Asks it something, past the demo. */
  request(method: string, params?: unknown[]): Promise<unknown>
  stop(): Promise<void>
}

/** Starts Anvil on a free port of this machine and waits until it answers. @param args of its command line */
export async function startAnvil(args: readonly string[] = []): Promise<Anvil> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(anvilBinary(), ["--port", String(port), "--silent", ...args], { stdio: "ignore" })
  const kill = (): void => void child.kill("SIGKILL")
  process.once("exit", kill)
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  const anvil = {
    url,
    request: (method: string, params: unknown[] = []) => request(url, method, params),
    stop: () => {
      process.off("exit", kill)
      kill()
      return ended
    },
  }
  for (const deadline = Date.now() + STARTING_TIME; ;) {
    try {
      await anvil.request("eth_chainId")
      return anvil
    } catch (error) {
      if (Date.now() > deadline || child.exitCode !== null) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

// The command of @foundry-rs/anvil looks for this file too; here nothing stands between, so that killing the process kills the node.
function anvilBinary(): string {
  const [platform, arch] = [process.platform, process.arch === "x64" ? "amd64" : process.arch]
  return join(dirname(require.resolve(`@foundry-rs/anvil-${platform}-${arch}/package.json`)), "bin", "anvil")
}

/** A port of this machine that nobody listens on. */
export function freePort(): Promise<number> {
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

/** One question to a node. */
export async function request(url: string, method: string, params: unknown[]): Promise<unknown> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params })
  const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body })
  const { result, error } = (await response.json()) as { result?: unknown; error?: { message: string } }
  if (error !== undefined) throw new Error(`${method}: ${error.message}`)
  return result
}
