import { cp, mkdir, rm, symlink } from "node:fs/promises"
import { join } from "node:path"
import { CACHE, ROOT } from "../../paths.ts"

/** Where mutants are tested: what they do is done there, and the project stays as it is meanwhile. */
export const COPY = join(CACHE, "verifier-mutants", "project")

/** What tests and mutants may read or change. */
const COPIED = [
  "sdk",
  "scripts",
  "test",
  "types",
  "hardhat.config.ts",
  "tsconfig.json",
  "package.json",
  ".mocharc.json",
]

/** What is only read, and large. */
const LINKED = ["node_modules", "artifacts", "contracts", "circuits", "kernel", "build", "sample", ".cache"]

/** Copies the project anew. */
export async function copyProject(): Promise<void> {
  await rm(COPY, { recursive: true, force: true })
  await mkdir(COPY, { recursive: true })
  for (const name of COPIED) await cp(join(ROOT, name), join(COPY, name), { recursive: true })
  for (const name of LINKED) await symlink(join(ROOT, name), join(COPY, name))
}
