import type { BaseContract, ContractTransactionReceipt, Signer } from "ethers"
import { Assembly } from "../../sdk/chain/assembly.ts"
import { assertKeysMayServe } from "../../sdk/chain/keys.ts"
import { Commune } from "../../sdk/chain/commune.ts"
import { LaborLedger } from "../../sdk/chain/labor-ledger.ts"
import { packSheetPolicy, type SheetRules } from "../../sdk/labor/sheet-rules.ts"
import { QUOTA_CIRCUITS, SHEET_CIRCUITS, type CircuitName } from "../../sdk/proof/circuits.ts"
import { verifierName } from "../verifiers/solidity.ts"
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
  /** What every sheet must keep to. */
  sheetRules: SheetRules
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
  const verifier = (circuit: CircuitName): Promise<string> => {
    const name = verifierName(circuit)
    return make(`contracts/verifiers/${name}.sol`, name)
  }
  const membership = await verifier("membership")
  const quotaInstances: { records: number; verifier: string }[] = []
  for (const { circuit, records } of QUOTA_CIRCUITS) quotaInstances.push({ records, verifier: await verifier(circuit) })
  const sheetInstances: { rows: number; verifier: string }[] = []
  for (const { circuit, rows } of SHEET_CIRCUITS) sheetInstances.push({ rows, verifier: await verifier(circuit) })

  const admin = settings.admin ?? (await deployer.getAddress())
  const { adminDelay, rootWindow, countersignatures, sheetRules } = settings
  const commune = await make("contracts/Commune.sol", "Commune", [admin, adminDelay, rootWindow], { PoseidonT3 })
  const ledger = await make("contracts/LaborLedger.sol", "LaborLedger", [
    admin,
    adminDelay,
    rootWindow,
    countersignatures,
    packSheetPolicy(sheetRules),
    sheetInstances,
  ])
  const assembly = await make("contracts/Assembly.sol", "Assembly", [
    admin,
    adminDelay,
    commune,
    ledger,
    membership,
    quotaInstances,
  ])
  return {
    commune: await Commune.at(commune, deployer, { fromBlock }),
    ledger: await LaborLedger.at(ledger, deployer, { fromBlock }),
    assembly: await Assembly.at(assembly, deployer, { fromBlock }),
    fromBlock,
    gas,
  }
}
