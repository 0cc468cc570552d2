/** Runs a task in which the platform's random generator gives the same bytes each time. */
export async function withKnownRandomness<Result>(task: () => Promise<Result>): Promise<Result> {
  let call = 0
  const known = <Bytes extends ArrayBufferView>(bytes: Bytes): Bytes => {
    new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength).fill(++call)
    return bytes
  }
  Object.defineProperty(crypto, "getRandomValues", { value: known, configurable: true })
  try {
    return await task()
  } finally {
    // The platform's own stands in the prototype.
    Reflect.deleteProperty(crypto, "getRandomValues")
  }
}
