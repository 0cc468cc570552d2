import { expect } from "chai"
import { BrowserProvider, type Signer } from "ethers"
import { network } from "hardhat"
import { deploy, type Deployment } from "../../../scripts/deploy/deploy.ts"
import {
  hours,
  InvalidInputError,
  InvalidProofError,
  Ledger,
  PollStateError,
  proveMembership,
  Prover,
  proveQuota,
  proveSheet,
  RequirementNotMetError,
  ScopeUsedError,
  UnknownRootError,
  type MembershipProof,
  type Proposal,
  type QuotaProof,
} from "../../../sdk/index.ts"
import { KINDS, memberNumber, SHEET_RULES, smallCommune, smallLedger } from "../commune.ts"
import { refused } from "../refused.ts"

const QUOTA = { kinds: ["kitchen"], from: "2026-01-01", to: "2026-01-31", atLeast: hours(5) }
const PROPOSAL: Proposal = {
  subject: "Shall we buy the van?",
  options: ["yes", "no"],
  policy: { classes: ["full", "worker"], admittedBy: "2025-12-31" },
  quotas: [QUOTA],
  quorum: { atLeast: [1, 5] },
  threshold: { moreThan: [1, 2] },
  votingPeriod: 3600,
}

interface Ballot {
  proof: MembershipProof
  quotaProofs: [QuotaProof]
}

describe("public ballots sent in batches", function () {
  this.timeout(120_000)
  const { members, roll } = smallCommune()
  const { sheets, ledger } = smallLedger(members)
  let provider: BrowserProvider
  let deployed: Deployment
  let memberships: Prover
  let quotas: Prover
  let snapshot: unknown
  let ballots: [Ballot, Ballot, Ballot]
  const pollId = 1n

  before(async () => {
    provider = new BrowserProvider((await network.create()).provider, undefined, { cacheTimeout: -1 })
    const [keeper, second] = await Promise.all([0, 1].map((index) => provider.getSigner(index)))
    deployed = await deploy(keeper as Signer, {
      adminDelay: 0,
      rootWindow: 3600,
      countersignatures: 1,
      sheetRules: SHEET_RULES,
    })
    const address = await (keeper as Signer).getAddress()
    await deployed.commune.addSteward(address)
    await deployed.ledger.addAttester(address)
    await deployed.ledger.addAttester(await (second as Signer).getAddress())
    await deployed.assembly.addConvener(address)
    await deployed.commune.admit(roll.members)
    await using prover = await Prover.open("sheet-25")
    const message = await deployed.ledger.sheetMessage()
    for (const sheet of sheets) {
      const { sheetId } = await deployed.ledger.post(await proveSheet(sheet, { rules: SHEET_RULES, message, prover }))
      await deployed.ledger.connect(second as Signer).countersign(sheetId)
    }
    await deployed.assembly.propose(PROPOSAL, { kinds: KINDS })
    await deployed.assembly.open(pollId)
    memberships = await Prover.open("membership")
    quotas = await Prover.open("quota-1")
    ballots = [await ballot(1, 0), await ballot(2, 1), await ballot(3, 0)]
  })

  after(async () => {
    await memberships.close()
    await quotas.close()
  })

  beforeEach(async () => {
    snapshot = await provider.send("evm_snapshot", [])
  })
  afterEach(async () => {
    await provider.send("evm_revert", [snapshot])
  })

  async function ballot(number: number, option: number, { books = ledger, scopeOf = pollId } = {}): Promise<Ballot> {
    const statement = { scope: deployed.assembly.scope(scopeOf), policy: PROPOSAL.policy, message: option }
    const member = memberNumber(number)
    const openings = sheets.flatMap((sheet) => sheet.openingsFor(member.commitment))
    return {
      proof: await proveMembership(member, roll, { ...statement, prover: memberships }),
      quotaProofs: [
        await proveQuota(member, roll, books, { ...statement, quota: QUOTA, kinds: KINDS, openings, prover: quotas }),
      ],
    }
  }

  function kindsOf(refusals: readonly { index: number; error: unknown }[]): [number, unknown][] {
    return refusals.map(({ index, error }) => [index, (error as object).constructor])
  }

  it("casts all of a batch in one transaction, with their quota proofs", async () => {
    const outcome = await deployed.assembly.voteMany(pollId, ballots)
    expect(outcome.sent).to.deep.equal([0, 1, 2])
    expect(outcome.refused).to.deep.equal([])
    expect(outcome.receipt?.logs).to.have.length(6)
    expect(await deployed.assembly.tally(pollId)).to.deep.equal([2, 1])
  })

  it("leaves out what the contract would refuse, says why, and sends the others", async () => {
    const [one, two, three] = ballots
    const changed = (signals: Record<string, string>): Ballot => ({
      ...two,
      proof: { ...two.proof, signals: { ...two.proof.signals, ...signals } },
    })
    const [quota] = two.quotaProofs
    const withQuota = (...quotaProofs: QuotaProof[]) => ({ ...two, quotaProofs })
    const outcome = await deployed.assembly.voteMany(pollId, [
      one,
      { ...two, proof: { ...two.proof, proof: one.proof.proof } },
      changed({ message: "0" }),
      await ballot(6, 2),
      changed({ scope: "5" }),
      withQuota(),
      withQuota(quota, quota),
      withQuota(...three.quotaProofs),
      withQuota({ ...quota, proof: { ...quota.proof, c: one.proof.proof.c } }),
      withQuota({ ...quota, signals: { ...quota.signals, quotaPolicy: "1" } }),
      await ballot(6, 0, { books: Ledger.of(sheets.toReversed()) }),
      { ...two, quotaProofs: [two.proof as unknown as QuotaProof] },
      three,
    ])
    expect(outcome.sent).to.deep.equal([0, 12])
    expect(kindsOf(outcome.refused)).to.deep.equal([
      [1, InvalidProofError],
      [2, RequirementNotMetError],
      [3, RequirementNotMetError],
      [4, RequirementNotMetError],
      [5, InvalidInputError],
      [6, InvalidInputError],
      [7, RequirementNotMetError],
      [8, InvalidProofError],
      [9, RequirementNotMetError],
      [10, UnknownRootError],
      [11, RequirementNotMetError],
    ])
    const signals = outcome.refused.map(({ error }) => (error as Partial<RequirementNotMetError>).signal)
    expect(signals.filter((signal) => signal !== undefined)).to.deep.equal([
      "message",
      "message",
      "scope",
      "nullifier",
      "quotaPolicy",
      "circuit",
    ])
    expect((outcome.refused[7]!.error as Error).message).to.include("quota-1")
    expect(await deployed.assembly.tally(pollId)).to.deep.equal([2, 0])
  })

  it("counts a member once: the first of a batch, and none who has voted", async () => {
    const [one, two, three] = ballots
    await deployed.assembly.vote(pollId, one.proof, one.quotaProofs)
    const other = await ballot(2, 0)
    const outcome = await deployed.assembly.voteMany(pollId, [one, two, other, three])
    expect(outcome.sent).to.deep.equal([1, 3])
    expect(kindsOf(outcome.refused)).to.deep.equal([
      [0, ScopeUsedError],
      [2, ScopeUsedError],
    ])
    expect(await deployed.assembly.tally(pollId)).to.deep.equal([2, 1])
  })

  it("sends the one that is left by itself, which costs less than a batch of one", async () => {
    const [one, two] = ballots
    const forged = { ...two, proof: { ...two.proof, proof: one.proof.proof } }
    const { receipt, sent, refused: left } = await deployed.assembly.voteMany(pollId, [forged, one])
    expect([sent, kindsOf(left)]).to.deep.equal([[1], [[0, InvalidProofError]]])
    const { contract } = deployed.assembly
    const call = contract.interface.parseTransaction((await provider.getTransaction(receipt!.hash))!)
    expect(call?.name).to.equal("vote")
    expect(await deployed.assembly.tally(pollId)).to.deep.equal([1, 0])
  })

  it("sends nothing where nothing is left, or the poll is not open", async () => {
    const block = await provider.getBlockNumber()
    const outcome = await deployed.assembly.voteMany(pollId, [{ proof: ballots[0].proof }])
    expect(outcome.receipt).to.equal(undefined)
    expect(kindsOf(outcome.refused)).to.deep.equal([[0, InvalidInputError]])
    expect(await provider.getBlockNumber()).to.equal(block)
    await refused(() => deployed.assembly.voteMany(9n, ballots), PollStateError, "must be open")
  })
})
