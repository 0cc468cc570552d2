// Runs in the page: all that a member's device does with secrets, with the built package.
import {
  BallotRules,
  Ledger,
  Member,
  MemoryMailbox,
  MemoryVaultStore,
  Passbook,
  proveBallot,
  proveMembership,
  proveQuota,
  Roll,
  Scope,
  sealSheet,
  SecretBallot,
  Sheet,
  Trustee,
  verify,
  verifyBallot,
} from "rochdale"
import type { Life } from "./page-life.ts"

const artifacts = new URL("/artifacts", location.href).href

async function live({ seed, others, records, scores, note, passphrase }: Life): Promise<string> {
  const member = Member.fromSeed(Uint8Array.from(seed))
  const all = [member, ...others.map((each) => Member.fromSeed(Uint8Array.from(each)))]
  const roll = Roll.of(all.map(({ commitment }) => ({ commitment, class: "full", admitted: "2024-03-01" })))
  const sheet = Sheet.of(
    "2026-01-04",
    records.map((amount) => ({ commitment: member.commitment, amount, kind: 0 })),
  )
  const contacts = [{ commitment: member.commitment, deliveryKey: await member.deliveryKey() }]
  const [mailbox, store] = [new MemoryMailbox(), new MemoryVaultStore()]
  await mailbox.put(await sealSheet(sheet, contacts))
  const passbook = Passbook.of(member, store)
  await passbook.collect(mailbox)
  await passbook.vault.set("note", note)

  const [scope, policy] = [Scope.offChain("https://commune.example", "van"), { classes: ["full"] }]
  const ledger = Ledger.of([sheet])
  const quota = { kinds: [0], from: "2026-01-01", to: "2026-01-31", atLeast: 600 }
  const openings = await passbook.openings()
  const proofs = [
    await proveMembership(member, roll, { scope, policy, used: passbook, artifacts }),
    await proveQuota(member, roll, ledger, { scope, policy, quota, openings, instance: "quota-4", artifacts }),
  ]
  await verify(proofs[0] as never, { scope, roll, policy })
  await passbook.markSpent(scope)

  const trustee = Trustee.fromSeed(Uint8Array.from(seed))
  const key = trustee.encryptionKey({ chainId: 1, contract: `0x${"1".repeat(40)}`, committee: 1, index: 1 })
  const terms = { options: 3, ciphertexts: 1, key, rule: BallotRules.score({ options: 3, maxScore: 200 }) }
  const ballot = SecretBallot.encrypt(terms, scores)
  const proof = await proveBallot(member, roll, { scope, policy, ballot, sequence: 1, artifacts })
  await verifyBallot(proof, { scope, policy, roll, terms })

  // What goes wrong on a device is often logged.
  for (const mistake of [
    () =>
      SecretBallot.encrypt(
        terms,
        scores.map((score) => score + 9000),
      ),
    () =>
      proveQuota(member, roll, ledger, {
        scope,
        policy,
        quota,
        openings: openings.map((one) => ({ ...one, salt: ` ${one.salt}` })),
        artifacts,
      }),
    async () => Member.open(await member.seal(passphrase), `${passphrase}!`),
    () => proveMembership(member, roll, { scope, policy, used: passbook, artifacts }),
  ]) {
    try {
      await mistake()
      return "a mistake was none"
    } catch (error) {
      console.warn(error, JSON.stringify(error), String(error))
    }
  }
  return "lived"
}

document.body.dataset["ready"] = "true"
Object.assign(globalThis, { live })
