// The programs of a commune's people, one step after the other: `node program.ts <place as JSON> [step after which it ends itself]`. Started again, it goes on.
import { setTimeout as pause } from "node:timers/promises"
import { RochdaleError } from "../../../sdk/index.ts"
import { auditPoll, endingOf } from "./ending.ts"
import { GoneError } from "./gone.ts"
import { commitAll, dealAll, finishKey, formCommittee } from "./key.ts"
import { collectAll, countersign, deliver, postSheet, writeSheet } from "./labor.ts"
import { announce, close, decrypt, openPoll, propose, voteAgain, voteAll } from "./poll.ts"
import { admitAll } from "./roll.ts"
import type { StepName } from "./step-names.ts"
import { borrowVan } from "./van.ts"
import { World, type Place } from "./world.ts"

const STEPS: Record<StepName, (world: World) => Promise<void>> = {
  admit: admitAll,
  write: writeSheet,
  post: postSheet,
  countersign,
  deliver,
  collect: collectAll,
  van: borrowVan,
  form: formCommittee,
  commit: commitAll,
  deal: dealAll,
  finish: finishKey,
  propose,
  open: openPoll,
  vote: voteAll,
  "vote again": voteAgain,
  close,
  decrypt,
  announce,
  audit: auditPoll,
}

/** For who reads the ends of this program's runs. */
const TYPED_ERROR = 3

const [place = "", last] = process.argv.slice(2)
try {
  const world = await World.open(JSON.parse(place) as Place)
  for (const [name, step] of Object.entries(STEPS)) {
    console.log(`begin ${name}`)
    await step(world)
    console.log(`end ${name}`)
    if (name === last) {
      process.kill(process.pid, "SIGKILL")
      await pause(10_000)
    }
  }
  console.log(`ending ${JSON.stringify(await endingOf(world))}`)
  await world.close()
} catch (error) {
  if (!(error instanceof RochdaleError || error instanceof GoneError)) throw error
  console.error(`${error.code}: ${error.message}`)
  // Connections that are still tried, and threads.
  process.exit(TYPED_ERROR)
}
