import type { Show } from "../../scripts/demo/show/show.ts"

/** Shows nothing. */
export const SILENT: Show = {
  begin: () => ({ advance: () => undefined, done: () => undefined }),
  stop: () => undefined,
}

/** The chain inside the process, and all else as it comes. */
export const EMBEDDED = {
  rpc: undefined,
  chainId: undefined,
  votingPeriod: undefined,
  artifacts: undefined,
  privateKeys: undefined,
}
