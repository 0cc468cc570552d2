import { proveBallot, Prover, SecretBallot, type Member, type SecretPoll, type Trustee } from "../../../sdk/index.ts"
import { BallotNotes } from "./ballot-notes.ts"
import { stillThere } from "./gone.ts"
import { committeeOf } from "./key.ts"
import { CHOICES, MEMBERS, OPENERS, OPTIONS, PROPOSAL, TRUSTEES, type Option } from "./people.ts"
import { currentRoll } from "./roll.ts"
import type { World } from "./world.ts"

/** Number of the poll that was proposed. @throws GoneError */
export async function pollId(world: World): Promise<bigint> {
  return stillThere((await world.assembly.pollsOn(PROPOSAL.subject)).at(-1), "the poll")
}

export async function propose(world: World): Promise<void> {
  if ((await world.assembly.pollsOn(PROPOSAL.subject)).length > 0) return
  const { id } = await committeeOf(world)
  const secret = { committee: id, decryptionPeriod: 604_800 }
  await world.assembly.connect(world.as("convener")).propose({ ...PROPOSAL, secret })
}

export async function openPoll(world: World): Promise<void> {
  const id = await pollId(world)
  const { state } = await world.assembly.poll(id)
  if (state === "proposed") await world.assembly.connect(world.as("convener")).open(id)
}

/** Every voter's first ballot. */
export function voteAll(world: World): Promise<void> {
  return vote(world, (choices, standing) => (standing === undefined ? choices[0] : undefined))
}

/** The ballots of those who change their minds. */
export function voteAgain(world: World): Promise<void> {
  return vote(world, (choices, standing) => (standing === choices.at(-1) ? undefined : choices.at(-1)))
}

/** @param next the option that a voter votes for now, if any; `standing` is that of the ballot that counts */
async function vote(
  world: World,
  next: (choices: readonly Option[], standing: Option | undefined) => Option | undefined,
): Promise<void> {
  const poll = await sentBy(world)
  const { state, secret } = await poll.state()
  if (state !== "open") return
  const roll = await currentRoll(world)
  let prover: Prover | undefined
  try {
    for (const [place, choices] of CHOICES.entries()) {
      const member = MEMBERS[place] as Member
      const notes = await BallotNotes.of(world, member)
      const counted = await poll.ballotOf(member.nullifier(poll.scope.value))
      const option = next(choices, counted && notes.optionOf(counted.sequence))
      if (option === undefined) continue
      const sequence = await poll.nextSequence(member, notes.last)
      await notes.add(sequence, option)
      prover ??= await Prover.open("ballot-4")
      const ballot = SecretBallot.encrypt(
        secret.ballot,
        OPTIONS.map((each) => (each === option ? 1 : 0)),
      )
      const statement = { scope: poll.scope, policy: PROPOSAL.policy, ballot, sequence }
      await poll.cast(await proveBallot(member, roll, { ...statement, prover }))
    }
  } finally {
    await prover?.close()
  }
}

/** Lets the voting period pass, on a node whose clock can be moved, and closes. */
export async function close(world: World): Promise<void> {
  const id = await pollId(world)
  const { state, closesAt } = await world.assembly.poll(id)
  if (state !== "open") return
  await hoursPass(world)
  const now = (await world.provider.getBlock("latest"))?.timestamp ?? 0
  if (now < closesAt) {
    await world.provider.send("evm_increaseTime", [closesAt - now])
    await world.provider.send("evm_mine", [])
  }
  await world.assembly.connect(world.as("relay")).close(id)
}

/** Blocks are made, and each voter looks again whether the own ballot still stands: what a reorganisation took away can be cast again before the close. */
async function hoursPass(world: World): Promise<void> {
  await world.provider.send("anvil_mine", ["0x8"])
  const poll = await sentBy(world)
  for (const [place, choices] of CHOICES.entries()) {
    const member = MEMBERS[place] as Member
    const counted = stillThere(await poll.ballotOf(member.nullifier(poll.scope.value)), "a ballot")
    const option = (await BallotNotes.of(world, member)).optionOf(counted.sequence)
    stillThere(option === choices.at(-1) ? option : undefined, "the last ballot")
  }
}

export async function decrypt(world: World): Promise<void> {
  const poll = await sentBy(world)
  for (const index of OPENERS) {
    const { state, secret } = await poll.state()
    if (state !== "decrypting" || secret.posted.includes(index)) continue
    const trustee = TRUSTEES[index - 1] as Trustee
    await poll.decrypt(await world.trustees.shareOf(secret.committee, index, trustee))
  }
}

export async function announce(world: World): Promise<void> {
  const poll = await sentBy(world)
  const { state, secret } = await poll.state()
  if (state !== "decrypting") return
  await poll.announce(await world.trustees.committee(secret.committee))
}

async function sentBy(world: World): Promise<SecretPoll> {
  const id = await pollId(world)
  return world.assembly.connect(world.as("relay")).secretPoll(id)
}
