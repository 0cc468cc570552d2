/** What a contestant can be asked to do. The answer is what it measured, or something that JSON can hold. */
export type Actions = Record<string, (argument: number) => Promise<unknown>>

/** What the benchmark asks. */
export interface Question {
  action: string
  argument: number
}

/** What it gets. */
export type Answer = { result: unknown } | { error: string }

/** Says that it is ready, and then does what the benchmark asks, one thing at a time. */
export function serve(actions: Actions): void {
  process.on("message", ({ action, argument }: Question) => {
    void answerTo(actions[action], argument).then((answer) => process.send?.(answer))
  })
  // The benchmark is gone.
  process.on("disconnect", () => process.exit())
  process.send?.("ready")
}

/** How long a task takes, in ms. */
export async function timed(task: () => unknown): Promise<number> {
  const start = performance.now()
  await task()
  return performance.now() - start
}

async function answerTo(action: Actions[string] | undefined, argument: number): Promise<Answer> {
  try {
    if (action === undefined) throw new Error("there is no such action")
    return { result: await action(argument) }
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
