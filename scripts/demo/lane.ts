/** Tasks one after the other beside the main work: ballots are checked and sent while the next proof is made. */
export class Lane {
  #last: Promise<void> = Promise.resolve()
  #failure: { error: unknown } | undefined

  /**
   * Puts a task at the end. Those behind a task that failed are not run.
   *
   * @throws what an earlier task threw
   */
  add(task: () => Promise<void>): void {
    this.#rethrow()
    this.#last = this.#last.then(async () => {
      if (this.#failure !== undefined) return
      try {
        await task()
      } catch (error) {
        this.#failure = { error }
      }
    })
  }

  /** Returns once every task is done. @throws what one of them threw */
  async finish(): Promise<void> {
    await this.#last
    this.#rethrow()
  }

  /** Returns once nothing runs any more; for the way out after another error. */
  async settle(): Promise<void> {
    this.#failure ??= { error: undefined }
    await this.#last
  }

  #rethrow(): void {
    if (this.#failure !== undefined) throw this.#failure.error
  }
}
