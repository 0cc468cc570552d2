// A thread of a test: an engine whose policy forbids WebAssembly builds a roll, and says its root.
import { parentPort } from "node:worker_threads"
import { Roll } from "../../sdk/index.ts"
import { crowd } from "../sdk/roll/scene.ts"

function forbidden(): never {
  throw new WebAssembly.CompileError("Wasm code generation disallowed by embedder")
}
Object.assign(WebAssembly, {
  Module: forbidden,
  compile: () => Promise.reject(new WebAssembly.CompileError("Wasm code generation disallowed by embedder")),
})

const list = crowd(40)
const built = await Roll.build(list, { threads: 2 })
parentPort?.postMessage([Roll.of(list).root, built.root])
