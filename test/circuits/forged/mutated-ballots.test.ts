import { cases } from "../../../scripts/assure/thoroughness.ts"
import { describeMutation } from "./mutation.ts"

const CIRCUITS = ["ballot-4", "decrypt", "ballot-12"] as const

for (const name of CIRCUITS.slice(0, cases(2, CIRCUITS.length))) describeMutation(name)
