import { Trustee, Trustees } from "../../../sdk/index.ts"
import type { Deployment } from "../../deploy/deploy.ts"
import { anotherPolynomial, unfitShare, type UnsentDealing } from "../attacks/dealing.ts"
import { inLanes } from "../in-lanes.ts"
import { Lane } from "../lane.ts"
import type { Stage } from "../stage.ts"
import { Provers } from "./provers.ts"
import { step } from "./step.ts"

/** How many of the trustees open a sum together. */
export const THRESHOLD = 3
/** Index of the trustee who cheats when there is something to decrypt, and of the one who is not heard of any more. */
export const CHEAT = 4
export const DROPPED_OUT = 2

/** Nobody waits for the end of these: committing and dealing are over when all have done it. */
const DAY = 86_400
const SIDE_BY_SIDE = 2

/** A trustee at work. */
export interface Seated {
  /** The place in the committee, from 1 on. */
  index: number
  /** The secrets on the trustee's own device. */
  trustee: Trustee
  /** The contract as this trustee's account uses it. */
  contract: Trustees
}

/** A committee that has a key. */
export interface KeyCommittee {
  committeeId: bigint
  size: number
  threshold: number
  seats: Seated[]
}

/** Trustees, of whom a few suffice later, make a key together: each commits, each deals the others their shares with a proof, and the contract adds up. */
export function makeKey(stage: Stage, deployment: Deployment): Promise<KeyCommittee> {
  const { chain, journal } = stage
  const { accounts } = chain
  const size = accounts.trustees.length
  return step(stage, "Trustees make a key", 2 * size + 1, async (shown) => {
    await using provers = new Provers(journal, stage.artifacts)
    const { fromBlock } = deployment
    const asConvener = await Trustees.at(deployment.trustees, accounts.convener, { fromBlock })
    const addresses = await Promise.all(accounts.trustees.map((account) => account.getAddress()))
    const terms = { trustees: addresses, threshold: THRESHOLD, commitPeriod: DAY, dealPeriod: DAY }
    const { committeeId, receipt } = await asConvener.form(terms)
    journal.spendGas("form a committee of trustees", receipt.gasUsed)

    const seats: Seated[] = accounts.trustees.map((account, place) => ({
      index: place + 1,
      trustee: Trustee.create(),
      contract: asConvener.connect(account),
    }))
    for (const { index, trustee, contract } of seats) {
      const { gasUsed } = await contract.commit(committeeId, index, trustee)
      journal.spendGas("commit, as a trustee", gasUsed)
      journal.trustees.push({ index, committed: true, dealt: false, opening: undefined })
      shown.advance()
    }

    const lane = new Lane()
    // The cheat publishes only after all others have.
    let kept: (() => Promise<void>) | undefined
    try {
      const [first, ...others] = seats as [Seated, ...Seated[]]
      // The first one alone, so that one sees how long a proof takes.
      await deal(first)
      provers.sideBySide = true
      await inLanes(others, SIDE_BY_SIDE, deal)
      if (kept !== undefined) lane.add(kept)
      await lane.finish()
    } finally {
      await lane.settle()
    }
    const { gasUsed } = await asConvener.finish(committeeId)
    journal.spendGas("make the trustees' key", gasUsed)
    shown.advance()
    return {
      result: { committeeId, size, threshold: THRESHOLD, seats },
      summary:
        `${size} trustees, any ${THRESHOLD} of whom open a result together, and fewer nothing at all. Each committed first and then dealt a share to every ` +
        "other, with a proof that it fits; the whole secret key has never been in one place",
    }

    async function deal(seat: Seated): Promise<void> {
      const { index, trustee, contract } = seat
      const prepared = await provers.prove("deal-5", (prover) =>
        contract.prepareDealing(committeeId, index, trustee, { prover }),
      )
      const publish = (): Promise<void> => send(seat, { committeeId, index, ...prepared })
      if (index === CHEAT) kept = publish
      else lane.add(publish)
    }

    async function send({ contract }: Seated, unsent: UnsentDealing): Promise<void> {
      const { index, dealing, proof } = unsent
      if (index === CHEAT) {
        journal.refusals.push(await anotherPolynomial(contract, unsent), await unfitShare(contract, unsent))
      }
      const { gasUsed } = await contract.sendDealing(committeeId, index, dealing, proof)
      journal.spendGas("deal the shares, proved", gasUsed)
      const standing = journal.trustees[index - 1]
      if (standing !== undefined) standing.dealt = true
      shown.advance()
    }
  })
}
