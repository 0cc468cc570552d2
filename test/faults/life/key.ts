import { Prover, type Committee, type Trustee } from "../../../sdk/index.ts"
import { stillThere } from "./gone.ts"
import { THRESHOLD, TRUSTEES, TRUSTEES_PERIOD } from "./people.ts"
import { trusteeKeepers, walletOf, type Keeper } from "./keepers.ts"
import type { World } from "./world.ts"

const SEATS = trusteeKeepers(TRUSTEES.length)
export const TRUSTEE_ACCOUNTS = SEATS.map((keeper) => walletOf(keeper).address)

/** The committee that was formed. @throws GoneError */
export async function committeeOf(world: World): Promise<{ id: bigint; committee: Committee }> {
  const id = stillThere((await world.trustees.committeesOf(TRUSTEE_ACCOUNTS)).at(-1), "the committee")
  return { id, committee: await world.trustees.committee(id) }
}

export async function formCommittee(world: World): Promise<void> {
  if ((await world.trustees.committeesOf(TRUSTEE_ACCOUNTS)).length > 0) return
  await world.trustees.connect(world.as("convener")).form({
    trustees: TRUSTEE_ACCOUNTS,
    threshold: THRESHOLD,
    commitPeriod: TRUSTEES_PERIOD,
    dealPeriod: TRUSTEES_PERIOD,
  })
}

export async function commitAll(world: World): Promise<void> {
  for (const [index, trustee, keeper] of seats()) {
    const { id, committee } = await committeeOf(world)
    if (committee.state !== "committing" || committee.recipients.includes(index)) continue
    await world.trustees.connect(world.as(keeper)).commit(id, index, trustee)
  }
}

export async function dealAll(world: World): Promise<void> {
  let prover: Prover | undefined
  try {
    for (const [index, trustee, keeper] of seats()) {
      const { id, committee } = await committeeOf(world)
      if (committee.state !== "dealing" || committee.dealers.includes(index)) continue
      prover ??= await Prover.open("deal-5")
      await world.trustees.connect(world.as(keeper)).deal(id, index, trustee, { prover })
    }
  } finally {
    await prover?.close()
  }
}

export async function finishKey(world: World): Promise<void> {
  const { id, committee } = await committeeOf(world)
  if (committee.state === "dealing") await world.trustees.connect(world.as("relay")).finish(id)
}

function seats(): [number, Trustee, Keeper][] {
  return TRUSTEES.map((trustee, place) => [place + 1, trustee, SEATS[place] as Keeper])
}
