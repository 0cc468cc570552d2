// Required by mocha where contracts are measured: keeps which statements ran, when the last test has.
import { markTestWorkerDone } from "hardhat/internal/coverage"

export const mochaHooks = {
  async afterAll(): Promise<void> {
    await markTestWorkerDone("contracts")
  },
}
