import { execFile, spawn, type ChildProcess } from "node:child_process"
import { randomBytes } from "node:crypto"
import { once } from "node:events"
import { chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import pg from "pg"

const run = promisify(execFile)
const DEBIAN = "/usr/lib/postgresql"
const USER = "keeper"

/** A PostgreSQL server of the tests' own, on the loopback address, with its files in a temporary folder. */
export class Cluster {
  readonly port: number
  readonly password: string
  readonly #folder: string
  readonly #programs: string
  readonly #account: Account
  #server: ChildProcess | undefined

  private constructor(port: number, password: string, folder: string, programs: string, account: Account) {
    this.port = port
    this.password = password
    this.#folder = folder
    this.#programs = programs
    this.#account = account
  }

  static async start(): Promise<Cluster> {
    const programs = await findPrograms()
    const account = await unprivileged()
    const folder = await mkdtemp(join(tmpdir(), "rochdale-postgres-"))
    if (account.uid !== undefined) await chown(folder, account.uid, account.gid!)
    const password = randomBytes(12).toString("hex")
    const passwordFile = join(folder, "password")
    await writeFile(passwordFile, password, { mode: 0o644 })
    const data = join(folder, "data")
    await run(
      join(programs, "initdb"),
      [
        "-D",
        data,
        "-U",
        USER,
        "-A",
        "scram-sha-256",
        `--pwfile=${passwordFile}`,
        "-E",
        "UTF8",
        "--locale=C",
        "--no-sync",
      ],
      { ...account, cwd: folder },
    )
    const cluster = new Cluster(await freePort(), password, folder, programs, account)
    await cluster.begin()
    return cluster
  }

  /** Starts the server, for the first time or after `stop`, and waits until it answers. */
  async begin(): Promise<void> {
    const settings = [
      "listen_addresses=127.0.0.1",
      `port=${this.port}`,
      // Nothing outside the folder, and no waiting for a disk that nobody pulls the plug of.
      `unix_socket_directories=${this.#folder}`,
      "fsync=off",
      "max_connections=60",
      "shared_buffers=16MB",
    ]
    const server = spawn(
      join(this.#programs, "postgres"),
      ["-D", join(this.#folder, "data"), ...settings.flatMap((setting) => ["-c", setting])],
      { ...this.#account, cwd: this.#folder, stdio: ["ignore", "ignore", "pipe"] },
    )
    this.#server = server
    let said = ""
    server.stderr.on("data", (text: Buffer) => (said += text.toString()))
    for (let attempt = 0; attempt < 300; attempt++) {
      if (server.exitCode !== null) throw new Error(`PostgreSQL has ended:\n${said}`)
      try {
        await this.ask("SELECT 1")
        return
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    }
    throw new Error(`PostgreSQL does not answer:\n${said}`)
  }

  /** Another, empty database. @returns its address */
  async database(): Promise<string> {
    const name = `test_${randomBytes(6).toString("hex")}`
    await this.ask(`CREATE DATABASE ${name}`)
    return this.address(name)
  }

  address(database: string, user = USER, password = this.password): string {
    return `postgres://${user}:${password}@127.0.0.1:${this.port}/${database}`
  }

  /** Asks the server something as its keeper. */
  async ask(sql: string, address = this.address("postgres")): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: 5000 })
    client.on("error", () => undefined)
    await client.connect()
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows
    } finally {
      await client.end()
    }
  }

  /** All bytes of its tables and logs. */
  async bytes(): Promise<Buffer> {
    await this.ask("CHECKPOINT")
    const data = join(this.#folder, "data")
    const entries = await readdir(data, { recursive: true, withFileTypes: true })
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    return Buffer.concat(await Promise.all(files.map((file) => readFile(file))))
  }

  /** Ends the server at once; connections break. */
  async stop(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    if (server?.exitCode !== null) return
    const ended = once(server, "close")
    server.kill("SIGINT")
    await ended
  }

  /** Stops it and takes its files away. */
  async remove(): Promise<void> {
    await this.stop()
    await rm(this.#folder, { recursive: true })
  }
}

interface Account {
  uid?: number
  gid?: number
}

/** PostgreSQL refuses to run as root: then its own account, which Debian's package makes, runs it. */
async function unprivileged(): Promise<Account> {
  if (process.getuid?.() !== 0) return {}
  const [uid, gid] = await Promise.all(
    ["-u", "-g"].map(async (what) => Number((await run("id", [what, "postgres"])).stdout)),
  )
  return { uid: uid!, gid: gid! }
}

/** Where the server's programs are; on a Debian machine of one's own (root) they are installed when missing. */
async function findPrograms(): Promise<string> {
  const found = await newest()
  if (found !== undefined) return found
  if (process.getuid?.() === 0) {
    // Only the programs: no server of the machine's own is to be set up and started.
    await mkdir("/etc/postgresql-common/createcluster.d", { recursive: true })
    await writeFile("/etc/postgresql-common/createcluster.d/rochdale.conf", "create_main_cluster = false\n")
    // Another test may be installing something at the same moment.
    const wait = ["-o", "DPkg::Lock::Timeout=300"]
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" }
    await retried(() => run("apt-get", [...wait, "update", "-qq"], { env }))
    await retried(() => run("apt-get", [...wait, "install", "-y", "-qq", "postgresql"], { env }))
    const installed = await newest()
    if (installed !== undefined) return installed
  }
  throw new Error(
    "These tests need PostgreSQL's server programs: install them (apt-get install postgresql) or name their folder in the variable POSTGRES_BIN.",
  )
}

async function newest(): Promise<string | undefined> {
  const asked = process.env["POSTGRES_BIN"]
  if (asked !== undefined) return asked
  const versions = await readdir(DEBIAN).catch((): string[] => [])
  const [last] = versions.filter((name) => /^\d+$/.test(name)).sort((a, b) => Number(b) - Number(a))
  if (last === undefined) return undefined
  const folder = join(DEBIAN, last, "bin")
  return (await readdir(folder).catch((): string[] => [])).includes("initdb") ? folder : undefined
}

/** `apt-get update` does not wait for its own lock. */
async function retried(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await work()
      return
    } catch (error) {
      if (attempt === 20) throw error
      await new Promise((resolve) => setTimeout(resolve, 3000))
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
