import { Command, CommanderError, InvalidArgumentError } from "commander"
import { getAddress } from "ethers"
import { fieldElement } from "../../sdk/crypto/field.ts"
import { AuditOptionError } from "./errors.ts"

/** What is to be audited. */
export interface AuditOptions {
  from:
    { kind: "chain"; rpc: string; assembly: string; pollId: bigint; fromBlock: number } | { kind: "file"; file: string }
  /** Where to write the record. */
  export: string | undefined
  /** The mark of a voter who looks for the own ballot. */
  nullifier: bigint | undefined
  json: boolean
  debug: boolean
}

interface Given {
  rpc?: string
  assembly?: string
  poll?: bigint
  fromBlock?: number
  file?: string
  export?: string
  nullifier?: bigint
  json?: boolean
  debug?: boolean
}

const NOTES = `
Examples:
  ./run audit --rpc http://127.0.0.1:8545 --assembly 0x5FbD... --poll 3
      Audits poll 3 from the node's log.
  ./run audit --rpc http://127.0.0.1:8545 --assembly 0x5FbD... --poll 3 --export poll-3.json
      The same, and keeps what was read, for who has no node.
  ./run audit --file poll-3.json --nullifier 1234...
      Audits that record, and looks for the ballot with this mark in it.

It needs nothing but the log: no account, no trust in the node's sums, no code of the contracts. It says what it checked, or the first thing
that is wrong.

Exit code: 0 all is right; 1 something is wrong, or the ballot looked for is not there; 2 it could not be audited.`

/**
 * Reads the command line. Undefined when help was asked for, and printed.
 *
 * @throws AuditOptionError
 */
export function readOptions(argv: readonly string[]): AuditOptions | undefined {
  const command = new Command("./run audit")
    .description(
      "Audits a poll: replays the chain's log, verifies every proof in it, and counts and settles the poll anew.",
    )
    .option("--rpc <url>", "an Ethereum node to read from")
    .option("--assembly <address>", "with --rpc: the assembly's contract", addressOption)
    .option("--poll <number>", "with --rpc: the poll, from 1 on", pollOption)
    .option(
      "--from-block <number>",
      "with --rpc: first block to look at; that of the first contract, or any before (default 0)",
      blockOption,
    )
    .option("--file <record>", "a record to read instead of a chain, as --export writes it")
    .option("--export <file>", "with --rpc: write what was read as a record")
    .option("--nullifier <mark>", "look for the ballot with this mark: as a proof shows it, decimal or 0x", markOption)
    .option("--json", "print the report as JSON")
    .option("--debug", "show where an error comes from")
    .helpOption("-h, --help", "show this help")
    .addHelpText("after", NOTES)
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
  try {
    command.parse([...argv], { from: "user" })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return undefined
    throw new AuditOptionError(error.message.replace(/^error: /, "").replace(/\.$/, ""))
  }
  const given: Given = command.opts()
  return {
    from: sourceOf(given),
    export: given.export,
    nullifier: given.nullifier,
    json: given.json === true,
    debug: given.debug === true,
  }
}

function sourceOf({ rpc, assembly, poll, fromBlock, file, export: exported }: Given): AuditOptions["from"] {
  if (file !== undefined) {
    const others = {
      "--rpc": rpc,
      "--assembly": assembly,
      "--poll": poll,
      "--from-block": fromBlock,
      "--export": exported,
    }
    const beside = Object.entries(others).find(([, value]) => value !== undefined)
    if (beside !== undefined)
      throw new AuditOptionError(
        `--file and ${beside[0]} do not go together`,
        "A record holds one poll; give the file alone",
      )
    return { kind: "file", file }
  }
  if (rpc === undefined || assembly === undefined || poll === undefined)
    throw new AuditOptionError(
      "There is nothing to audit",
      "Give --rpc URL --assembly ADDRESS --poll N, or --file RECORD",
    )
  return { kind: "chain", rpc, assembly, pollId: poll, fromBlock: fromBlock ?? 0 }
}

function addressOption(text: string): string {
  try {
    return getAddress(text)
  } catch {
    throw new InvalidArgumentError("It must be an Ethereum address.")
  }
}

function pollOption(text: string): bigint {
  if (/^[1-9]\d{0,76}$/.test(text)) return BigInt(text)
  throw new InvalidArgumentError("It must be a whole number from 1 on.")
}

function blockOption(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new InvalidArgumentError("It must be a whole number.")
}

function markOption(text: string): bigint {
  try {
    return fieldElement(text, "nullifier")
  } catch {
    throw new InvalidArgumentError("It must be a number below r, decimal or in hex with 0x.")
  }
}
