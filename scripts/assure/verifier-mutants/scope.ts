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
  leave: ["proveSheet", "proveBallot", "proveDealing", "key making and a poll among five", "a sealed trustee"],
  require: ["./scripts/assure/verifier-mutants/kept-proofs.ts"],
}

/**
 * How an audit judges a poll. The roll and the ledger that it rebuilds are compared with the contracts' by test/audit/replays.test.ts, which takes a chain.
 */
const AUDIT: FolderRun = {
  folder: "scripts/audit/",
  mutate: [
    "scripts/audit/replay/*.ts",
    "!scripts/audit/replay/roll.ts",
    "!scripts/audit/replay/ledger.ts",
    "!scripts/audit/replay/lean-nodes.ts",
  ],
  tests: ["test/verifier/audited-records.ts", "test/audit/outcome.test.ts"],
}

/** All that is mutated. */
export const RUNS: readonly FolderRun[] = [SDK, AUDIT]
