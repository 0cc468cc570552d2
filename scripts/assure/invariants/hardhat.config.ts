import { createRequire } from "node:module"
import { defineConfig } from "hardhat/config"
import { cases } from "../thoroughness.ts"

/*
 * The project's contracts with suites of random calls, which Hardhat's own Solidity tests run. They have artifacts of their own: what the
 * tests and the package are made from stays as it is.
 */

const require = createRequire(import.meta.url)

// As in hardhat.config.ts of the project: what is fuzzed is what is deployed.
// A planted bug is looked for in a program that is made sooner, and the shortest calls to it are of no interest.
const PLANTED = process.env["ROCHDALE_PLANTED"] !== undefined

function solc(runs: number) {
  return {
    version: "0.8.28",
    path: require.resolve("solc/soljson.js"),
    settings: { evmVersion: "cancun", optimizer: { enabled: !PLANTED, runs } },
  }
}

const POSEIDON = ["poseidon-solidity/PoseidonT3.sol", "poseidon-solidity/PoseidonT6.sol"]

export default defineConfig({
  paths: {
    sources: { solidity: ["contracts"] },
    tests: { solidity: "scripts/assure/invariants/suites" },
    artifacts: ".cache/invariants/artifacts",
    cache: ".cache/invariants/cache",
  },
  solidity: {
    compilers: [solc(200)],
    overrides: Object.fromEntries(POSEIDON.map((file) => [file, solc(1_000_000)])),
    npmFilesToBuild: POSEIDON,
  },
  test: {
    solidity: {
      memoryLimit: 2 ** 27,
      // Walks are long; that contracts keep within a block is measured elsewhere.
      gasLimit: 2n ** 50n,
      blockGasLimit: false,
      transactionGasCap: false,
      // Every call of a handler succeeds or is refused as its model says, so that none may revert.
      invariant: {
        runs: Number(process.env["ROCHDALE_RUNS"] ?? 40),
        depth: cases(50, 100),
        failOnRevert: true,
        shrinkRunLimit: PLANTED ? 0 : 2_000,
      },
      fuzz: {
        runs: 256,
        ...(process.env["ROCHDALE_SEED"] === undefined ? {} : { seed: process.env["ROCHDALE_SEED"] }),
      },
    },
  },
})
