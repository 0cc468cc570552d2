import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types"
import type { BaseContract } from "ethers"
import { as, deployed, type Callable, type Chain } from "./chain.ts"
import { SHEET_POLICY } from "./sheet-witness.ts"

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
  | "postCorrection"
  | "countersign"
  | "countersignCorrection"
  | "withdraw"
  | "requestStrike"
  | "countersignStrike"
  | "withdrawStrike"
  | "setRequiredCountersignatures"
  | "requiredCountersignatures"
  | "setSheetPolicy"
  | "sheetPolicy"
  | "sheetMessage"
  | "sheetVerifier"
  | "books"
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
  | "voteMany"
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
  | "castBallot"
  | "castBallots"
  | "replaceBallot"
  | "decrypt"
  | "announce"
  | "abandon"
  | "scheduleCalls"
  | "sum"
  | "ballotHash"
  | "part"
  | "partsPosted"
  | "callsOperation"
  | "ballotVerifier"
  | "decryptVerifier"
  | "trustees"
  | "timelock"
>

export type Timelock = Callable<
  | "PROPOSER_ROLE"
  | "grantRole"
  | "isOperationPending"
  | "hashOperationBatch"
  | "getMinDelay"
  | "scheduleBatch"
  | "isOperationDone"
  | "executeBatch"
  | "cancel"
  | "CANCELLER_ROLE"
>

export type Trustees = Callable<
  | Roles
  | "CONVENER_ROLE"
  | "form"
  | "commit"
  | "endCommitting"
  | "deal"
  | "finish"
  | "committee"
  | "trusteesOf"
  | "encryptionKey"
  | "shareKey"
  | "commitment"
  | "commitmentOf"
  | "context"
  | "dealVerifier"
  | "committeeCount"
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
  const commune: Commune = await deployed(chain, "Commune", [admin.address, ADMIN_DELAY, ROOT_WINDOW], {
    libraries,
  })
  await commune.grantRole(await commune.STEWARD_ROLE(), steward.address)
  return commune
}

/** What a ledger is founded with, where it is not the usual. */
export interface LedgerTerms {
  requiredCountersignatures?: number
  policy?: bigint
  /** Verifiers by their number of rows; those of the committed keys if none are given. */
  sheetInstances?: readonly { rows: number; verifier: string }[]
}

/**
 * A ledger with these attesters.
 *
 * An account that does nothing else deploys it, so that the first ledger has the same address on every simulated chain: a sheet's proof
 * is bound to that address, and is made once for all tests.
 */
export async function deployLedger(
  chain: Chain,
  admin: HardhatEthersSigner,
  attesters: HardhatEthersSigner[],
  terms: LedgerTerms = {},
): Promise<LaborLedger> {
  const deployer = (await chain.ethers.getSigners()).at(-1)!
  const founded: LaborLedger = await deployed(
    chain,
    "LaborLedger",
    [
      admin.address,
      ADMIN_DELAY,
      ROOT_WINDOW,
      terms.requiredCountersignatures ?? 1,
      terms.policy ?? SHEET_POLICY,
      terms.sheetInstances ?? (await deploySheetVerifiers(chain)),
    ],
    { deployer },
  )
  const ledger = as(founded, admin)
  for (const attester of attesters) await ledger.grantRole(await ledger.ATTESTER_ROLE(), attester.address)
  return ledger
}

/** The generated verifiers of sheets. */
export async function deploySheetVerifiers(chain: Chain): Promise<{ rows: number; verifier: string }[]> {
  const instances: { rows: number; verifier: string }[] = []
  for (const rows of [25, 125]) {
    const verifier = await deployed(chain, `Sheet${rows}Verifier`)
    instances.push({ rows, verifier: await verifier.getAddress() })
  }
  return instances
}

/** A verifier of dealings to so many trustees. */
export interface DealInstance {
  trustees: number
  verifier: string
}

/**
 * Committees of trustees, with one convener.
 *
 * Like the ledger it has the same address on every simulated chain: its dealings' proofs are bound to that address.
 */
export async function deployTrustees(
  chain: Chain,
  admin: HardhatEthersSigner,
  convener: HardhatEthersSigner,
  dealInstances?: readonly DealInstance[],
): Promise<Trustees> {
  const deployer = (await chain.ethers.getSigners()).at(-2)!
  const instances = dealInstances ?? (await deployDealVerifiers(chain))
  const founded: Trustees = await deployed(chain, "Trustees", [admin.address, ADMIN_DELAY, instances], { deployer })
  const trustees = as(founded, admin)
  await trustees.grantRole(await trustees.CONVENER_ROLE(), convener.address)
  return trustees
}

/** The generated verifiers of dealings. */
async function deployDealVerifiers(chain: Chain): Promise<DealInstance[]> {
  const instances: DealInstance[] = []
  for (const trustees of [5, 9]) {
    const verifier = await deployed(chain, `Deal${trustees}Verifier`)
    instances.push({ trustees, verifier: await verifier.getAddress() })
  }
  return instances
}

export const TIMELOCK_DELAY = 2 * 86_400

/** A timelock whose admin names proposers; anyone may execute. */
export async function deployTimelock(chain: Chain, admin: HardhatEthersSigner): Promise<Timelock> {
  const { ZeroAddress } = chain.ethers
  return deployed(chain, "TimelockController", [TIMELOCK_DELAY, [], [ZeroAddress], admin.address])
}

/** What an assembly decides for and with. */
export interface AssemblyParts {
  commune: Commune
  ledger: LaborLedger
  /** Deployed with the assembly when not given. */
  trustees?: Trustees
  /** Deployed with the assembly when not given. */
  timelock?: Timelock | "none"
  /** Which proofs of secret ballots are true, all when not given; for others there is a verifier that takes anything. */
  proved?: { ballots: boolean; decryption: boolean }
}

/** The libraries that an assembly is linked with. */
export async function deployAssemblyLibraries(chain: Chain): Promise<Record<string, BaseContract>> {
  const libraries: Record<string, BaseContract> = {}
  for (const name of ["RequiredTerms", "SecretPolls", "BallotBatches", "Settlement", "DecidedCalls"])
    libraries[name] = await deployed(chain, name)
  return libraries
}

/** An assembly of this commune with one convener. */
export async function deployAssembly(
  chain: Chain,
  admin: HardhatEthersSigner,
  convener: HardhatEthersSigner,
  { commune, ledger, trustees, timelock, proved = { ballots: true, decryption: true } }: AssemblyParts,
): Promise<Assembly> {
  const verifier = async (name: string) => (await deployed(chain, name)).getAddress()
  const verifierOr = async (truly: boolean, name: string, signals: number) =>
    truly ? verifier(name) : (await deployed(chain, "AnyProofVerifier", [signals])).getAddress()
  const keyHolders = trustees ?? (await deployTrustees(chain, admin, convener))
  const lock = timelock ?? (await deployTimelock(chain, admin))
  const assembly: Assembly = await deployed(
    chain,
    "Assembly",
    [
      admin.address,
      ADMIN_DELAY,
      {
        commune: await commune.getAddress(),
        ledger: await ledger.getAddress(),
        trustees: await keyHolders.getAddress(),
        timelock: lock === "none" ? chain.ethers.ZeroAddress : await lock.getAddress(),
        membershipVerifier: await verifier("MembershipVerifier"),
        decryptVerifier: await verifierOr(proved.decryption, "DecryptVerifier", 6),
      },
      [
        { records: 1, verifier: await verifier("Quota1Verifier") },
        { records: 4, verifier: await verifier("Quota4Verifier") },
      ],
      [
        { ciphertexts: 1, verifier: await verifierOr(proved.ballots, "Ballot4Verifier", 12) },
        { ciphertexts: 3, verifier: await verifierOr(proved.ballots, "Ballot12Verifier", 20) },
      ],
    ],
    { libraries: await deployAssemblyLibraries(chain) },
  )
  await assembly.grantRole(await assembly.CONVENER_ROLE(), convener.address)
  if (lock !== "none") await as(lock, admin).grantRole(await lock.PROPOSER_ROLE(), await assembly.getAddress())
  return assembly
}
