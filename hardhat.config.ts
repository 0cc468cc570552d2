import { createRequire } from "node:module"
import hardhatEthers from "@nomicfoundation/hardhat-ethers"
import hardhatEthersChaiMatchers from "@nomicfoundation/hardhat-ethers-chai-matchers"
import hardhatNetworkHelpers from "@nomicfoundation/hardhat-network-helpers"
import { defineConfig } from "hardhat/config"

const require = createRequire(import.meta.url)

/** The compiler ships with npm: nothing is downloaded. */
function solc(runs: number) {
  return {
    version: "0.8.28",
    path: require.resolve("solc/soljson.js"),
    settings: { evmVersion: "cancun", optimizer: { enabled: true, runs } },
  }
}

// P2 of the roll's leaves, and P5 as tests compare ours with.
const POSEIDON = ["poseidon-solidity/PoseidonT3.sol", "poseidon-solidity/PoseidonT6.sol"]

// What an assembly's decisions are carried out by.
const TIMELOCK = "@openzeppelin/contracts/governance/TimelockController.sol"

export default defineConfig({
  plugins: [hardhatEthers, hardhatEthersChaiMatchers, hardhatNetworkHelpers],
  paths: {
    // Contracts that only tests use lie beside the tests.
    sources: { solidity: ["contracts", "test/contracts/harness"] },
    artifacts: "build/contracts",
    cache: ".cache/hardhat",
  },
  solidity: {
    compilers: [solc(10_000)],
    // With 200 runs one P2 costs 32k gas, with a million 21k.
    overrides: {
      ...Object.fromEntries(POSEIDON.map((file) => [file, solc(1_000_000)])),
      // With 10,000 runs they are larger than chains allow.
      "contracts/LaborLedger.sol": solc(200),
      "contracts/Assembly.sol": solc(200),
    },
    npmFilesToBuild: [...POSEIDON, TIMELOCK],
  },
  networks: {
    default: {
      type: "edr-simulated",
      chainType: "l1",
      hardfork: "prague",
      // A fixed limit: estimating would run every call many times over.
      gas: 16_000_000,
    },
  },
})
