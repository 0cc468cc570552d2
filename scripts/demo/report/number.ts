/** Whole numbers with a comma at the thousands. */
export function grouped(value: number): string {
  return Math.round(value).toLocaleString("en-US")
}

/** Milliseconds for people. */
export function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(2)} s`
}

/** A long number by its ends. */
export function shortened(number: string): string {
  return `${number.slice(0, 6)}…${number.slice(-4)}`
}

/** "1 ballot", "2 ballots". */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(count)} ${count === 1 ? noun : plural}`
}
