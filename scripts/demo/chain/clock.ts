import type { JsonRpcApiProvider } from "ethers"
import { ClockError } from "../errors.ts"

const LOOK_EVERY = 2000
/** A chain that makes blocks only for transactions shows an old time; by our own clock it must be past this many seconds ago. */
const PATIENCE = 5

/** The time of a chain, which may be moved on nodes for development. */
export interface Clock {
  /** Whether the node lets us move its clock forward. */
  movable: boolean
  /** Time of the last block, in seconds since 1970. */
  now(): Promise<number>
  /**
   * Returns once the chain's time has come.
   *
   * @param time   seconds since 1970
   * @param onWait called again and again with the seconds that are left, where one has to wait
   */
  reach(time: number, onWait?: (left: number) => void): Promise<void>
}

/** @param notBefore seconds since 1970. @throws ClockError where the clock stands before that and cannot be moved */
export async function openClock(provider: JsonRpcApiProvider, notBefore: number): Promise<Clock> {
  const movable = await hasMovableClock(provider)
  const now = async (): Promise<number> => (await provider.getBlock("latest"))?.timestamp ?? 0
  const move = async (time: number): Promise<void> => {
    for (let left = time - (await now()); left > 0; left = time - (await now())) {
      await provider.send("evm_increaseTime", [left])
      await provider.send("evm_mine", [])
    }
  }
  const wait = async (time: number, onWait?: (left: number) => void): Promise<void> => {
    for (;;) {
      const left = Math.max(time - (await now()), 0)
      if (left === 0 || Date.now() / 1000 >= time + PATIENCE) return
      onWait?.(left)
      await new Promise((resolve) => setTimeout(resolve, Math.min(LOOK_EVERY, left * 1000)))
    }
  }
  const ownTime = Math.floor(Date.now() / 1000)
  if (movable) await move(notBefore)
  else if (notBefore > Math.max(ownTime, await now())) {
    const [day, wanted] = [isoDay(ownTime), isoDay(notBefore)]
    throw new ClockError(
      `The chain's clock stands at ${day}, but the input goes to ${wanted}, and this node does not let one move its clock`,
      "Use input whose days are past, or a node for development such as Anvil",
    )
  }
  return { movable, now, reach: movable ? move : wait }
}

async function hasMovableClock(provider: JsonRpcApiProvider): Promise<boolean> {
  try {
    await provider.send("evm_increaseTime", [0])
    return true
  } catch {
    return false
  }
}

function isoDay(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10)
}
