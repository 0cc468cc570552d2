import { workerData } from "node:worker_threads"
import { compileCircuit } from "./compile.ts"

// The compiler does not let go of its thread; here it has one of its own. An error ends the thread and reaches who waits for it.
await compileCircuit(...(workerData as Parameters<typeof compileCircuit>))
