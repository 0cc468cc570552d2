import type { ChainRecord } from "../../scripts/audit/record/record.ts"
import { secretPoll } from "../audit/secret-poll.ts"
import { AuditScene } from "../audit/scene.ts"

/** Holds a poll, and reads its record from the chain. */
export async function pollRecord(kind: "public" | "secret" | "small"): Promise<ChainRecord> {
  if (kind === "secret") {
    const { scene, pollId } = await secretPoll()
    return scene.record(pollId)
  }
  const scene = await AuditScene.open({ proved: false })
  const pollId = await scene.propose()
  await scene.assembly.open(pollId)
  if (kind === "public") {
    for (const [place, option] of [0, 0, 1].entries()) await scene.vote(scene.voters[place]!, option, pollId)
    await scene.remove(scene.voters[3]!)
  }
  await scene.close(pollId)
  return scene.record(pollId)
}
