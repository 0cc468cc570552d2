import { Command, InvalidArgumentError } from "commander"
import { hoursOption } from "../hours-option.ts"
import { OptionError } from "./errors.ts"

/** What the demo was asked for. */
export interface DemoOptions {
  input:
    | { kind: "commune"; folder: string }
    | { kind: "hours"; file: string; month: string; quota: number }
    | { kind: "ballots"; file: string }
  rpc: string | undefined
  chainId: bigint | undefined
  /** Seconds. */
  votingPeriod: number | undefined
  /** Folder of the circuits' files; the project's own when not given. */
  artifacts: string | undefined
  json: string | undefined
  html: string | undefined
  debug: boolean
}

interface Given {
  commune?: string
  hours?: string
  month?: string
  quota?: number
  ballots?: string
  rpc?: string
  chainId?: bigint
  votingPeriod?: number
  artifacts?: string
  json?: string
  html?: string
  debug?: boolean
}

const EXAMPLES = `
Examples:
  ./run demo
      The sample commune, on a chain inside this process. Nothing else is needed.
  ./run demo --hours labor-hours.csv --month 2006-01 --quota 100h
      Real hours of a team: who proves 100 hours in January 2006, and how many minutes do the others lack?
      Columns of the file: date, worker, category, hours (others are left aside).
  ./run demo --ballots assembly-ballots.soi
      Real ballots (a PrefLib file of type SOI): each is cast in secret, for its first preference.
  ./run demo --rpc http://127.0.0.1:8545
      The same against an Ethereum node, such as Anvil. Each run puts up contracts of its own.

Accounts on a node: those in the environment variable ROCHDALE_PRIVATE_KEYS (comma separated; never printed), else those that
the node has unlocked. Where there are fewer than the eleven or so that are needed, others are derived from the first key and
supplied by its account.

The keys of the proofs are INSECURE development keys. Networks other than local ones and public test networks are refused.`

/**
 * Reads the command line. Prints help, or what is wrong with a single option, and ends the process then.
 *
 * @throws OptionError for options that do not go together
 */
export function readOptions(argv: readonly string[], sample: string): DemoOptions {
  const command = new Command("./run demo")
    .description(
      "Plays an assembly from admission to outcome: members prove that they belong and did their share, without showing who they are, and vote in secret.",
    )
    .option("--commune <folder>", "a commune's files, in the form of the folder sample/ (the default)")
    .option("--hours <file>", "booked hours (CSV) instead of a commune; nobody votes")
    .option("--month <month>", "with --hours: the month, as in 2006-01")
    .option("--quota <hours>", 'with --hours: what each must have done, as in 100h or "99:30"', hoursOption)
    .option("--ballots <file>", "ranked ballots (SOI) instead of a commune; first preferences are cast")
    .option("--rpc <url>", "an Ethereum node to run on, instead of the chain inside this process")
    .option("--chain-id <number>", "with --rpc: stop unless the node is on this chain", chainIdOf)
    .option("--voting-period <seconds>", "how long the vote is open, instead of the proposal's time", secondsOf)
    .option(
      "--artifacts <folder>",
      "the circuits' files, instead of the folder artifacts/; they are checked against their hashes",
    )
    .option("--json <file>", "write the report as data too")
    .option("--html <file>", "write the report as a page too, for a browser")
    .option("--debug", "show where an error comes from")
    .helpOption("-h, --help", "show this help")
    .addHelpText("after", EXAMPLES)
    .parse(argv, { from: "user" })
  if (command.args.length > 0) throw new OptionError(`"${command.args[0] ?? ""}" is no option of the demo`)
  const given: Given = command.opts()
  return {
    input: inputOf(given, sample),
    rpc: given.rpc,
    chainId: given.chainId,
    votingPeriod: given.votingPeriod,
    artifacts: given.artifacts,
    json: given.json,
    html: given.html,
    debug: given.debug === true,
  }
}

function inputOf(
  { commune, hours: file, month, quota, ballots, rpc, chainId }: Given,
  sample: string,
): DemoOptions["input"] {
  const inputs = [commune && "--commune", file && "--hours", ballots && "--ballots"].filter((name) => name)
  if (inputs.length > 1) throw new OptionError(`${inputs.join(" and ")} do not go together`, "Give one of them")
  if (file === undefined && (month !== undefined || quota !== undefined))
    throw new OptionError(`${month === undefined ? "--quota" : "--month"} goes with --hours`, "Give --hours FILE too")
  if (chainId !== undefined && rpc === undefined)
    throw new OptionError("--chain-id goes with --rpc", "Give --rpc URL too")
  if (file !== undefined) {
    if (month === undefined || quota === undefined)
      throw new OptionError("--hours needs --month and --quota", "As in --month 2006-01 --quota 100h")
    return { kind: "hours", file, month, quota }
  }
  return ballots === undefined ? { kind: "commune", folder: commune ?? sample } : { kind: "ballots", file: ballots }
}

function chainIdOf(text: string): bigint {
  if (!/^\d{1,18}$/.test(text)) throw new InvalidArgumentError("It must be a number, as in 31337.")
  return BigInt(text)
}

function secondsOf(text: string): number {
  const seconds = Number(text)
  if (/^\d{1,9}$/.test(text) && seconds > 0) return seconds
  throw new InvalidArgumentError("It must be a whole number of seconds above zero.")
}
