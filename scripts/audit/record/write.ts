import type { ChainRecord } from "./record.ts"

/** What the first field of a record says. */
export const RECORD_FORMAT = "rochdale/record/v1"

/** A record as a file: JSON, one line for each block and log. */
export function recordText(record: ChainRecord): string {
  const { chainId, pollId, fromBlock, head, contracts, blocks, logs } = record
  const fields = {
    format: RECORD_FORMAT,
    chainId: chainId.toString(),
    pollId: pollId.toString(),
    fromBlock,
    head,
    contracts,
  }
  const lines = (items: readonly object[]): string => items.map((item) => `    ${JSON.stringify(item)}`).join(",\n")
  const open = JSON.stringify(fields, null, 2).slice(0, -2)
  return `${open},\n  "blocks": [\n${lines(blocks)}\n  ],\n  "logs": [\n${lines(logs)}\n  ]\n}\n`
}
