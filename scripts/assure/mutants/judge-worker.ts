import { parentPort, workerData } from "node:worker_threads"
import { isDeterministic, judge, type Question } from "./judge.ts"

// The compiler does not let go of its thread; here it has one of its own. An error ends the thread and reaches who waits for it.
const { original, mutant } = workerData as { original: Question["original"]; mutant?: Question }
parentPort!.postMessage(mutant ? await judge(mutant) : await isDeterministic(original))
