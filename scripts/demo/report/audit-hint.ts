import type { Play } from "./play.ts"

/** How a stranger checks the poll: a sentence, and a command where there is a node that still has it. */
export interface AuditHint {
  text: string
  command: string | undefined
}

/** Undefined where nothing was decided. */
export function auditHint({ chain, contracts, poll }: Play): AuditHint | undefined {
  if (poll === undefined) return undefined
  if (chain.url === undefined) {
    return {
      text: "This chain is gone now. On a node of its own (--rpc URL) the poll stays, and ./run audit checks every proof in it again.",
      command: undefined,
    }
  }
  const { id, fromBlock } = poll
  return {
    text: "The poll stays on the node. Anybody can check every proof in it, the sum and the outcome:",
    command: `./run audit --rpc ${shownUrl(chain.url)} --assembly ${contracts.assembly} --poll ${id} --from-block ${fromBlock}`,
  }
}

/** A node's address often has a key in it. */
function shownUrl(url: string): string {
  if (!URL.canParse(url)) return "URL"
  const { protocol, host, pathname, search, username, password } = new URL(url)
  const plain = [search, username, password].every((part) => part === "") && pathname === "/"
  return plain ? `${protocol}//${host}` : "URL"
}
