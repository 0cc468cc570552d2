import pg from "pg"
import { StoreError } from "../errors.ts"
import type { Database, Row, Statement } from "./database.ts"

/** Where a PostgreSQL database is and who asks. What is left out comes from the PG… variables of the environment. */
export interface PostgresConnection {
  host?: string
  port?: number
  user?: string
  password?: string
  database?: string
  /** true asks for TLS with a certificate that the machine trusts; `ca` names another authority's certificate (PEM). */
  ssl?: boolean | { ca: string }
  /** Most connections at once; 4 when left out. */
  connections?: number
}

const CONNECTIONS = 4

/** How long to wait for a connection, in milliseconds. */
const CONNECT_TIMEOUT = 10_000

const HINT =
  "Check that the server answers, and the account's rights; when a write was under way, read again to see whether it was kept"

/** A PostgreSQL database, for Node. Its connections do not keep a process alive. */
export class PostgresDatabase implements Database {
  readonly bytes = "BYTEA"
  readonly #pool: pg.Pool
  readonly #place: string

  private constructor(pool: pg.Pool, place: string) {
    this.#pool = pool
    this.#place = place
  }

  /**
   * @param connection an address such as "postgres://user:password@host:5432/database", or its parts
   * @throws StoreError when nobody answers there
   */
  static async open(connection: string | PostgresConnection): Promise<PostgresDatabase> {
    const place = placeOf(connection)
    let pool: pg.Pool | undefined
    try {
      const { connections = CONNECTIONS, ...where } =
        typeof connection === "string" ? { connectionString: connection } : connection
      pool = new pg.Pool({
        ...where,
        max: connections,
        connectionTimeoutMillis: CONNECT_TIMEOUT,
        allowExitOnIdle: true,
      })
      pool.on("error", brokenElsewhere)
      await pool.query("SELECT 1")
      return new PostgresDatabase(pool, place)
    } catch (cause) {
      await pool?.end()
      throw new StoreError("open", place, cause, HINT)
    }
  }

  async prepare(table: string, statements: readonly Statement[]): Promise<void> {
    // An account that may not make tables can use those that are there.
    const [found] = await this.read({ sql: "SELECT to_regclass($1) IS NOT NULL AS there", values: [table] })
    if (found?.["there"] === true) return
    // Two that make one table at once would fail on each other.
    const lock = { sql: "SELECT pg_advisory_xact_lock(hashtext($1))", values: ["rochdale"] }
    await this.#transaction("open", [lock, ...statements])
  }

  async read({ sql, values }: Statement): Promise<Row[]> {
    try {
      return (await this.#pool.query<Row>(sql, [...values])).rows
    } catch (cause) {
      throw this.#failed("read", cause)
    }
  }

  write(statements: readonly Statement[]): Promise<number[]> {
    return this.#transaction("write", statements)
  }

  async close(): Promise<void> {
    if (!this.#pool.ended) await this.#pool.end()
  }

  async #transaction(doing: string, statements: readonly Statement[]): Promise<number[]> {
    let client: pg.PoolClient | undefined
    let broken: Error | undefined
    try {
      client = await this.#pool.connect()
      client.on("error", brokenElsewhere)
      await client.query("BEGIN")
      const changed: number[] = []
      for (const { sql, values } of statements) changed.push((await client.query(sql, [...values])).rowCount ?? 0)
      await client.query("COMMIT")
      return changed
    } catch (cause) {
      broken = cause instanceof Error ? cause : new Error(String(cause))
      throw this.#failed(doing, cause)
    } finally {
      // A connection on which something failed is closed and not used again; that also undoes its transaction.
      client?.off("error", brokenElsewhere)
      client?.release(broken)
    }
  }

  #failed(doing: string, cause: unknown): StoreError {
    return new StoreError(doing, this.#place, cause, HINT)
  }
}

/**
 * For the event of a connection that breaks: the statement under way, if any, fails by itself, and an idle connection is replaced when one is needed
 * next. Without a listener the event would end the process.
 */
function brokenElsewhere(): void {
  // See above.
}

/** Where the database is, for messages: without the password. */
function placeOf(connection: string | PostgresConnection): string {
  if (typeof connection === "string") {
    const url = URL.canParse(connection) ? new URL(connection) : undefined
    return url === undefined ? "PostgreSQL" : `PostgreSQL at ${url.host}${url.pathname}`
  }
  const { host, port, database } = connection
  return `PostgreSQL${host === undefined ? "" : ` at ${host}${port === undefined ? "" : `:${port}`}`}${database === undefined ? "" : `/${database}`}`
}
