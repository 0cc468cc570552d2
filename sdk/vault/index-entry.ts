/** What the index says: which entries there are and which write made each. It is itself an entry, encrypted like the others. */
export interface VaultIndex {
  /** Number of the last write, counted from 1 on. */
  generation: number
  /** Revision of each entry by its name: the generation of the write that made it. */
  entries: Map<string, number>
}

export function indexToJson({ entries }: VaultIndex): string {
  return JSON.stringify([...entries])
}

export function indexFromJson(generation: number, json: string): VaultIndex {
  return { generation, entries: new Map(JSON.parse(json) as [string, number][]) }
}
