import { RochdaleError } from "../../sdk/index.ts"

/**
 * An error for people: one line that says what is wrong, and one that says what to do.
 *
 * @param debug adds where it comes from
 */
export function failureText(error: unknown, debug: boolean): string {
  const stack = debug && error instanceof Error ? `\n${error.stack ?? ""}` : ""
  if (error instanceof RochdaleError) {
    // The message of these errors ends with the hint.
    const problem = error.message.slice(0, error.message.length - error.hint.length).replace(/\. $/, "")
    return `error: ${problem}\nhint:  ${error.hint}${stack}`
  }
  const { code, shortMessage, message } = error as { code?: unknown; shortMessage?: unknown; message?: unknown }
  if (typeof code === "string" && LOST_CONNECTION.test(code)) {
    return `error: The Ethereum node stopped answering (${code})\nhint:  See that it runs, and start again: every run has contracts of its own${stack}`
  }
  const said = typeof shortMessage === "string" ? shortMessage : typeof message === "string" ? message : String(error)
  return `error: ${said}\nhint:  This was not foreseen. Start again with --debug to see where it comes from${stack}`
}

const LOST_CONNECTION = /^(ECONN|EPIPE|EHOST|ENOTFOUND|ETIMEDOUT|NETWORK_ERROR|SERVER_ERROR|TIMEOUT)/
