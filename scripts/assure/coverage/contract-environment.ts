/** What Hardhat must find in the environment before it is loaded, so that it measures the contracts. */
export const ENVIRONMENT = { HARDHAT_COVERAGE: "true", HARDHAT_CONFIG: "scripts/assure/coverage/hardhat.config.ts" }
