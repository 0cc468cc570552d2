import { FileAccessError } from "./errors.ts"
import { failureText } from "./failure.ts"

/**
 * Ends the program when its standard output cannot be written any more: quietly where the reader has left, for `./run demo | head` is no error, and else with a
 * line that says why.
 *
 * @param failed exit code for the latter
 */
export function endWithStandardOutput(failed: number): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0)
    process.stderr.write(`${failureText(new FileAccessError("The standard output", "written", error), false)}\n`)
    process.exit(failed)
  })
}
