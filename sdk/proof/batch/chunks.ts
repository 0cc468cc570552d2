/** How many points one task of a thread takes: few, so that all threads end at nearly the same time. */
const CHUNK = 5

/** Works on a list in short pieces, all at once, and puts the results together in the list's order. */
export async function inChunks<Item, Result>(
  items: readonly Item[],
  work: (chunk: readonly Item[]) => Promise<Result[]>,
): Promise<Result[]> {
  const starts = Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, index) => index * CHUNK)
  return (await Promise.all(starts.map((start) => work(items.slice(start, start + CHUNK))))).flat()
}
