import { readdir, readFile } from "node:fs/promises"
import { join } from "node:path"

/** What V8 says of a script: see `NODE_V8_COVERAGE` in Node's documentation. */
interface V8Script {
  url: string
  functions: { ranges: V8Range[] }[]
}

interface V8Range {
  startOffset: number
  endOffset: number
  count: number
}

/**
 * Which characters of which scripts ran, in any of the processes that wrote into a folder.
 *
 * @param folder what NODE_V8_COVERAGE named for them
 * @param prefix of the scripts' addresses: the others are passed over
 * @returns for each address and each character 1 if it ran; a script that was never loaded is not in it
 */
export async function ranIn(folder: string, prefix: string): Promise<Map<string, Uint8Array>> {
  const ran = new Map<string, Uint8Array>()
  for (const name of await readdir(folder)) {
    const { result } = JSON.parse(await readFile(join(folder, name), "utf8")) as { result: V8Script[] }
    for (const script of result) if (script.url.startsWith(prefix)) note(ran, script)
  }
  return ran
}

function note(ran: Map<string, Uint8Array>, { url, functions }: V8Script): void {
  const ranges = functions.flatMap((each) => each.ranges)
  // Ranges lie inside one another and never overlap otherwise: the innermost, painted last, is what counts.
  ranges.sort((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset)
  const size = Math.max(0, ...ranges.map(({ endOffset }) => endOffset))
  const here = new Uint8Array(size)
  for (const { startOffset, endOffset, count } of ranges) here.fill(count > 0 ? 1 : 0, startOffset, endOffset)

  const before = ran.get(url)
  if (before === undefined) ran.set(url, here)
  else here.forEach((value, place) => (before[place]! |= value))
}
