// A program of its own beside the prover's, because it needs SIMD: Poseidon over many lists of inputs. Addresses are of its own memory.
export { allocate, isExhausted, mark, release, wipe } from "./memory"
export { hashMany, prepareHash } from "./poseidon/poseidon"
