// Runs in the page: a member's whole life, with the same package as in Node.
import {
  ArtifactAlteredError,
  hours,
  Kinds,
  Ledger,
  Member,
  MemoryMailbox,
  MemoryNullifiers,
  MemoryVaultStore,
  Passbook,
  Prover,
  proveMembership,
  proveQuota,
  proveSheet,
  readLaborCsv,
  Roll,
  Scope,
  ScopeUsedError,
  sealSheet,
  Sheet,
  verify,
  verifyBatch,
  verifySheet,
  type Progress,
} from "rochdale"

const artifacts = new URL("/artifacts", location.href).href
const members = Array.from({ length: 6 }, () => Member.create())
const ana = members[0] as Member
const roll = Roll.of(members.map(({ commitment }) => ({ commitment, class: "full", admitted: "2024-03-01" })))
const scope = Scope.offChain("https://tools.example", "van")
const policy = { classes: ["full"] }

/** What the test asks the page for. */
const steps = {
  async membership() {
    const progress: Progress[] = []
    const onProgress = (step: Progress) => progress.push(step)
    const proof = await proveMembership(ana, roll, { scope, policy, message: "van", artifacts, onProgress })
    const nullifiers = new MemoryNullifiers()
    const { nullifier } = await verify(proof, { scope, roll, policy, nullifiers })
    const again = await verify(proof, { scope, roll, policy, nullifiers }).catch((error: unknown) => error)
    return {
      own: nullifier === ana.nullifier(scope.value),
      usedOnce: again instanceof ScopeUsedError,
      stages: [...new Set(progress.map(({ stage }) => stage))],
    }
  },

  // How many workers the page started for the kernel, and whether their proof holds; then the same without workers.
  async threads() {
    const Original = globalThis.Worker
    let started = 0
    class Counted extends Original {
      constructor(address: string | URL) {
        super(address)
        started++
      }
    }
    function Forbidden(): never {
      throw new Error("no workers here")
    }
    const outcomes: unknown[] = []
    for (const Replacement of [Counted, Forbidden]) {
      started = 0
      globalThis.Worker = Replacement as unknown as typeof Worker
      const prover = await Prover.open("membership", { artifacts, engine: "kernel" })
      globalThis.Worker = Original
      const proofs = []
      for (const message of ["first", "second"])
        proofs.push(await proveMembership(ana, roll, { scope, policy, message, prover }))
      await prover.close()
      for (const proof of proofs) await verify(proof, { scope, roll, policy })
      outcomes.push([started, proofs.length])
    }
    return outcomes
  },

  async quota() {
    const sheet = Sheet.of("2026-01-04", [{ commitment: ana.commitment, amount: 600, kind: 0 }])
    const ledger = Ledger.of([sheet])
    const quota = { kinds: [0], from: "2026-01-01", to: "2026-01-31", atLeast: hours(10) }
    await using prover = await Prover.open("quota-1", { artifacts })
    const openings = sheet.openingsFor(ana.commitment)
    const proof = await proveQuota(ana, roll, ledger, { scope, policy, quota, openings, prover })
    await verify(proof, { scope, roll, policy, ledger, quota })
    return proof.circuit
  },

  async sheet() {
    const kinds = Kinds.of(["kitchen", "care"])
    const rules = { kinds, cap: hours(14), minimumRows: 3 }
    const rows = members.map(({ commitment }) => ({ commitment, amount: 90, kind: 0 }))
    const sheet = Sheet.of("2026-01-04", rows)
    const proof = await proveSheet(sheet, { rules, message: "week 1", artifacts })
    const { sheetRoot, total, groups } = await verifySheet(proof, { rules, message: "week 1" })
    return [sheetRoot === sheet.root, total, groups[0]]
  },

  // Whether a roll built in threads is the one that the page builds, and how far it said to be.
  async bulk() {
    const admissions = Array.from({ length: 5000 }, (_, index) => ({
      commitment: BigInt(index + 1) ** 7n,
      class: "full",
      admitted: "2024-03-01",
    }))
    const done: number[] = []
    const built = await Roll.build(admissions, { threads: 2, onProgress: (share) => done.push(share) })
    const loaded = await Roll.load(built.snapshot(), { threads: 2 })
    const root = Roll.of(admissions).root
    return [built.root === root, loaded.root === root, done.at(-1)]
  },

  // Which proofs of a batch hold, and why one does not.
  async batch() {
    await using prover = await Prover.open("membership", { artifacts })
    const batch = []
    for (const message of ["first", "second", "third"]) {
      const proof = await proveMembership(ana, roll, { scope, policy, message, prover })
      batch.push({ proof, requirements: { scope, roll, policy, message } })
    }
    const [first, second] = batch as [(typeof batch)[0], (typeof batch)[0]]
    const swapped = { ...second, proof: { ...second.proof, proof: first.proof.proof } }
    const { verified, refused } = await verifyBatch(batch.with(1, swapped))
    return [verified.map(({ index }) => index), refused.map(({ index, error }) => [index, (error as Error).name])]
  },

  async sealed() {
    const opened = await Member.open(await ana.seal("correct horse battery"), "correct horse battery")
    return opened.commitment === ana.commitment
  },

  async delivery() {
    const week = members.map(({ commitment }) => ({ commitment, amount: 90, kind: 0 }))
    const contacts = members.map(async (member) => ({
      commitment: member.commitment,
      deliveryKey: await member.deliveryKey(),
    }))
    const mailbox = new MemoryMailbox()
    const store = new MemoryVaultStore()
    await mailbox.put(await sealSheet(Sheet.of("2026-01-04", week), await Promise.all(contacts)))
    await Passbook.of(ana, store).collect(mailbox)
    const { openings, lost } = await Passbook.of(ana, store).recover(new MemoryMailbox())
    return [openings.map(({ amount }) => amount), lost.map(({ code }) => code)]
  },

  async csv() {
    const kinds = Kinds.of(["kitchen"])
    return readLaborCsv("member,kind,hours\nAna,kitchen,2:45\n", { file: "week.csv", kinds, cap: hours(60) })[0]?.amount
  },

  async altered() {
    const error = await Prover.open("membership", { artifacts: new URL("/altered", location.href).href }).catch(
      (found: unknown) => found,
    )
    return error instanceof ArtifactAlteredError
  },
}

document.body.dataset["ready"] = "true"
Object.assign(globalThis, { steps })
