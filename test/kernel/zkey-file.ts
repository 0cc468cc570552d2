/** A zkey as a list of sections, to be changed and written again. */
export interface ZkeyFile {
  magic: string
  version: number
  sections: { number: number; content: Uint8Array }[]
}

export function readZkey(file: Uint8Array): ZkeyFile {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const sections: ZkeyFile["sections"] = []
  for (let [left, at] = [view.getUint32(8, true), 12]; left > 0; left--) {
    const size = Number(view.getBigUint64(at + 4, true))
    sections.push({ number: view.getUint32(at, true), content: file.slice(at + 12, at + 12 + size) })
    at += 12 + size
  }
  return { magic: "zkey", version: view.getUint32(4, true), sections }
}

export function writeZkey({ magic, version, sections }: ZkeyFile): Uint8Array<ArrayBuffer> {
  const size = sections.reduce((sum, { content }) => sum + 12 + content.length, 12)
  const file = new Uint8Array(size)
  const view = new DataView(file.buffer)
  file.set(new TextEncoder().encode(magic))
  view.setUint32(4, version, true)
  view.setUint32(8, sections.length, true)
  let at = 12
  for (const { number, content } of sections) {
    view.setUint32(at, number, true)
    view.setBigUint64(at + 4, BigInt(content.length), true)
    file.set(content, at + 12)
    at += 12 + content.length
  }
  return file
}
