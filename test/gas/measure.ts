import { poseidon1 } from "poseidon-lite"
import { as, deployed, GENESIS_DAY, simulatedChain } from "../contracts/chain.ts"
import {
  moreThan,
  NONE,
  publicVote,
  Scene,
  terms as proposal,
  type PollTerms,
  type SecretTerms,
} from "../contracts/assembly-scene.ts"
import { deployCommune, deployLedger, deploySheetVerifiers, type Verifier } from "../contracts/deploy.ts"
import { NO_PROOF } from "../contracts/ledger-scene.ts"
import { prove, withKernel } from "../contracts/prover.ts"
import { siblingsOf } from "../contracts/reference-tree.ts"
import { attributesOf, RollModel, type Entry } from "../contracts/roll-model.ts"
import { secretTerms, secretVote, SecretScene } from "../contracts/secret-scene.ts"
import { sheetClaim, sheetInput, sheetPolicy } from "../contracts/sheet-witness.ts"
import { COMMIT_PERIOD, DEAL_PERIOD, trusteeAccounts, TrusteesScene } from "../contracts/trustees-scene.ts"
import { quotaPolicy, sheetRoot, type LaborRecord } from "../contracts/witness.ts"
import { cost, type GasTable } from "./cost.ts"
import { measureSeldom } from "./seldom.ts"

/** Performs every action once and says what it cost. The same on every machine: accounts, values and addresses are fixed. */
export async function measure(): Promise<GasTable> {
  const scene = await Scene.open()
  return {
    ...(await measureRoll(scene)),
    ...(await measureLedger(scene)),
    ...(await measureFullSheet()),
    ...(await measurePoll(scene)),
    ...(await measureCommittee()),
    ...(await measureSecretBallots(FEW)),
    ...(await measureDecryption(FEW)),
    ...(await measureSecretBallots(TWELVE)),
    ...(await measureDecryption(TWELVE)),
    ...(await measureVotesAtOnce()),
    ...(await measureSecretBallotsAtOnce()),
    ...(await measureSeldom()),
  }
}

async function measureRoll(scene: Scene): Promise<GasTable> {
  const gas: GasTable = {}
  const entry = (place: number): Entry => ({
    commitment: poseidon1([BigInt(place)]),
    class: 1,
    admitted: GENESIS_DAY - place,
  })
  const admissions = (from: number, count: number) =>
    Array.from({ length: count }, (_, place) => {
      const admitted = entry(from + place)
      return { commitment: admitted.commitment, attributes: attributesOf(admitted) }
    })
  const found = async () => as(await deployCommune(scene.chain, scene.admin, scene.keeper), scene.keeper)

  let commune = await found()
  gas["admit one into an empty roll"] = await cost(commune.admit(entry(0).commitment, attributesOf(entry(0))))
  commune = await found()
  gas["admit 25 into an empty roll"] = await cost(commune.admitMany(admissions(0, 25)))
  commune = await found()
  gas["admit 100 into an empty roll"] = await cost(commune.admitMany(admissions(0, 100)))
  gas["admit one into a roll of 100"] = await cost(commune.admit(entry(100).commitment, attributesOf(entry(100))))
  gas["admit 25 into a roll of 101"] = await cost(commune.admitMany(admissions(101, 25)))

  const roll = new RollModel()
  roll.places.push(...Array.from({ length: 126 }, (_, place) => entry(place)))
  const [first, second, third] = roll.places as [Entry, Entry, Entry]
  const promoted = { ...first, class: 2 }
  gas["change attributes in a roll of 126"] = await cost(
    commune.changeAttributes(
      first.commitment,
      attributesOf(first),
      attributesOf(promoted),
      roll.siblings(first.commitment),
    ),
  )
  roll.places[0] = promoted
  const renewed = { ...second, commitment: poseidon1([1_000n]), admitted: GENESIS_DAY }
  gas["replace a commitment in a roll of 126"] = await cost(
    commune.replaceCommitment(
      second.commitment,
      attributesOf(second),
      renewed.commitment,
      roll.siblings(second.commitment),
    ),
  )
  roll.places[1] = renewed
  gas["remove from a roll of 126"] = await cost(
    commune.remove(third.commitment, attributesOf(third), roll.siblings(third.commitment)),
  )
  return gas
}

const KITCHEN = 3
const DAY = GENESIS_DAY - 5

function sheetsOf(scene: Scene): LaborRecord[][] {
  const [ann] = scene.voters
  return [1n, 2n, 3n].map((salt) => [{ commitment: ann!.commitment, amount: 60, day: DAY, kind: KITCHEN, salt }])
}

async function measureLedger(scene: Scene): Promise<GasTable> {
  const gas: GasTable = {}
  const { ledger } = scene
  const second = as(ledger, scene.attester)
  const [one, two, three] = sheetsOf(scene) as [LaborRecord[], LaborRecord[], LaborRecord[]]
  await scene.bookSheet(one)
  const [claim, proof] = await scene.sheet(two)
  gas["post a sheet"] = await cost(ledger.post(claim, proof), [proof])
  gas["countersign a sheet, and so accept it"] = await cost(second.countersign(2))
  const [third, thirdProof] = await scene.sheet(three)
  await ledger.post(third, thirdProof)
  await as(ledger, scene.admin).setRequiredCountersignatures(2)
  gas["countersign a sheet"] = await cost(second.countersign(3))
  await as(ledger, scene.admin).setRequiredCountersignatures(1)
  gas["withdraw a sheet"] = await cost(ledger.withdraw(3))
  const leaves = [one, two].map(sheetRoot)
  const again = await scene.remember()
  gas["post a correction"] = await cost(ledger.postCorrection(2, third, thirdProof), [thirdProof])
  gas["countersign a correction, and so correct"] = await cost(second.countersignCorrection(4, siblingsOf(leaves, 1)))
  await again()
  gas["ask for a strike"] = await cost(ledger.requestStrike(2))
  gas["countersign a strike, and so strike"] = await cost(second.countersignStrike(2, siblingsOf(leaves, 1)))
  return gas
}

const WEEKS = 52

/** A sheet of 125 rows with minutes in all eight groups, the first of its period, in a ledger of a year of weekly sheets. */
async function measureFullSheet(): Promise<GasTable> {
  const chain = await simulatedChain()
  const [admin, author, second] = await chain.ethers.getSigners()
  const rules = { groups: { 0: 1, 1: 2, 2: 3, 3: 4, 4: 5, 5: 6, 6: 7, 7: 8 }, cap: 1440, minimumRows: 3 }
  const anyProof: Verifier = await deployed(chain, "AnyProofVerifier", [6])
  const ledger = await deployLedger(chain, admin!, [author!, second!], {
    policy: sheetPolicy(rules),
    sheetInstances: [{ rows: 1, verifier: await anyProof.getAddress() }, ...(await deploySheetVerifiers(chain))],
  })
  const [authors, seconds] = [as(ledger, author!), as(ledger, second!)]
  for (let week = 1; week <= WEEKS; week++) {
    const claim = { root: poseidon1([BigInt(week)]), groupTotals: 60n, total: 60n, day: DAY - 7 * week, rows: 1 }
    await authors.post(claim, NO_PROOF)
    await seconds.countersign(week)
  }

  const records = Array.from({ length: 125 }, (_, row) => ({
    commitment: poseidon1([BigInt(row)]),
    amount: 60 + row,
    day: DAY,
    kind: row % 8,
    salt: BigInt(1_000 + row),
  }))
  const message = (await ledger.sheetMessage(author!.address)) as bigint
  const { proof } = await prove("sheet-125", sheetInput(records, 125, message, rules))
  const posted = await cost(authors.post(sheetClaim(records, 125, rules), proof), [proof])
  const accepted = await cost(seconds.countersign(WEEKS + 1))
  return {
    [`post a sheet of 125 rows after ${WEEKS} sheets`]: posted,
    ["countersign it, the first of its period, and so accept it"]: accepted,
  }
}

async function measurePoll(scene: Scene): Promise<GasTable> {
  const gas: GasTable = {}
  const { assembly, voters } = scene
  const [ann, ben, cem] = voters
  const plain = { quorum: moreThan(0, 1), threshold: moreThan(1, 2) }
  gas["propose a poll"] = await cost(assembly.propose(proposal(plain)))
  gas["open a poll"] = await cost(assembly.open(1))

  const vote = async (name: string, ...ballot: Awaited<ReturnType<Scene["ballot"]>>): Promise<void> => {
    const proofs = [ballot[3], ...ballot[4].map((quota) => quota.proof)]
    gas[name] = await cost(assembly.vote(...ballot), proofs)
  }
  await vote("vote, the first ballot of a poll", ...(await scene.ballot(ann!, 0)))
  await vote("vote", ...(await scene.ballot(ben!, 0)))
  await scene.assembly.vote(...(await scene.ballot(cem!, 1)))

  const required = quotaPolicy([KITCHEN], DAY, DAY, 60)
  gas["propose a poll with a quota"] = await cost(assembly.propose(proposal({ ...plain, quotaPolicies: [required] })))
  await assembly.open(2)
  const labor = { sheets: [sheetsOf(scene)[0]!, []], rows: [[0, 0]] as const, quotaPolicy: required }
  for (const [name, voter, records] of [
    ["vote with a quota proof over 1 record, the first ballot of a poll", ann!, 1],
    ["vote with a quota proof over 4 records", ann!, 4],
  ] as const) {
    const again = await scene.remember()
    const [pollId, nullifier, option, proof] = await scene.ballot(voter, 0, { pollId: 2n })
    await vote(name, pollId, nullifier, option, proof, [await scene.quota(voter, 0, labor, records, 2n)])
    await again()
  }

  const { closesAt } = (await assembly.poll(1)) as { closesAt: bigint }
  await scene.chain.networkHelpers.time.setNextBlockTimestamp(closesAt)
  gas["close a poll"] = await cost(assembly.close(1))
  return gas
}

/** A committee of five, three of whom open a sum together. */
async function measureCommittee(): Promise<GasTable> {
  const gas: GasTable = {}
  const scene = await TrusteesScene.open({ proved: true })
  const { trustees, chain } = scene
  const addresses = (await trusteeAccounts(chain)).slice(0, 5).map(({ address }) => address)
  gas["form a committee of 5"] = await cost(trustees.form(addresses, 3, COMMIT_PERIOD, DEAL_PERIOD))
  const committee = await scene.form()
  const commit = async (index: number): Promise<number> => {
    const { encryptionKey } = committee.people[index - 1]!
    committee.keys.set(index, encryptionKey)
    return cost(committee.commitAs(index, encryptionKey, await committee.commitment(index)))
  }
  gas["commit as a trustee"] = await commit(1)
  await committee.commit(2, 3, 4)
  gas["commit as the last trustee, and so begin to deal"] = await commit(5)
  for (const [name, index] of [
    ["deal as the first of 5 trustees", 1],
    ["deal as another of 5 trustees", 2],
  ] as const) {
    const call = await committee.dealing(index)
    gas[name] = await cost(trustees.deal(...call), [call[3]])
  }
  // No proof is looked at when the key is made: stand-ins do for what comes before.
  const dealt = await (await TrusteesScene.open({ proved: false })).form()
  await dealt.commit(...dealt.indexes)
  await dealt.deal(...dealt.indexes)
  gas["make the key of 5 trustees"] = await cost(dealt.finish())
  return gas
}

/** How a secret poll is measured. */
interface Measured {
  /** What stands behind each name. */
  of: string
  changes: Partial<PollTerms>
  secret: Partial<SecretTerms>
  scores: readonly number[]
}

const FEW: Measured = { of: "", changes: {}, secret: {}, scores: [0, 1, 0] }
const TWELVE: Measured = {
  of: " of 12 options",
  changes: { options: 12, abstainOption: NONE },
  secret: { ciphertexts: 3, maxScore: 5, maxTotal: 60 },
  scores: Array.from({ length: 12 }, (_, option) => option % 6),
}

/** From the proposal to the first ballots, which have true proofs. */
async function measureSecretBallots({ of, changes, secret, scores }: Measured): Promise<GasTable> {
  const gas: GasTable = {}
  const scene = await SecretScene.open({ ballots: true, decryption: false })
  const { assembly } = scene
  const [ann, ben] = scene.scene.voters
  gas[`propose a secret poll${of}`] = await cost(
    assembly.propose(proposal({ ...changes, secret: secretTerms(secret) })),
  )
  gas[`open a secret poll${of}`] = await cost(assembly.open(1))
  const first = await scene.ballot(ann!, scores)
  gas[`cast a secret ballot${of}, the first of a poll`] = await cost(assembly.castBallot(...first), [first[3]])
  if (of === "") {
    const second = await scene.ballot(ben!, scores)
    gas["cast a secret ballot"] = await cost(assembly.castBallot(...second), [second[3]])
  }
  const again = { sequence: 2, seed: 99 }
  const [pollId, nullifier, ballot, proof] = await scene.ballot(ann!, scores.toReversed(), again)
  gas[`put a secret ballot${of} in the place of another`] = await cost(
    assembly.replaceBallot(pollId, nullifier, ballot, first[2], proof),
    [proof],
  )
  return gas
}

/** From the close to the calls. Ballots come through a stand-in, partial decryptions with true proofs. */
async function measureDecryption({ of, changes, secret, scores }: Measured): Promise<GasTable> {
  const gas: GasTable = {}
  const closed = async (proved: boolean): Promise<SecretScene> => {
    const scene = await SecretScene.open({ ballots: false, decryption: proved })
    await scene.convene({ ...changes, calls: hashOf(scene), callsOption: 1 }, secret)
    await scene.cast([scores, scores, scores])
    const { closesAt } = (await scene.assembly.poll(1)) as { closesAt: bigint }
    await scene.scene.chain.networkHelpers.time.setNextBlockTimestamp(closesAt)
    gas[`close a secret poll${of}`] = await cost(scene.assembly.close(1))
    return scene
  }
  const proved = await closed(true)
  const call = await proved.decryption(5)
  gas[`decrypt a trustee's part${of}`] = await cost(proved.assembly.decrypt(...call), call[3])

  const scene = await closed(false)
  await scene.decrypt([1, 3, 5])
  const totals = scores.map((score) => 3 * score)
  gas[`announce a tally${of} by 3 of 5 trustees`] = await cost(scene.announce([1, 3, 5], totals))
  if (of === "") gas["schedule a call that was decided on"] = await cost(scene.assembly.scheduleCalls(1, ...CALLS))
  return gas
}

const BATCHES = [1, 4, 16]

/** Public ballots in batches, the first ones of their poll. */
async function measureVotesAtOnce(): Promise<GasTable> {
  const gas: GasTable = {}
  const scene = await Scene.open()
  await scene.enlarge(Math.max(...BATCHES))
  await scene.convene()
  const votes = await withKernel(["membership"], async () => {
    const ballots = []
    for (const voter of scene.voters) ballots.push(publicVote(await scene.ballot(voter, 0)))
    return ballots
  })
  for (const size of BATCHES) {
    const again = await scene.remember()
    const batch = votes.slice(0, size)
    const proofs = batch.map(({ proof }) => proof)
    gas[`vote, ${size} at once, the first ballots of a poll`] = await cost(scene.assembly.voteMany(1, batch), proofs)
    await again()
  }
  return gas
}

/** Secret ballots in batches, the first ones of their poll. */
async function measureSecretBallotsAtOnce(): Promise<GasTable> {
  const gas: GasTable = {}
  const scene = await SecretScene.open({ ballots: true, decryption: false })
  await scene.scene.enlarge(Math.max(...BATCHES))
  await scene.convene()
  const [votes, others] = await withKernel(["ballot-4"], async () => {
    const ballots = []
    for (const voter of scene.scene.voters) ballots.push(secretVote(await scene.ballot(voter, FEW.scores)))
    const replacing = []
    for (const [place, voter] of scene.scene.voters.slice(0, 4).entries()) {
      const call = await scene.ballot(voter, FEW.scores, { sequence: 2, seed: 99 + place })
      replacing.push(secretVote(call, ballots[place]!.ballot))
    }
    return [ballots, replacing]
  })
  const send = (batch: typeof votes) =>
    cost(
      scene.sendMany(batch),
      batch.map(({ proof }) => proof),
    )
  for (const size of BATCHES) {
    const again = await scene.remember()
    gas[`cast ${size} secret ballots at once, the first of a poll`] = await send(votes.slice(0, size))
    if (size === 4) gas["put 4 secret ballots in the place of others at once"] = await send(others)
    await again()
  }
  return gas
}

const CALLS = [[`0x${"cd".repeat(20)}`], [0n], ["0x"]] as const

function hashOf({ scene }: SecretScene): string {
  const { AbiCoder, keccak256 } = scene.chain.ethers
  return keccak256(AbiCoder.defaultAbiCoder().encode(["address[]", "uint256[]", "bytes[]"], CALLS))
}
