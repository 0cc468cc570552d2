import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import type { CircuitSignals } from "snarkjs"
import { ARTIFACTS } from "../../scripts/paths.ts"
import {
  Assembly,
  BallotRules,
  checkOpening,
  connect,
  Kinds,
  Ledger,
  Member,
  MemoryMailbox,
  MemoryVaultStore,
  openEnvelope,
  Passbook,
  proveBallot,
  proveDealing,
  proveDecryption,
  proveMembership,
  Prover,
  proveQuota,
  proveSheet,
  Roll,
  Scope,
  sealOpening,
  SecretBallot,
  Sheet,
  Trustee,
  Vault,
  verify,
  verifyBallot,
  type BallotTerms,
  type RecordOpening,
  type SealedTrustee,
  type VaultStore,
} from "../../sdk/index.ts"
import { KeyShare } from "../../sdk/ballot/key-share.ts"
import { generatorTimes, SUBGROUP_ORDER } from "../../sdk/crypto/baby-jubjub.ts"
import { FIELD_ORDER } from "../../sdk/crypto/field.ts"
import { secretOf } from "../../sdk/member/member.ts"
import { SqliteNullifiers, SqliteVaultStore } from "../../sdk/store/sqlite.ts"
import { inputOf } from "../kernel/circuit-inputs.ts"
import { dealingsOf, seatNumber, termsOf } from "../sdk/ballot/committee-scene.ts"
import { contactOf, contactsOf, onlyOpening } from "../sdk/delivery/scene.ts"
import { minutesCanary, numberCanary, textCanary, type Canary } from "./canaries.ts"
import { secretsOfMember, secretsOfOpening, secretsOfTrustee } from "./holders.ts"

const random = (): Uint8Array => crypto.getRandomValues(new Uint8Array(32))

const [seed, seedOfBen, seedOfTrustee] = [random(), random(), random()]
const [ana, ben] = [Member.fromSeed(seed), Member.fromSeed(seedOfBen)]
const trustee = Trustee.fromSeed(seedOfTrustee)

const PASSPHRASE = "heliotrope marzipan quicksilver"
const SHORT_PASSPHRASE = "Xq7§vé3"
const NODE_KEY = "k3yOfTheNode8472"
/** Minutes of Ana's record, and scores: they turn up nowhere else. */
const MINUTES = 7_654_321
const [SCORE, WRONG_SCORE] = [241, 9_973]

const sheet = Sheet.of("2026-01-04", [
  { commitment: ana.commitment, amount: MINUTES, kind: 3 },
  { commitment: ben.commitment, amount: 60, kind: 0 },
])
const opening = onlyOpening(sheet, ana)
const share = new KeyShare(1, SUBGROUP_ORDER - 987_654_321_987_654_321n)

const roll = Roll.of([
  { commitment: ana.commitment, class: "full", admitted: "2024-03-01" },
  { commitment: ben.commitment, class: "candidate", admitted: "2025-03-01" },
])
const scope = Scope.offChain("https://tools.example", "van")
const policy = { classes: ["full"], admittedBy: "2025-01-01" }
const terms: BallotTerms = {
  options: 3,
  ciphertexts: 1,
  key: generatorTimes(99n),
  rule: BallotRules.score({ options: 3, maxScore: 253 }),
}
const seat = seatNumber(1)
const dealing = termsOf(5, 3)
const ownDealing = { ...dealing, recipients: [trustee.encryptionKey(seat), ...dealing.recipients.slice(1)] }
const spoilt = SecretBallot.encrypt(terms, [SCORE, 0, 0])
const openedBallot = spoilt.challenge()
const { randomness } = openedBallot

/** Nothing of this may stand in any error. */
export const SECRETS: readonly Canary[] = [
  ...secretsOfMember("Ana", ana, seed),
  ...secretsOfMember("Ben", ben, seedOfBen),
  ...secretsOfTrustee("the trustee", trustee, seedOfTrustee, { seat, terms: ownDealing }),
  ...secretsOfOpening("Ana's record", opening),
  minutesCanary("Ana's record", MINUTES),
  minutesCanary("a score", SCORE),
  minutesCanary("a wrong score", WRONG_SCORE),
  ...randomness.map((value) => numberCanary("a ballot's randomness", BigInt(value))),
  numberCanary("the share of a key", SUBGROUP_ORDER - 987_654_321_987_654_321n),
  textCanary("a passphrase", PASSPHRASE),
  textCanary("a passphrase that is too short", SHORT_PASSPHRASE),
  textCanary("the key in a node's address", NODE_KEY),
]

/** A call that must fail, with a secret where it goes wrong or beside it. */
export interface Mistake {
  what: string
  /** Codes of the errors that it may end with. */
  ends: string
  make: (folder: string) => unknown
}

function mistake(what: string, ends: string, make: Mistake["make"]): Mistake {
  return { what, ends, make }
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex")
const secret = secretOf(ana)
const salt = BigInt(opening.salt)

const OF_MEMBERS: Mistake[] = [
  mistake("a member of a seed in hex", "invalid-input", () => Member.fromSeed(text(seed) as never)),
  mistake("a member of half a seed", "invalid-input", () => Member.fromSeed(seed.subarray(0, 31))),
  mistake("a member of a list", "invalid-input", () => Member.fromSeed([...seed] as never)),
  mistake("a short passphrase", "invalid-input", () => ana.seal(SHORT_PASSPHRASE)),
  mistake("a sealed member that is the seed itself", "sealed-member", () =>
    Member.open({ seed: text(seed) } as never, PASSPHRASE),
  ),
  mistake("a wrong passphrase", "sealed-member", async () => Member.open(await ana.seal("another one"), PASSPHRASE)),
  mistake("a sealed member in a trustee's place", "sealed-trustee", async () =>
    Trustee.open((await ana.seal(PASSPHRASE)) as unknown as SealedTrustee, PASSPHRASE),
  ),
  mistake("not on the roll", "not-in-roll", () => proveMembership(Member.fromSeed(random()), roll, { scope, policy })),
  mistake("of another class", "class-not-admitted", () => proveMembership(ben, roll, { scope, policy })),
  mistake("admitted too late", "admitted-too-late", () =>
    proveMembership(ana, roll, { scope, policy: { ...policy, admittedBy: "2020-01-01" } }),
  ),
  mistake("no such slot", "slot-out-of-range", () => proveMembership(ana, roll, { scope, policy, slot: 7 })),
  mistake("a scope that was used", "scope-used", () =>
    proveMembership(ana, roll, { scope, policy, used: { has: () => Promise.resolve(true) } }),
  ),
]

const PROVING = { scope, policy, kinds: Kinds.of(["a", "b", "c", "d"]) }
const QUOTA = { kinds: [3], from: "2026-01-01", to: "2026-01-31", atLeast: 60 }

function quotaWith(changes: Partial<Record<keyof RecordOpening, unknown>>): unknown {
  const openings = [{ ...opening, ...changes } as RecordOpening]
  return proveQuota(ana, roll, Ledger.of([sheet]), { ...PROVING, quota: QUOTA, openings })
}

const OF_RECORDS: Mistake[] = [
  mistake("a salt in blanks", "invalid-field-element", () => quotaWith({ salt: ` ${opening.salt}` })),
  mistake("a salt above r", "invalid-field-element", () => quotaWith({ salt: (salt + FIELD_ORDER).toString() })),
  mistake("a salt as a number of JSON", "invalid-field-element", () => quotaWith({ salt: Number(salt) })),
  mistake("another salt", "invalid-input", () => quotaWith({ salt: (salt + 1n).toString() })),
  mistake("a path that is cut off", "invalid-input", () => quotaWith({ path: opening.path.slice(1) })),
  mistake("a path of no numbers", "invalid-field-element", () =>
    quotaWith({ path: opening.path.map((children) => children.map((child) => `${child}.0`)) }),
  ),
  mistake("minutes below none", "invalid-input", () => quotaWith({ amount: -MINUTES })),
  mistake("minutes as text", "invalid-input", () => quotaWith({ amount: String(MINUTES) })),
  mistake("another's opening", "invalid-input", () =>
    proveQuota(ana, roll, Ledger.of([sheet]), {
      ...PROVING,
      quota: { ...QUOTA, kinds: [0] },
      openings: [onlyOpening(sheet, ben)],
    }),
  ),
  mistake("a sheet that is in no ledger", "quota-not-reached", () =>
    proveQuota(ana, roll, Ledger.of([]), { ...PROVING, quota: QUOTA, openings: [opening] }),
  ),
  mistake("no such instance", "invalid-input", () =>
    proveQuota(ana, roll, Ledger.of([sheet]), {
      ...PROVING,
      quota: QUOTA,
      openings: [opening],
      instance: "quota-5" as never,
    }),
  ),
  mistake("content with a salt in blanks", "invalid-field-element", () => {
    const { day, rows } = sheet.content()
    return Sheet.fromContent({ day, rows: rows.map((row) => ({ ...row, salt: ` ${row.salt}` })) })
  }),
  mistake("content that is a list", "invalid-input", () => Sheet.fromContent(sheet.content().rows as never)),
  mistake("a sheet of too few", "too-few-rows", () =>
    proveSheet(sheet, { rules: { kinds: PROVING.kinds, cap: 16_777_215, minimumRows: 3 }, message: 1 }),
  ),
  mistake("sealing to another member", "invalid-input", async () => sealOpening(opening, await contactOf(ben))),
  mistake("sealing to no key", "invalid-input", () =>
    sealOpening(opening, { commitment: ana.commitment, deliveryKey: "none" }),
  ),
  mistake("another's envelope", "envelope", async () =>
    openEnvelope(ben, await sealOpening(opening, await contactOf(ana))),
  ),
  mistake("an altered envelope", "envelope", async () => {
    const envelope = await sealOpening(opening, await contactOf(ana))
    return openEnvelope(
      ana,
      envelope.map((byte, index) => (index === 300 ? byte ^ 1 : byte)),
    )
  }),
  mistake("half an envelope", "envelope", async () =>
    openEnvelope(ana, (await sealOpening(opening, await contactOf(ana))).subarray(0, 280)),
  ),
  mistake("a sheet with a member whom nobody knows", "invalid-input", async () => {
    const { sealSheet } = await import("../../sdk/index.ts")
    return sealSheet(sheet, await contactsOf([ben]))
  }),
]

const OF_VAULTS: Mistake[] = [
  mistake("another's records in a passbook", "invalid-input", () =>
    Passbook.of(ben, new MemoryVaultStore()).add([opening]),
  ),
  mistake("an entry that is too large", "invalid-input", () =>
    Vault.of(ana, new MemoryVaultStore()).set("note", PASSPHRASE.repeat(50_000)),
  ),
  mistake("an entry that JSON cannot hold", "invalid-input", () =>
    Vault.of(ana, new MemoryVaultStore()).set("note", (() => PASSPHRASE) as never),
  ),
  mistake("an entry that was altered", "vault-damaged", async () => {
    const store = new MemoryVaultStore()
    await Passbook.of(ana, store).add([opening])
    const altered: VaultStore = {
      read: async (ids) => (await store.read(ids)).map((value) => value?.map((byte) => byte ^ 1)),
      replace: (replacement) => store.replace(replacement),
    }
    return Passbook.of(ana, altered).openings()
  }),
  mistake("records that are nowhere", "missing-records", async () => {
    const store = new MemoryVaultStore()
    await Passbook.of(ana, store).add([opening])
    const without: VaultStore = {
      // The records themselves are the largest of what is there.
      read: async (ids) =>
        (await store.read(ids)).map((value) => (value !== undefined && value.length > 2000 ? undefined : value)),
      replace: (replacement) => store.replace(replacement),
    }
    const { lost } = await Passbook.of(ana, without).recover(new MemoryMailbox())
    throw lost.find(({ code }) => code === "missing-records")!
  }),
  mistake("a store that is closed", "store", async (folder) => {
    const store = await SqliteVaultStore.open(join(folder, "closed.db"))
    await store.close()
    return Passbook.of(ana, store).add([opening])
  }),
  mistake("a folder in a store's place", "store", (folder) => SqliteNullifiers.open(folder)),
  mistake("another mailbox", "mailbox-changed", () => new MemoryMailbox().fetch({ mailbox: "another", after: 1 })),
]

const OF_BALLOTS: Mistake[] = [
  mistake("a score above the most", "ballot-rule", () => SecretBallot.encrypt(terms, [0, WRONG_SCORE, 0])),
  mistake("a score below none", "ballot-rule", () => SecretBallot.encrypt(terms, [0, -WRONG_SCORE, 0])),
  mistake("a score as text", "ballot-rule", () => SecretBallot.encrypt(terms, [String(WRONG_SCORE)] as never)),
  mistake("scores that are too many", "ballot-rule", () => SecretBallot.encrypt(terms, [SCORE, SCORE, SCORE, SCORE])),
  mistake("scores that add up to too much", "ballot-rule", () =>
    SecretBallot.encrypt({ ...terms, rule: BallotRules.budget({ budget: 253 }) }, [SCORE, SCORE, 0]),
  ),
  mistake("a key that is none", "invalid-point", () =>
    SecretBallot.encrypt({ ...terms, key: [0n, 1n] }, [SCORE, 0, 0]),
  ),
  mistake("an opened ballot that is proved", "ballot-spoilt", () =>
    proveBallot(ana, roll, { scope, policy, ballot: spoilt, sequence: 1 }),
  ),
  mistake("a proved ballot that is opened", "ballot-proved", async () => {
    const ballot = SecretBallot.encrypt(terms, [SCORE, 0, 0])
    await proveBallot(ana, roll, { scope, policy, ballot, sequence: 1, prover: await failing("ballot-4") }).catch(
      () => undefined,
    )
    return ballot.challenge()
  }),
  mistake("no such sequence", "invalid-input", () =>
    proveBallot(ana, roll, { scope, policy, ballot: SecretBallot.encrypt(terms, [SCORE, 0, 0]), sequence: -1 }),
  ),
  mistake("an opening of another ballot", "ballot-opening", () =>
    checkOpening(terms, SecretBallot.encrypt(terms, [SCORE, 0, 0]).code, openedBallot),
  ),
  mistake("an opening with other randomness", "ballot-opening", () =>
    checkOpening(terms, spoilt.code, { ...openedBallot, randomness: randomness.map((value) => `0${value}`) }),
  ),
  mistake("an opening with too much randomness", "ballot-opening", () =>
    checkOpening(terms, spoilt.code, { ...openedBallot, randomness: [...randomness, ...randomness] }),
  ),
  mistake("an opening against the rule", "ballot-opening", () =>
    checkOpening(terms, spoilt.code, { ...openedBallot, scores: [WRONG_SCORE, 0, 0] }),
  ),
]

const OF_TRUSTEES: Mistake[] = [
  mistake("a trustee of a seed in hex", "invalid-input", () => Trustee.fromSeed(text(seedOfTrustee) as never)),
  mistake("a trustee's short passphrase", "invalid-input", () => trustee.seal(SHORT_PASSPHRASE)),
  mistake("a trustee's wrong passphrase", "sealed-trustee", async () =>
    Trustee.open(await trustee.seal("another one"), PASSPHRASE),
  ),
  mistake("a sealed trustee that is the seed", "sealed-trustee", () =>
    Trustee.open(text(seedOfTrustee) as never, PASSPHRASE),
  ),
  mistake("a dealing at another's seat", "invalid-input", () => trustee.dealing(seat, dealing)),
  mistake("the proof of one", "invalid-input", () => proveDealing(trustee, seat, dealing)),
  mistake("a threshold above the committee", "invalid-input", () =>
    trustee.dealing(seat, { ...ownDealing, threshold: 9 }),
  ),
  mistake("shares that were dealt to others", "share-mismatch", () =>
    trustee.shareFrom(seat, dealingsOf([2, 3], dealing)),
  ),
  mistake("a point off the curve", "invalid-point", () => share.decryptionOf([{ first: [5n, 5n], second: [0n, 1n] }])),
  mistake("the proof of it", "invalid-point", () => proveDecryption(share, [5n, 5n])),
]

const OF_PROVERS: Mistake[] = (["kernel", "snarkjs"] as const).flatMap((engine) => {
  const proving = (changes: CircuitSignals) => async () => {
    await using prover = await Prover.open("membership", { engine })
    return await prover.prove({ ...(await inputOf("membership")), secret, ...changes })
  }
  return [
    mistake(`a witness that the circuit refuses, ${engine}`, "witness", proving({ slot: 5 })),
    mistake(`a secret that is no number, ${engine}`, "witness", proving({ secret: `${String(secret)}n` })),
    mistake(`a secret that is too many, ${engine}`, "witness", proving({ secret: [secret, secret] })),
  ]
})

const OF_VERIFIERS: Mistake[] = [
  mistake("a proof of something else", "requirement-not-met", async () => {
    const proof = await proveMembership(ana, roll, { scope, policy })
    return verify(proof, { scope: Scope.offChain("https://tools.example", "boat"), roll, policy })
  }),
  mistake("a proof with the secret in it", "malformed-proof", async () => {
    const proof = await proveMembership(ana, roll, { scope, policy })
    return verify(
      { ...proof, signals: { ...proof.signals, secret: String(secret) } },
      {
        scope,
        roll,
        policy,
      },
    )
  }),
  mistake("a ballot with its scores in it", "malformed-proof", () =>
    verifyBallot({ circuit: "ballot-4", signals: { score: String(WRONG_SCORE) }, proof: randomness } as never, {
      scope,
      policy,
      roll,
      terms,
    }),
  ),
  mistake("an artifact that was altered", "artifact-missing", () =>
    proveMembership(ana, roll, { scope, policy, artifacts: join(ARTIFACTS, "none") }),
  ),
]

/** A node whose address has a key in it, as those of services have. */
async function nodeThat(
  answers: "refuses" | "chatters" | "breaks",
  then: (url: string) => Promise<unknown>,
): Promise<unknown> {
  let asked = 0
  const server = createServer((incoming, outgoing) => {
    let body = ""
    incoming.setEncoding("utf8").on("data", (part: string) => (body += part))
    incoming.on("end", () => {
      const first = asked++ === 0
      if (answers === "refuses" || (answers === "breaks" && !first)) {
        outgoing.writeHead(500).end("no")
        return
      }
      const { id } = [JSON.parse(body) as { id: number } | { id: number }[]].flat()[0]!
      const error = {
        code: -32_000,
        message: `too much for ${incoming.headers.host!}: see http://node.example/v2/${NODE_KEY}`,
      }
      outgoing.setHeader("content-type", "application/json")
      outgoing.end(JSON.stringify({ jsonrpc: "2.0", id, ...(first ? { result: "0x7a69" } : { error }) }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/v2/${NODE_KEY}?key=${NODE_KEY}`
  try {
    return await then(url)
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

const readAssembly = async (url: string): Promise<unknown> => {
  const provider = await connect(url)
  try {
    return await Assembly.at("0x00000000000000000000000000000000000C0FFE", provider)
  } finally {
    provider.destroy()
  }
}

const OF_NODES: Mistake[] = [
  mistake("a node that refuses", "chain-unreachable", () => nodeThat("refuses", (url) => connect(url))),
  mistake("a node that refuses later", "chain-unreachable", () => nodeThat("breaks", readAssembly)),
  mistake("a node that tells its own address", "node-answer", () => nodeThat("chatters", readAssembly)),
  mistake("a node on another chain", "wrong-chain", () => nodeThat("chatters", (url) => connect(url, { chainId: 1n }))),
  mistake("a node that is not there", "chain-unreachable", () => connect(`http://127.0.0.1:1/v2/${NODE_KEY}`)),
  mistake("an address that is none", "chain-unreachable", () => connect(`no address: ${NODE_KEY}`)),
  mistake("an address with a password", "chain-unreachable", () => connect(`http://ana:${NODE_KEY}@127.0.0.1:1`)),
]

export const MISTAKES: readonly Mistake[] = [
  ...OF_MEMBERS,
  ...OF_RECORDS,
  ...OF_VAULTS,
  ...OF_BALLOTS,
  ...OF_TRUSTEES,
  ...OF_PROVERS,
  ...OF_VERIFIERS,
  ...OF_NODES,
]

/** A prover that gives up. */
async function failing(circuit: string): Promise<Prover> {
  return { circuit, prove: () => Promise.reject(new Error("gave up")) } as unknown as Prover
}
