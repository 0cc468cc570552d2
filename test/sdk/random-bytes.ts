/**
 * Runs a task in which the platform's random generator gives known bytes.
 *
 * @param fill gets the number of the call, from 1 on, and gives the value of every byte
 * @returns how many bytes each call asked for
 */
export function withRandomBytes(fill: (call: number) => number, task: () => void): number[] {
  const asked: number[] = []
  const known = (bytes: Uint8Array): Uint8Array => {
    asked.push(bytes.length)
    return bytes.fill(fill(asked.length))
  }
  Object.defineProperty(crypto, "getRandomValues", { value: known, configurable: true })
  try {
    task()
  } finally {
    // The platform's own stands in the prototype.
    Reflect.deleteProperty(crypto, "getRandomValues")
  }
  return asked
}
