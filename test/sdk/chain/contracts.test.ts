import { expect } from "chai"
import type { BrowserProvider as BrowserProviderType, Signer } from "ethers"
import { BrowserProvider } from "ethers"
import { network } from "hardhat"
import { deploy, type Deployment } from "../../../scripts/deploy/deploy.ts"
import {
  ContractRefusedError,
  Commune,
  dayOf,
  hours,
  Ledger,
  MemoryNullifiers,
  NoContractError,
  OutOfStepError,
  Prover,
  proveMembership,
  proveQuota,
  proveSheet,
  QuotaNotReachedError,
  RequirementNotMetError,
  Roll,
  ScopeUsedError,
  UnknownRootError,
  verify,
  verifyTogether,
  type Proposal,
} from "../../../sdk/index.ts"
import { KINDS, memberNumber, SHEET_RULES, smallCommune, smallLedger } from "../commune.ts"
import { refused } from "../refused.ts"

const PROPOSAL: Proposal = {
  subject: "Shall we buy the van?",
  options: ["yes", "no", "abstain", "block"],
  policy: { classes: ["full", "worker"], admittedBy: "2025-12-31" },
  quotas: [{ kinds: ["kitchen", "sick"], from: "2026-01-01", to: "2026-01-31", atLeast: hours(10) }],
  quorum: { atLeast: [2, 5] },
  threshold: { moreThan: [1, 2] },
  abstain: "abstain",
  block: { option: "block", limit: 1 },
  votingPeriod: 3600,
}

describe("a commune on a chain", () => {
  const { members, roll } = smallCommune()
  const { sheets } = smallLedger(members)
  const ana = memberNumber(1)
  let provider: BrowserProviderType
  let signers: Signer[]
  let deployed: Deployment

  before(async () => {
    const connection = await network.create()
    provider = new BrowserProvider(connection.provider, undefined, { cacheTimeout: -1 })
    signers = await Promise.all([0, 1, 2, 3].map((index) => provider.getSigner(index)))
    const admin = signers[0] as Signer
    deployed = await deploy(admin, { adminDelay: 0, rootWindow: 3600, countersignatures: 1, sheetRules: SHEET_RULES })
    const address = await admin.getAddress()
    await deployed.commune.addSteward(address)
    await deployed.ledger.addAttester(address)
    await deployed.ledger.addAttester(await (signers[1] as Signer).getAddress())
    await deployed.assembly.addConvener(address)
  })

  it("admits members all or none, and the roll read back is the same", async () => {
    const { commune } = deployed
    await refused(
      () => commune.admit([...roll.members, roll.members[0] as (typeof roll.members)[0]]),
      ContractRefusedError,
      "AlreadyMember",
      `commitment: ${ana.commitment}`,
    )
    expect((await Roll.fromChain(commune)).root).to.equal(0n)
    await commune.admit(roll.members.slice(0, 3))
    await commune.admit(roll.members.slice(3))
    const read = await Roll.fromChain(commune)
    expect(read.root).to.equal(roll.root)
    expect(read.members).to.deep.equal(roll.members)
  })

  it("follows changes, replacements and removals", async () => {
    const { commune } = deployed
    const local = await Roll.fromChain(commune)
    const four = memberNumber(4).commitment
    const same = async () => expect((await Roll.fromChain(commune)).members).to.deep.equal(local.members)

    await commune.changeAttributes(local, four, { class: "worker", admitted: "2024-03-02" })
    local.changeAttributes(four, { class: "worker", admitted: "2024-03-02" })
    await same()

    const chainDay = Math.floor(((await provider.getBlock("latest")) as { timestamp: number }).timestamp / 86400)
    await commune.replaceCommitment(local, four, memberNumber(44).commitment)
    local.replaceCommitment(four, memberNumber(44).commitment, chainDay)
    await same()

    const before = local.root
    await commune.remove(local, memberNumber(44).commitment)
    local.remove(memberNumber(44).commitment)
    await same()
    const read = await Roll.fromChain(commune)
    expect(await read.knowsRoot(before)).to.equal(false)
    expect(await read.knowsRoot(local.root)).to.equal(true)

    await commune.admit([{ commitment: four, class: "candidate", admitted: "2024-03-01" }])
    const after = await Roll.fromChain(commune)
    expect(after.indexOf(four)).to.equal(7)
    // Superseded by an admission, so good for the window: the contract is asked.
    expect(await after.knowsRoot(local.root)).to.equal(true)
    await refused(() => commune.remove(local, ana.commitment), ContractRefusedError, "WrongPath")
  })

  it("keeps the sheets that were proved and countersigned", async () => {
    const ledger = deployed.ledger
    const second = ledger.connect(signers[1] as Signer)
    const message = await ledger.sheetMessage()
    await using prover = await Prover.open("sheet-25")
    for (const sheet of sheets) {
      const { sheetId } = await ledger.post(await proveSheet(sheet, { rules: SHEET_RULES, message, prover }))
      await second.countersign(sheetId)
    }
    expect((await Ledger.fromChain(ledger)).root).to.equal(Ledger.of(sheets).root)
  })

  it("decides with one vote a member, verified off chain and on chain alike", async () => {
    const assembly = deployed.assembly.connect(signers[3] as Signer)
    const chainRoll = await Roll.fromChain(deployed.commune)
    const ledger = await Ledger.fromChain(deployed.ledger)
    const { pollId } = await deployed.assembly.propose(PROPOSAL, { kinds: KINDS })
    const scope = assembly.scope(pollId)
    expect(scope.value).to.equal(await assembly.contract.getFunction("scopeOf")(pollId))
    await deployed.assembly.open(pollId)
    const opened = await assembly.poll(pollId)
    expect([opened.state, opened.electorate, opened.root]).to.deep.equal(["open", 5, chainRoll.root])

    const [quota] = PROPOSAL.quotas as [NonNullable<Proposal["quotas"]>[0]]
    const nullifiers = new MemoryNullifiers()
    const statement = { scope, policy: PROPOSAL.policy, used: assembly.usedIn(pollId) }
    async function prove(number: number, option: number) {
      const member = memberNumber(number)
      const openings = sheets.flatMap((sheet) => sheet.openingsFor(member.commitment))
      const proof = await proveMembership(member, chainRoll, { ...statement, message: option })
      const quotaProof = await proveQuota(member, chainRoll, ledger, {
        ...statement,
        message: option,
        quota,
        kinds: KINDS,
        openings,
      })
      const requirements = { scope, roll: chainRoll, policy: PROPOSAL.policy, message: option }
      await verifyTogether(
        [
          { proof, requirements },
          { proof: quotaProof, requirements: { ...requirements, ledger, quota, kinds: KINDS } },
        ],
        { nullifiers },
      )
      return { proof, quotaProof }
    }
    async function vote(number: number, option: number) {
      const proofs = await prove(number, option)
      await assembly.vote(pollId, proofs.proof, [proofs.quotaProof])
      return proofs
    }
    const { proof, quotaProof } = await vote(1, 0)
    await vote(2, 0)
    await vote(6, 2)
    await refused(() => vote(1, 1), ScopeUsedError)
    await refused(() => assembly.vote(pollId, proof, [quotaProof]), ContractRefusedError, "NullifierUsed")
    await refused(() => assembly.vote(pollId + 1n, proof, [quotaProof]), RequirementNotMetError, "scope")
    // Proved but not cast: only what is wrong can be the reason.
    const unused = await prove(3, 1)
    const changed = { ...unused.proof, signals: { ...unused.proof.signals, message: "0" } }
    await refused(
      () => assembly.vote(pollId, changed, [unused.quotaProof]),
      ContractRefusedError,
      "InvalidMembershipProof",
    )
    await refused(() => assembly.vote(pollId, unused.proof, []), ContractRefusedError, "WrongQuotaProofCount")
    await refused(() => assembly.vote(pollId, unused.proof, [quotaProof]), ContractRefusedError, "InvalidQuotaProof")
    await refused(() => assembly.close(pollId), ContractRefusedError, "VotingNotOver")

    await provider.send("evm_increaseTime", [3600])
    await provider.send("evm_mine", [])
    await assembly.close(pollId)
    const closed = await assembly.poll(pollId)
    expect([closed.state, closed.outcome, closed.option, closed.ballots]).to.deep.equal(["closed", "carried", 0, 3])
    expect(await assembly.tally(pollId)).to.deep.equal([2, 0, 1, 0])
  })

  it("opens no poll to members of a day to come", async () => {
    const terms = { ...PROPOSAL, policy: { ...PROPOSAL.policy, admittedBy: dayOf("2999-01-01") } }
    const { pollId } = await deployed.assembly.propose(terms, { kinds: KINDS })
    await refused(() => deployed.assembly.open(pollId), ContractRefusedError, "AdmittedByInFuture")
    await deployed.assembly.withdraw(pollId)
    expect((await deployed.assembly.poll(pollId)).state).to.equal("withdrawn")
  })

  it("refuses a proof over a roll of the same members that the chain never had", async () => {
    const chainRoll = await Roll.fromChain(deployed.commune)
    const other = Roll.of([...chainRoll.members].reverse())
    const scope = deployed.assembly.scope(1n)
    const policy = { classes: ["full"] }
    const proof = await proveMembership(ana, other, { scope, policy })
    await refused(() => verify(proof, { scope, policy, roll: chainRoll }), UnknownRootError)
  })

  it("says when there is no contract, or its events do not add up", async () => {
    await refused(() => Commune.at("0x000000000000000000000000000000000000dEaD", provider), NoContractError, "31337")
    const late = await Commune.at(deployed.commune.address, provider, {
      fromBlock: (await provider.getBlockNumber()) + 1,
    })
    await refused(() => Roll.fromChain(late), OutOfStepError, "roll")
  })

  it("refuses what a stranger sends", async () => {
    const strangers = await Commune.at(deployed.commune.address, signers[2] as Signer)
    await refused(
      () => strangers.admit([{ commitment: 5n, class: "full", admitted: 0 }]),
      ContractRefusedError,
      "AccessControlUnauthorizedAccount",
    )
  })

  it("tells short members how much is missing by the chain's own ledger", async () => {
    const ledger = await Ledger.fromChain(deployed.ledger)
    const chainRoll = await Roll.fromChain(deployed.commune)
    const openings = sheets.flatMap((sheet) => sheet.openingsFor(ana.commitment))
    const quota = { kinds: ["kitchen"], from: "2026-01-01", to: "2026-01-31", atLeast: hours(16) }
    const options = { scope: deployed.assembly.scope(9n), policy: { classes: ["full"] }, quota, kinds: KINDS, openings }
    const error = await refused(() => proveQuota(ana, chainRoll, ledger, options), QuotaNotReachedError)
    expect(error.missingMinutes).to.equal(60)
  })
})

describe("deployment with development keys", () => {
  it("is refused on every chain that is not local or a known testnet, and sends nothing", async () => {
    const { provider } = await network.create({ override: { chainId: 1 } })
    const ethersProvider = new BrowserProvider(provider)
    const signer = await ethersProvider.getSigner(0)
    const { InsecureKeysError } = await import("../../../sdk/index.ts")
    await refused(
      () => deploy(signer, { adminDelay: 0, rootWindow: 0, countersignatures: 1, sheetRules: SHEET_RULES }),
      InsecureKeysError,
      "Chain 1 ",
      "INSECURE",
    )
    expect(await ethersProvider.getBlockNumber()).to.equal(0)
  })
})
