/** FNV-1a of 64 bits over a signal's name, by which circom's programs find an input; upper and lower half. */
export function signalHash(name: string): [upper: number, lower: number] {
  let hash = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(name)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  return [Number(hash >> 32n), Number(hash & 0xffffffffn)]
}
