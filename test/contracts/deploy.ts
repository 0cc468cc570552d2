import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types"
import { deployed, type Callable, type Chain } from "./chain.ts"

type Roles =
  | "grantRole"
  | "revokeRole"
  | "hasRole"
  | "owner"
  | "beginDefaultAdminTransfer"
  | "acceptDefaultAdminTransfer"
  | "cancelDefaultAdminTransfer"
  | "defaultAdmin"
  | "defaultAdminDelay"
  | "renounceRole"
  | "DEFAULT_ADMIN_ROLE"

type Roots = "root" | "rootWindow" | "isKnownRoot" | "setRootWindow"

export type Commune = Callable<
  | Roles
  | Roots
  | "STEWARD_ROLE"
  | "admit"
  | "admitMany"
  | "changeAttributes"
  | "replaceCommitment"
  | "remove"
  | "endSupersededRoots"
  | "setEndRootsOnRemoval"
  | "endRootsOnRemoval"
  | "size"
  | "isMember"
  | "indexOf"
  | "membersOfClass"
  | "electorate"
>

export type LaborLedger = Callable<
  | Roles
  | Roots
  | "ATTESTER_ROLE"
  | "post"
  | "countersign"
  | "withdraw"
  | "requestStrike"
  | "countersignStrike"
  | "withdrawStrike"
  | "setRequiredCountersignatures"
  | "requiredCountersignatures"
  | "sheetCount"
  | "sheet"
  | "standingSheet"
  | "size"
>

export type Verifier = Callable<"verify" | "signalCount">

export type Assembly = Callable<
  | Roles
  | "CONVENER_ROLE"
  | "propose"
  | "withdraw"
  | "open"
  | "vote"
  | "close"
  | "scopeOf"
  | "poll"
  | "tally"
  | "outcome"
  | "nullifierUsed"
  | "pollCount"
  | "commune"
  | "ledger"
  | "membershipVerifier"
  | "quotaVerifier"
>

export const ADMIN_DELAY = 86_400
export const ROOT_WINDOW = 3_600

/** A commune with one steward. */
export async function deployCommune(
  chain: Chain,
  admin: HardhatEthersSigner,
  steward: HardhatEthersSigner,
): Promise<Commune> {
  const libraries = { PoseidonT3: await deployed(chain, "PoseidonT3") }
  const commune: Commune = await deployed(chain, "Commune", [admin.address, ADMIN_DELAY, ROOT_WINDOW], libraries)
  await commune.grantRole(await commune.STEWARD_ROLE(), steward.address)
  return commune
}

/** A ledger with these attesters. */
export async function deployLedger(
  chain: Chain,
  admin: HardhatEthersSigner,
  attesters: HardhatEthersSigner[],
  requiredCountersignatures: number,
): Promise<LaborLedger> {
  const settings = [admin.address, ADMIN_DELAY, ROOT_WINDOW, requiredCountersignatures]
  const ledger: LaborLedger = await deployed(chain, "LaborLedger", settings)
  for (const attester of attesters) await ledger.grantRole(await ledger.ATTESTER_ROLE(), attester.address)
  return ledger
}

/** The generated verifiers, by the number of records that they count; 0 for membership. */
export async function deployVerifiers(chain: Chain): Promise<Record<0 | 1 | 4, Verifier>> {
  return {
    0: await deployed(chain, "MembershipVerifier"),
    1: await deployed(chain, "Quota1Verifier"),
    4: await deployed(chain, "Quota4Verifier"),
  }
}

/** An assembly of this commune with one convener. */
export async function deployAssembly(
  chain: Chain,
  admin: HardhatEthersSigner,
  convener: HardhatEthersSigner,
  { commune, ledger }: { commune: Commune; ledger: LaborLedger },
): Promise<Assembly> {
  const verifiers = await deployVerifiers(chain)
  const assembly: Assembly = await deployed(chain, "Assembly", [
    admin.address,
    ADMIN_DELAY,
    await commune.getAddress(),
    await ledger.getAddress(),
    await verifiers[0].getAddress(),
    [
      { records: 1, verifier: await verifiers[1].getAddress() },
      { records: 4, verifier: await verifiers[4].getAddress() },
    ],
  ])
  await assembly.grantRole(await assembly.CONVENER_ROLE(), convener.address)
  return assembly
}
