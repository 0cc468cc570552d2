// Runs in a thread of its own; bundled into sdk/kernel/generated/worker.ts.
import { KernelProblem } from "./problem.ts"
import { Seat, type Calls } from "./seat.ts"

/** One call, and its answer under the same number. */
export interface Request {
  number: number
  name: keyof Calls
  args: unknown[]
}

export type Answer =
  | { number: number; result: unknown }
  | { number: number; problem: Pick<KernelProblem, "reason" | "place"> }
  | { number: number; failure: string }

/** Node's end of the line to who started the thread; a browser has its own in the global scope. */
interface NodePort {
  postMessage(answer: Answer): void
  on(event: "message", listener: (request: Request) => void): void
}

interface ThreadScope {
  /** Set by who starts a thread of Node. */
  kernelPort?: NodePort
  postMessage(answer: Answer): void
  onmessage: (event: { data: Request }) => void
}

const seat = new Seat()
const scope = globalThis as unknown as ThreadScope
if (scope.kernelPort === undefined) scope.onmessage = ({ data }) => void answer(data, scope)
else scope.kernelPort.on("message", (request) => void answer(request, scope.kernelPort as NodePort))

async function answer({ number, name, args }: Request, port: Pick<NodePort, "postMessage">): Promise<void> {
  try {
    port.postMessage({ number, result: await seat.call(name, args as never) })
  } catch (error) {
    if (error instanceof KernelProblem)
      port.postMessage({ number, problem: { reason: error.reason, place: error.place } })
    // Only the kind of the error: its text could hold what was worked on.
    else port.postMessage({ number, failure: error instanceof Error ? error.name : "unknown" })
  }
}
