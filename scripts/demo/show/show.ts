/** Where progress is shown. */
export interface Show {
  /** Begins a long step. @param total what `advance` will count to; 1 for a step without parts */
  begin(title: string, total: number): Shown
  /** Leaves the terminal as it was found; for the end by an error or a signal. */
  stop(): void
}

/** A step that is being shown. */
export interface Shown {
  advance(parts?: number): void
  /** The step is done. */
  done(seconds: number): void
}

/** A line for a step that is done. */
export function doneLine(title: string, seconds: number): string {
  return `  ${title.padEnd(TITLE_WIDTH)} ${seconds.toFixed(1).padStart(6)} s`
}

export const TITLE_WIDTH = 52
