import { send } from "../../../sdk/chain/call.ts"
import { GENERATOR, pointSum } from "../../../sdk/crypto/baby-jubjub.ts"
import { verifyDecryption, type Ciphertext, type CommitteeSize, type KeyShare } from "../../../sdk/index.ts"
import type { Refusal } from "../journal.ts"
import type { Parts } from "../steps/decryption.ts"
import type { OpenPoll } from "../steps/poll.ts"
import { refused } from "./refusal.ts"

/** A trustee who is curious about a single ballot while people vote. @param parts of that ballot, of the trustee's changed program */
export async function decryptedEarly(share: KeyShare, parts: Parts, { secret }: OpenPoll): Promise<Refusal[]> {
  const attempt = "A trustee decrypts before the close"
  return [
    await refused(attempt, "own program", "poll-state", () => secret.prepareParts(share)),
    await refused(attempt, "contract", "WrongPollState", () => sendParts(share, parts, secret)),
  ]
}

/** The same trustee sends the parts of a single ballot in place of the sum's. */
export async function ballotForSum(
  share: KeyShare,
  parts: Parts,
  sum: readonly Ciphertext[],
  { secret }: OpenPoll,
): Promise<Refusal[]> {
  const attempt = "A trustee decrypts a single ballot in place of the sum"
  return [
    await refused(attempt, "verifier", "requirement-not-met", () => verifyParts(share, parts, sum)),
    await refused(
      attempt,
      "contract",
      "InvalidPartialDecryption",
      () => sendParts(share, parts, secret),
      share.trustee,
    ),
  ]
}

/** A trustee shifts the own part, and with it the result. */
export async function falsePart(
  share: KeyShare,
  { parts, proofs }: Parts,
  sum: readonly Ciphertext[],
  { secret }: OpenPoll,
): Promise<Refusal[]> {
  const [part, ...otherParts] = parts as [Parts["parts"][number], ...Parts["parts"]]
  const [proof, ...otherProofs] = proofs as [Parts["proofs"][number], ...Parts["proofs"]]
  const shifted = pointSum(part, GENERATOR)
  const signals = { ...proof.signals, "part[0]": String(shifted[0]), "part[1]": String(shifted[1]) }
  const changed = { parts: [shifted, ...otherParts], proofs: [{ ...proof, signals }, ...otherProofs] }
  const attempt = "A trustee gives a false part, to change the result"
  return [
    await refused(attempt, "verifier", "invalid-proof", () => verifyParts(share, changed, sum)),
    await refused(
      attempt,
      "contract",
      "InvalidPartialDecryption",
      () => sendParts(share, changed, secret),
      share.trustee,
    ),
  ]
}

/** Those who want the result do not wait for enough trustees. @param named indexes of as many trustees as it takes, not all of whom have decrypted */
export async function tooFewTrustees(poll: OpenPoll, committee: CommitteeSize, named: number[]): Promise<Refusal[]> {
  const attempt = "Two trustees open the sum without a third"
  const nothing = poll.proposal.options.map(() => 0)
  return [
    await refused(attempt, "own program", "too-few-parts", () => poll.secret.announce(committee)),
    await refused(attempt, "contract", "PartNotPosted", () => announce(poll, named, nothing)),
  ]
}

/** Whoever announces gives one option a ballot more, and another one less. */
export function wrongTotals(poll: OpenPoll, trustees: number[], totals: readonly number[]): Promise<Refusal> {
  const most = totals.indexOf(Math.max(...totals))
  const other = (most + 1) % totals.length
  const wrong = totals.map((total, option) => total + (option === other ? 1 : option === most ? -1 : 0))
  return refused("The totals are announced with one ballot moved", "contract", "WrongTally", () =>
    announce(poll, trustees, wrong),
  )
}

function sendParts(share: KeyShare, { parts, proofs }: Parts, secret: OpenPoll["secret"]): Promise<unknown> {
  return secret.sendParts(share.trustee, parts, proofs)
}

async function verifyParts(share: KeyShare, { proofs }: Parts, sum: readonly Ciphertext[]): Promise<void> {
  for (const [index, proof] of proofs.entries()) {
    const { first: point } = sum[index] as Ciphertext
    await verifyDecryption(proof, { shareKey: share.key, point })
  }
}

/** Past the SDK, which announces what it has worked out itself. */
function announce({ assembly, pollId }: OpenPoll, trustees: number[], totals: number[]): Promise<unknown> {
  return send(assembly.contract, `announce the totals of poll ${pollId}`, () =>
    assembly.contract.getFunction("announce")(pollId, trustees, totals),
  )
}
