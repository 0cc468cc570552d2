import type { Curve } from "snarkjs"

/** How long the worker threads of the curve outlive their last use, in milliseconds. */
const IDLE = 100

let users = 0
let ours = false
let idleTimer: ReturnType<typeof setTimeout> | undefined

/**
 * Runs a task that needs snarkjs's worker threads and sees to it that they do not keep the process alive afterwards.
 *
 * Threads start in tens of milliseconds, so those of one task are kept a moment for the next; `holdCurve` keeps them longer.
 */
export async function withCurve<Result>(task: (curve: Curve) => Promise<Result>): Promise<Result> {
  const release = await holdCurve()
  try {
    return await task(await curve())
  } finally {
    release()
  }
}

/** Keeps the threads until the returned function is called. Calling it twice does nothing more. */
export async function holdCurve(): Promise<() => void> {
  clearTimeout(idleTimer)
  // Threads that somebody else started by using snarkjs directly are theirs to end.
  ours ||= !globalThis.curve_bn128
  users++
  let released = false
  await curve()
  return () => {
    if (released) return
    released = true
    users--
    if (users === 0) endWhenIdle()
  }
}

/** Loads snarkjs, which takes longer than a proof by the kernel, only where something needs it. */
async function curve(): Promise<Curve> {
  const { curves } = await import("snarkjs")
  return curves.getCurveFromName("bn128")
}

function endWhenIdle(): void {
  if (!ours) return
  idleTimer = setTimeout(() => {
    if (users > 0) return
    ours = false
    void globalThis.curve_bn128?.terminate()
  }, IDLE)
}
