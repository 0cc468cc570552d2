import { Presets, SingleBar } from "cli-progress"
import { doneLine, TITLE_WIDTH, type Show, type Shown } from "./show.ts"

/** Progress as bars on a terminal. A bar goes away when its step is done, and a line takes its place. */
export class BarShow implements Show {
  readonly #stream: NodeJS.WriteStream
  #bar: SingleBar | undefined

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream
  }

  begin(title: string, total: number): Shown {
    const bar = new SingleBar(
      {
        stream: this.#stream,
        format: `  ${title.padEnd(TITLE_WIDTH - 8)} {bar} {value}/{total}  {left}`,
        barsize: 20,
        clearOnComplete: true,
        hideCursor: true,
        // The demo ends on a signal by itself, by way of stop().
        gracefulExit: false,
      },
      Presets.shades_classic,
    )
    this.#bar = bar
    const start = performance.now()
    let parts = 0
    bar.start(total, 0, { left: "" })
    return {
      advance: (by = 1) => {
        parts += by
        bar.update(Math.min(parts, total), { left: timeLeft(performance.now() - start, parts, total) })
      },
      done: (seconds) => {
        this.stop()
        this.#stream.write(`${doneLine(title, seconds)}\n`)
      },
    }
  }

  stop(): void {
    this.#bar?.stop()
    this.#bar = undefined
  }
}

function timeLeft(milliseconds: number, parts: number, total: number): string {
  if (parts < 2 || parts >= total) return ""
  return `about ${Math.ceil(((milliseconds / parts) * (total - parts)) / 1000)} s left`
}
