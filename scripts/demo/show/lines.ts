import { doneLine, type Show, type Shown } from "./show.ts"

/** How much time lies between two lines at least, in milliseconds: short steps need none but the last. */
const INTERVAL = 5000

/** Progress as plain lines, for files and pipes: one at each quarter of a long step, and one when it is done. */
export class LineShow implements Show {
  readonly #write: (text: string) => void

  constructor(write: (text: string) => void) {
    this.#write = write
  }

  begin(title: string, total: number): Shown {
    let parts = 0
    let last = performance.now()
    return {
      advance: (by = 1) => {
        const quarter = quarterOf(parts, total)
        parts += by
        if (quarterOf(parts, total) === quarter || parts >= total || performance.now() - last < INTERVAL) return
        last = performance.now()
        this.#write(`  ${title}: ${parts} of ${total}\n`)
      },
      done: (seconds) => this.#write(`${doneLine(title, seconds)}\n`),
    }
  }

  stop(): void {
    // Lines are whole already.
  }
}

function quarterOf(parts: number, total: number): number {
  return Math.floor((4 * parts) / total)
}
