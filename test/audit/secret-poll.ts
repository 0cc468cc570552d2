import type { CommitteeScene } from "../contracts/trustees-scene.ts"
import type { Person } from "../contracts/witness.ts"
import { AuditScene } from "./scene.ts"

/** A secret poll from its committee to its outcome. */
export interface SecretPoll {
  scene: AuditScene
  committee: CommitteeScene
  pollId: bigint
  ann: Person
  ben: Person
  cat: Person
}

/**
 * Three of five members vote: Ann yes, Ben no and then yes, Cat neither. Of the trustees the first, the second and the fourth decrypt; the fourth did
 * not deal, and the fifth did not even commit.
 */
export async function secretPoll(): Promise<SecretPoll> {
  const scene = await AuditScene.open()
  const committee = await scene.committee()
  const [ann, ben, cat] = scene.voters as [Person, Person, Person]
  const pollId = await scene.propose(committee)
  await scene.assembly.open(pollId)
  await scene.castBallot(ann, 0, pollId)
  await scene.castBallot(ben, 1, pollId)
  await scene.castBallot(cat, 2, pollId)
  await scene.castBallot(ben, 0, pollId)
  await scene.close(pollId)
  await scene.decrypt(committee, pollId, 1, 2, 4)
  await scene.assembly.announce(pollId, [1, 2, 4], [2, 0, 1])
  return { scene, committee, pollId, ann, ben, cat }
}
