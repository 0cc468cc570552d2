import { cases } from "../../../scripts/assure/thoroughness.ts"
import { describeMutation } from "./mutation.ts"

const CIRCUITS = ["membership", "quota-4", "quota-1", "quota-13"] as const

for (const name of CIRCUITS.slice(0, cases(2, CIRCUITS.length))) describeMutation(name)
