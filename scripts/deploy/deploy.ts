import { Contract, ZeroAddress, type ContractTransactionResponse, type Signer } from "ethers"
import { Assembly } from "../../sdk/chain/assembly.ts"
import { read, send } from "../../sdk/chain/call.ts"
import { assertKeysMayServe } from "../../sdk/chain/keys.ts"
import { Commune } from "../../sdk/chain/commune.ts"
import { LaborLedger } from "../../sdk/chain/labor-ledger.ts"
import { packSheetPolicy, type SheetRules } from "../../sdk/labor/sheet-rules.ts"
import {
  BALLOT_CIRCUITS,
  DEAL_CIRCUITS,
  QUOTA_CIRCUITS,
  SHEET_CIRCUITS,
  type CircuitName,
} from "../../sdk/proof/circuits.ts"
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
  /** Seconds between a decision and the calls that it decides on; two days when not given. */
  timelockDelay?: number
}

const TWO_DAYS = 2 * 86_400

const TIMELOCK_SOURCE = "@openzeppelin/contracts/governance/TimelockController.sol"
/** Libraries that are linked into the assembly. */
const ASSEMBLY_LIBRARIES = ["RequiredTerms", "SecretPolls", "BallotBatches", "Settlement", "DecidedCalls"]

/** A commune's contracts. */
export interface Deployment {
  commune: Commune
  ledger: LaborLedger
  assembly: Assembly
  /** Address of the contract whose committees hold the keys of secret polls. */
  trustees: string
  /** Address of the timelock that makes the calls that polls decide on. Only the assembly proposes to it, and anyone may execute. */
  timelock: string
  /** The first block that has events. */
  fromBlock: number
  /** Gas of each deployment. */
  gas: Record<string, bigint>
}

/**
 * Deploys a commune's contracts. With development keys it refuses every network that is not local or a known testnet, as the verifiers'
 * own constructors do; nothing is sent then.
 *
 * @throws InsecureKeysError, ChainUnreachableError, NodeAnswerError, TransactionLostError
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
    const receipt = await send(factory, `deploy ${name}`, async () => {
      const contract = await factory.deploy(...args)
      return contract.deploymentTransaction() as ContractTransactionResponse
    })
    fromBlock ||= receipt.blockNumber
    gas[name] = receipt.gasUsed
    onDeployed?.(name)
    return receipt.contractAddress as string
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
  const dealInstances: { trustees: number; verifier: string }[] = []
  for (const { circuit, trustees } of DEAL_CIRCUITS) dealInstances.push({ trustees, verifier: await verifier(circuit) })
  const trustees = await make("contracts/Trustees.sol", "Trustees", [admin, adminDelay, dealInstances])

  const ballotInstances: { ciphertexts: number; verifier: string }[] = []
  for (const { circuit, ciphertexts } of BALLOT_CIRCUITS)
    ballotInstances.push({ ciphertexts, verifier: await verifier(circuit) })
  const decryption = await verifier("decrypt")
  const libraries: Record<string, string> = {}
  for (const name of ASSEMBLY_LIBRARIES) libraries[name] = await make(`contracts/${name}.sol`, name)
  const owner = await deployer.getAddress()
  const timelockDelay = settings.timelockDelay ?? TWO_DAYS
  const timelock = await make(TIMELOCK_SOURCE, "TimelockController", [timelockDelay, [], [ZeroAddress], owner])
  const assembly = await make(
    "contracts/Assembly.sol",
    "Assembly",
    [
      admin,
      adminDelay,
      { commune, ledger, trustees, timelock, membershipVerifier: membership, decryptVerifier: decryption },
      quotaInstances,
      ballotInstances,
    ],
    libraries,
  )
  await handOver(timelock, assembly, deployer)
  return {
    commune: await Commune.at(commune, deployer, { fromBlock }),
    ledger: await LaborLedger.at(ledger, deployer, { fromBlock }),
    assembly: await Assembly.at(assembly, deployer, { fromBlock }),
    trustees,
    timelock,
    fromBlock,
    gas,
  }
}

/** From here on the timelock has no master but itself: what the assembly decides, and nobody else. */
async function handOver(timelock: string, assembly: string, deployer: Signer): Promise<void> {
  const abi = [
    "function PROPOSER_ROLE() view returns (bytes32)",
    "function DEFAULT_ADMIN_ROLE() view returns (bytes32)",
    "function grantRole(bytes32, address)",
    "function renounceRole(bytes32, address)",
  ]
  const contract = new Contract(timelock, abi, deployer)
  const change = async (method: string, name: string, account: string): Promise<void> => {
    const role = await read(contract, `read ${name}`, () => contract.getFunction(name)() as Promise<string>)
    await send(contract, `${method} ${name}`, () => contract.getFunction(method)(role, account))
  }
  await change("grantRole", "PROPOSER_ROLE", assembly)
  await change("renounceRole", "DEFAULT_ADMIN_ROLE", await deployer.getAddress())
}
