import { Scene, terms } from "../contracts/assembly-scene.ts"
import { as, GENESIS_DAY } from "../contracts/chain.ts"
import { SecretScene } from "../contracts/secret-scene.ts"
import { SHEET_RULES, sheetPolicy } from "../contracts/sheet-witness.ts"
import { TrusteesScene } from "../contracts/trustees-scene.ts"
import { cost, type GasTable } from "./cost.ts"

const DAY = 86_400

/** What is seldom done: settings and offices are changed, a request or a poll is taken back, something ends without a result. */
export async function measureSeldom(): Promise<GasTable> {
  const scene = await Scene.open()
  return {
    ...(await measureTakenBack(scene)),
    ...(await measureSettings(scene)),
    ...(await measureOffices(scene)),
    ...(await measureUnfinished()),
  }
}

async function measureTakenBack(scene: Scene): Promise<GasTable> {
  const { assembly, ledger, voters } = scene
  const day = GENESIS_DAY - 5
  await scene.bookSheet([{ commitment: voters[0]!.commitment, amount: 60, day, kind: 3, salt: 1n }])
  await ledger.requestStrike(1)
  await assembly.propose(terms())
  return {
    "withdraw a request to strike": await cost(ledger.withdrawStrike(1)),
    "withdraw a poll": await cost(assembly.withdraw(1)),
  }
}

async function measureSettings({ commune, ledger, admin }: Scene): Promise<GasTable> {
  const [rolls, books] = [as(commune, admin), as(ledger, admin)]
  return {
    "end superseded roots of the roll": await cost(commune.endSupersededRoots()),
    "let removals end superseded roots": await cost(rolls.setEndRootsOnRemoval(true)),
    "set the window of the roll's roots": await cost(rolls.setRootWindow(DAY)),
    "set the window of the ledger's roots": await cost(books.setRootWindow(DAY)),
    "set the number of countersignatures": await cost(books.setRequiredCountersignatures(2)),
    "set the policy of sheets": await cost(books.setSheetPolicy(sheetPolicy({ ...SHEET_RULES, cap: 600 }))),
  }
}

/** Offices are the same code in all four contracts. */
async function measureOffices({ chain, commune, admin, keeper, outsider }: Scene): Promise<GasTable> {
  const gas: GasTable = {}
  const [own, others] = [as(commune, admin), as(commune, outsider)]
  const role = await commune.STEWARD_ROLE()
  const pass = () => chain.networkHelpers.time.increase(DAY + 1)

  gas["grant a role"] = await cost(own.grantRole(role, outsider.address))
  gas["revoke a role"] = await cost(own.revokeRole(role, outsider.address))
  gas["renounce a role"] = await cost(commune.renounceRole(role, keeper.address))
  gas["begin to hand the admin's office over"] = await cost(own.beginDefaultAdminTransfer(outsider.address))
  gas["stop handing the admin's office over"] = await cost(own.cancelDefaultAdminTransfer())
  await own.beginDefaultAdminTransfer(outsider.address)
  await pass()
  gas["accept the admin's office"] = await cost(others.acceptDefaultAdminTransfer())
  gas["change the delay of a new admin"] = await cost(others.getFunction("changeDefaultAdminDelay").send(2 * DAY))
  gas["keep the delay of a new admin after all"] = await cost(others.getFunction("rollbackDefaultAdminDelay").send())
  return gas
}

/** A committee in which some did not commit, and a poll whose trustees did not decrypt. */
async function measureUnfinished(): Promise<GasTable> {
  const gas: GasTable = {}
  const { trustees } = await committedByThree()
  gas["end committing with 3 of 5 trustees, and so begin to deal"] = await cost(trustees.endCommitting(1))

  const secret = await SecretScene.open({ ballots: false, decryption: false })
  await secret.convene()
  await secret.cast([
    [0, 1, 0],
    [0, 1, 0],
    [1, 0, 0],
  ])
  await secret.close()
  await secret.scene.chain.networkHelpers.time.increase(3 * DAY + 1)
  gas["abandon a poll that nobody decrypted"] = await cost(secret.assembly.abandon(1))
  return gas
}

async function committedByThree(): Promise<TrusteesScene> {
  const scene = await TrusteesScene.open({ proved: false })
  const committee = await scene.form()
  await committee.commit(1, 2, 3)
  await committee.passCommitting()
  return scene
}
