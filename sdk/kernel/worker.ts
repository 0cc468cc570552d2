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

/** The thread's end of the line to who started it, in a browser or in Node. */
interface Port {
  postMessage(answer: Answer, transfer: Transferable[]): void
  listen(onRequest: (request: Request) => void): void
}

declare const require: ((module: "node:worker_threads") => { parentPort: NodePort }) | undefined

interface NodePort {
  postMessage(answer: Answer, transfer: Transferable[]): void
  on(event: "message", listener: (request: Request) => void): void
}

const seat = new Seat()
const port = portOf()
port.listen((request) => void answer(request))

async function answer({ number, name, args }: Request): Promise<void> {
  try {
    const result = await seat.call(name, args as never)
    port.postMessage({ number, result }, [])
  } catch (error) {
    if (error instanceof KernelProblem)
      port.postMessage({ number, problem: { reason: error.reason, place: error.place } }, [])
    // Only the kind of the error: its text could hold what was worked on.
    else port.postMessage({ number, failure: error instanceof Error ? error.name : "unknown" }, [])
  }
}

function portOf(): Port {
  if (typeof require === "function") {
    const { parentPort } = require("node:worker_threads")
    return {
      postMessage: (message, transfer) => parentPort.postMessage(message, transfer),
      listen: (onRequest) => parentPort.on("message", onRequest),
    }
  }
  const scope = globalThis as unknown as {
    postMessage: Port["postMessage"]
    onmessage: (event: { data: Request }) => void
  }
  return {
    postMessage: (message, transfer) => scope.postMessage(message, transfer),
    listen: (onRequest) => {
      scope.onmessage = ({ data }) => onRequest(data)
    },
  }
}
