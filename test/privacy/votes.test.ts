import { closeScene } from "./scene.ts"
import { votesAreUnlinkable } from "./unlinkable-votes.ts"
import { votesLookAlike } from "./votes-alike.ts"

// In one file, since the scene takes long to set up.
describe("votes", () => {
  after(closeScene)
  votesLookAlike()
  votesAreUnlinkable()
})
