/**
 * Lets several jobs print without mixing: the first that is still running prints at once, the others when all before them are done.
 */
export class Turns {
  readonly #write: (text: string) => void
  readonly #waiting: string[][] = []
  readonly #done = new Set<number>()
  #turn = 0

  /** @param write where everything goes in the end */
  constructor(write: (text: string) => void) {
    this.#write = write
  }

  /** Prints for the job of that number, now or when its turn comes. */
  print(job: number, text: string): void {
    if (job === this.#turn) this.#write(text)
    else (this.#waiting[job] ??= []).push(text)
  }

  /** The job prints no more. */
  finish(job: number): void {
    this.#done.add(job)
    while (this.#done.has(this.#turn)) {
      this.#turn++
      for (const text of this.#waiting[this.#turn] ?? []) this.#write(text)
      this.#waiting[this.#turn] = []
    }
  }
}
