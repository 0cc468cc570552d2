import type { MutationRun } from "./stryker.ts"

/** Mutants of one folder, which are tested together. */
export interface FolderRun extends MutationRun {
  folder: string
}

/** The SDK's verifiers and what they rest on. */
const SDK: FolderRun = {
  folder: "sdk/",
  mutate: [
    "sdk/proof/verify*.ts",
    "sdk/proof/batch/*.ts",
    // It passes commands to the curve's threads, which hang when one is wrong: each of its mutants would be waited for.
    "!sdk/proof/batch/thread-task.ts",
    "sdk/proof/proof.ts",
    "sdk/proof/requirements.ts",
    "sdk/proof/canonical.ts",
    "sdk/proof/groth16.ts",
    "sdk/proof/circuits.ts",
    "sdk/nullifiers/*.ts",
    "sdk/tree/root-history.ts",
    "sdk/policy.ts",
    "sdk/scope.ts",
    "sdk/ballot/tally.ts",
    "sdk/ballot/lagrange.ts",
    "sdk/ballot/opening.ts",
    "sdk/ballot/dealing.ts",
    "sdk/ballot/seat.ts",
    "sdk/ballot/key-share.ts",
    "sdk/ballot/shares.ts",
    "sdk/ballot/ballot-terms.ts",
  ],
  tests: [
    "test/sdk/proof/verifying.test.ts",
    "test/sdk/proof/ballots.test.ts",
    "test/sdk/proof/sheets.test.ts",
    "test/sdk/proof/trustees.test.ts",
    "test/sdk/proof/batch*.test.ts",
    "test/sdk/labor/quotas-proved.test.ts",
    "test/sdk/nullifiers/*.test.ts",
    "test/sdk/tree/root-history.test.ts",
    "test/sdk/ballot/tally.test.ts",
    "test/sdk/ballot/lagrange.test.ts",
    "test/sdk/ballot/secret-ballot.test.ts",
    "test/sdk/ballot/dealing.test.ts",
    "test/sdk/ballot/trustee.test.ts",
    "test/sdk/policy.test.ts",
    "test/sdk/scope.test.ts",
    "test/verifier/narrow.test.ts",
    "test/verifier/committees.test.ts",
  ],
  leave: ["proveSheet", "proveBallot", "proveDealing", "key making and a poll among five"],
  require: ["./scripts/assure/verifier-mutants/kept-proofs.ts"],
}

/** All that is mutated. */
export const RUNS: readonly FolderRun[] = [SDK]
