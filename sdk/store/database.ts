/** What goes into a statement. */
export type Value = string | number | Uint8Array

/** SQL that SQLite and PostgreSQL both understand, with places $1, $2, … for the values, each once and in this order. */
export interface Statement {
  sql: string
  values: readonly Value[]
}

/** A row by the names of its columns. Bytes are a Uint8Array; whole numbers may come as text. */
export type Row = Record<string, unknown>

/** A database that several processes may use at once. All its methods throw StoreError. */
export interface Database {
  /** Name of the column type for bytes. */
  readonly bytes: "BLOB" | "BYTEA"

  /** Makes what is missing of a table and what belongs to it; several processes may do so at once. */
  prepare(table: string, statements: readonly Statement[]): Promise<void>

  /** Rows as they are at one moment. */
  read(statement: Statement): Promise<Row[]>

  /**
   * Carries statements out as one transaction: all or none of them, however it is broken off.
   *
   * @returns how many rows each of them changed
   */
  write(statements: readonly Statement[]): Promise<number[]>

  close(): Promise<void>
}

/** The places of values from one number on: "$3, $4". */
export function places(count: number, first = 1): string {
  return Array.from({ length: count }, (_, index) => `$${first + index}`).join(", ")
}
