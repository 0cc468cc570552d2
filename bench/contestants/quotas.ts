// A member who proves booked labor; told which engine to take.
import { hours, Ledger, Member, Prover, proveQuota, Roll, Scope, Sheet, type QuotaCircuitName } from "rochdale"
import { serve, timed } from "./serve.ts"

const DAY = "2026-01-04"
const MOST = 13

const [engine] = process.argv.slice(2) as ["kernel" | "snarkjs"]
const member = Member.create()
const roll = Roll.of([{ commitment: member.commitment, class: "full", admitted: "2024-03-01" }])
const policy = { classes: ["full"] }
const rows = Array.from({ length: MOST }, () => ({ commitment: member.commitment, amount: hours(1), kind: 0 }))
const sheet = Sheet.of(DAY, rows)
const ledger = Ledger.of([sheet])
const openings = sheet.openingsFor(member.commitment)
const provers = new Map<number, Prover>()

let count = 0

serve({
  /** One proof that counts so many records, with the circuit for so many. */
  prove: async (records) => {
    const instance = `quota-${records}` as QuotaCircuitName
    const prover = provers.get(records) ?? (await Prover.open(instance, { engine }))
    provers.set(records, prover)
    const quota = { kinds: [0], from: DAY, to: DAY, atLeast: hours(records) }
    return timed(() => {
      const scope = Scope.offChain("https://bench.example", `purpose ${count++}`)
      return proveQuota(member, roll, ledger, { scope, policy, quota, openings, instance, prover })
    })
  },
})
