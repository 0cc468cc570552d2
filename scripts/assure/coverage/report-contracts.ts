// Run by itself: puts what Hardhat measured in all processes together, in coverage/lcov.info.
import { ENVIRONMENT } from "./contract-environment.ts"

Object.assign(process.env, ENVIRONMENT)
const { tasks } = await import("hardhat")
const { markTestRunDone } = await import("hardhat/internal/coverage")

// Says where the statements are; compiles nothing that is compiled already.
await tasks.getTask("build").run({ quiet: true })
await markTestRunDone("contracts")
