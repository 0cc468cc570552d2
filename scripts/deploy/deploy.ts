import type { BaseContract, ContractTransactionReceipt, Signer } from "ethers"
import { Assembly } from "../../sdk/chain/assembly.ts"
import { assertKeysMayServe } from "../../sdk/chain/keys.ts"
import { Commune } from "../../sdk/chain/commune.ts"
import { LaborLedger } from "../../sdk/chain/labor-ledger.ts"
import { contractFactory } from "./contract-factory.ts"

export interface DeploySettings {
  /** Who names the keepers of the other roles; the deployer when not given. */
  admin?: string
  /** Seconds between naming a new admin and their taking over. */
  adminDelay: number
  /** Seconds for which a superseded root stays good. */
  rootWindow: number
  /** Signatures that a sheet needs beside its author's. */
  countersignatures: number
}

/** A commune's contracts. */
export interface Deployment {
  commune: Commune
  ledger: LaborLedger
  assembly: Assembly
  /** The first block that has events. */
  fromBlock: number
  /** Gas of each deployment. */
  gas: Record<string, bigint>
}

/**
 * Deploys a commune's contracts. With development keys it refuses every network that is not local or a known testnet, as the verifiers'
 * own constructors do; nothing is sent then.
 *
 * @throws InsecureKeysError
 */
export async function deploy(
  deployer: Signer,
  settings: DeploySettings,
  onDeployed?: (name: string) => void,
): Promise<Deployment> {
  const provider = deployer.provider
  if (provider === null) throw new Error("The deployer is not connected to a node")
  assertKeysMayServe((await provider.getNetwork()).chainId)

  const gas: Record<string, bigint> = {}
  let fromBlock = 0
  async function make(
    source: string,
    name: string,
    args: unknown[] = [],
    libraries: Record<string, string> = {},
  ): Promise<string> {
    const factory = await contractFactory(source, name, deployer, libraries)
    const contract: BaseContract = await factory.deploy(...args)
    const receipt = (await contract.deploymentTransaction()?.wait()) as ContractTransactionReceipt
    fromBlock ||= receipt.blockNumber
    gas[name] = receipt.gasUsed
    onDeployed?.(name)
    return contract.getAddress()
  }

  const PoseidonT3 = await make("poseidon-solidity/PoseidonT3.sol", "PoseidonT3")
  const PoseidonT6 = await make("poseidon-solidity/PoseidonT6.sol", "PoseidonT6")
  const libraries = { PoseidonT3, PoseidonT6 }
  const membership = await make("contracts/verifiers/MembershipVerifier.sol", "MembershipVerifier")
  const quota1 = await make("contracts/verifiers/Quota1Verifier.sol", "Quota1Verifier")
  const quota4 = await make("contracts/verifiers/Quota4Verifier.sol", "Quota4Verifier")

  const admin = settings.admin ?? (await deployer.getAddress())
  const { adminDelay, rootWindow, countersignatures } = settings
  const commune = await make("contracts/Commune.sol", "Commune", [admin, adminDelay, rootWindow], libraries)
  const ledger = await make(
    "contracts/LaborLedger.sol",
    "LaborLedger",
    [admin, adminDelay, rootWindow, countersignatures],
    { PoseidonT6 },
  )
  const instances = [
    { records: 1, verifier: quota1 },
    { records: 4, verifier: quota4 },
  ]
  const assembly = await make("contracts/Assembly.sol", "Assembly", [
    admin,
    adminDelay,
    commune,
    ledger,
    membership,
    instances,
  ])
  return {
    commune: await Commune.at(commune, deployer, { fromBlock }),
    ledger: await LaborLedger.at(ledger, deployer, { fromBlock }),
    assembly: await Assembly.at(assembly, deployer, { fromBlock }),
    fromBlock,
    gas,
  }
}
