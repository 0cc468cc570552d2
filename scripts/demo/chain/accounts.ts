import { JsonRpcSigner, Wallet, type AbstractSigner, type JsonRpcApiProvider } from "ethers"
import { AccountsError } from "../errors.ts"
import type { ChainNeeds, GasNeeds } from "./needs.ts"
import { derivedWallet, readPrivateKeys } from "./private-keys.ts"
import { fundAccounts, type Need } from "./funding.ts"

/** Who holds which role. All are different accounts. */
export interface Accounts {
  /** Deploys the contracts and names the keepers of the other roles. */
  admin: AbstractSigner
  /** Admits members. */
  steward: AbstractSigner
  /** Post and countersign labor sheets. */
  attesters: AbstractSigner[]
  /** Proposes and opens polls. */
  convener: AbstractSigner
  /** Sends the ballots of all, so that no ballot comes from its voter's account. Holds no role. */
  relay: AbstractSigner
  /** Make the key of secret ballots and open their sum together. */
  trustees: AbstractSigner[]
  /** Where they come from, for people. */
  description: string
}

type Role = keyof GasNeeds

/**
 * Gives each role an account of its own: private keys if there are any, else accounts that the node has unlocked. Where there are too few, others are
 * made and supplied by the first.
 *
 * @param privateKeys comma separated
 * @throws AccountsError
 */
export async function assignAccounts(
  provider: JsonRpcApiProvider,
  needs: ChainNeeds,
  privateKeys: string | undefined,
): Promise<Accounts> {
  const roles: Role[] = [
    "admin",
    "steward",
    ...Array.from({ length: needs.attesters }, () => "attester" as const),
    "convener",
    "relay",
    ...Array.from({ length: needs.trustees }, () => "trustee" as const),
  ]
  const keys = readPrivateKeys(privateKeys)
  const given: AbstractSigner[] =
    keys.length > 0 ? keys.map((key) => new Wallet(key, provider)) : await unlockedAccounts(provider)
  const [first] = given
  if (first === undefined) {
    throw new AccountsError(
      "The node has no unlocked accounts, and there are no private keys",
      "Set ROCHDALE_PRIVATE_KEYS to the private keys of accounts for testing (comma separated), the first with funds",
    )
  }
  const holders = roles.map((role, index) => ({
    role,
    // From a key the same ones come each time, so that nothing that is left in them is lost.
    signer:
      given[index] ?? (keys[0] === undefined ? Wallet.createRandom(provider) : derivedWallet(keys[0], index, provider)),
    made: index >= given.length,
  }))
  await fundAccounts(
    first,
    provider,
    holders.map(({ role, signer, made }): Need => ({ signer, gas: needs.gas[role], made })),
  )
  const made = holders.filter((holder) => holder.made).length
  const of = (role: Role): AbstractSigner[] => holders.filter((one) => one.role === role).map(({ signer }) => signer)
  return {
    admin: first,
    steward: of("steward")[0] as AbstractSigner,
    attesters: of("attester"),
    convener: of("convener")[0] as AbstractSigner,
    relay: of("relay")[0] as AbstractSigner,
    trustees: of("trustee"),
    description: describe(keys.length > 0 ? "from your private keys" : "unlocked by the node", holders.length, made),
  }
}

async function unlockedAccounts(provider: JsonRpcApiProvider): Promise<AbstractSigner[]> {
  const addresses = (await provider.send("eth_accounts", []).catch(() => [])) as string[]
  return addresses.map((address) => new JsonRpcSigner(provider, address))
}

function describe(origin: string, all: number, made: number): string {
  if (made === 0) return `${all} accounts ${origin}`
  return `${all} accounts: ${all - made} ${origin}, ${made} made for this and supplied by the first`
}
