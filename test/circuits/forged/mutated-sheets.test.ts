import { cases } from "../../../scripts/assure/thoroughness.ts"
import { describeMutation } from "./mutation.ts"

const CIRCUITS = ["sheet-25", "sheet-125"] as const

for (const name of CIRCUITS.slice(0, cases(1, CIRCUITS.length))) describeMutation(name)
